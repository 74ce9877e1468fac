import { upperAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import { readCall } from "./read-call.ts";
import { readTableName } from "./read-from.ts";
import { readQuery, startsQuery } from "./read-query.ts";
import type { SqliteReader } from "./sqlite-reader.ts";
import { CLOCKS, SYMBOL_OPERATORS, TABLE_FUNCTIONS, WORD_OPERATORS } from "./sqlite-words.ts";

export function readExpressions(reader: SqliteReader): void {
  reader.cursor.list(() => readExpression(reader));
}

/**
 * Operands with operators between them. Which operator binds closer decides no verdict, so they are read in a row:
 * what matters is every name, call and query in them. An "operand" ends before the words AND and BETWEEN.
 */
export function readExpression(reader: SqliteReader, extent: "whole" | "operand" = "whole"): void {
  reader.cursor.nested(() => {
    readOperand(reader);
    while (takeOperator(reader, extent)) readOperand(reader);
  });
}

function takeOperator(reader: SqliteReader, extent: "whole" | "operand"): boolean {
  const { cursor } = reader;
  while (takePredicate(reader));
  if (extent === "operand" && (cursor.isWord("AND") || cursor.isWord("BETWEEN"))) return false;
  if (cursor.takeWords("IS")) {
    cursor.takeWords("NOT");
    cursor.takeWords("DISTINCT", "FROM");
    return true;
  }
  const { token } = cursor;
  if (token.kind === "symbol" && SYMBOL_OPERATORS.has(token.text)) {
    cursor.next();
    return true;
  }
  if (cursor.isWord("NOT") && WORD_OPERATORS.has(cursor.peek(1).word)) cursor.next();
  return cursor.takeAnyWord(WORD_OPERATORS);
}

/** What follows an operand and needs none after it. */
function takePredicate(reader: SqliteReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("ISNULL") || cursor.takeWords("NOTNULL") || cursor.takeWords("NOT", "NULL")) return true;
  if (cursor.takeWords("IN") || cursor.takeWords("NOT", "IN")) readIn(reader);
  else if (cursor.takeWords("COLLATE")) reader.nameOrText();
  else return false;
  return true;
}

/** A list, a query, or a table's bare name: `id IN orders` reads the table. */
function readIn(reader: SqliteReader): void {
  const { cursor } = reader;
  const isTableFunction = TABLE_FUNCTIONS.has(upperAscii(cursor.token.text)) && cursor.isSymbol("(", 1);
  if (isTableFunction) cursor.next();
  if (!cursor.isSymbol("(")) {
    const named = readTableName(reader);
    // A query in brackets is a list by itself, without a name for its rows.
    if (named !== undefined) reader.spots.add(named, undefined, { rowName: undefined });
  } else {
    cursor.parenthesized(() => {
      if (startsQuery(reader)) readQuery(reader);
      else if (!cursor.isSymbol(")")) readExpressions(reader);
    });
  }
}

const PREFIX_SYMBOLS: ReadonlySet<string> = new Set(["-", "+", "~"]);

function readOperand(reader: SqliteReader): void {
  const { cursor } = reader;
  while (isPrefix(cursor.token)) cursor.next();
  const { token } = cursor;
  if (token.kind === "number" || token.kind === "bytes") cursor.next();
  else if (token.kind === "text") readTextOrColumn(reader);
  else if (cursor.isSymbol("(")) readParenthesized(reader);
  else if (token.kind === "word") readWord(reader, token);
  else if (token.kind === "name") readColumnOrCall(reader);
  else cursor.fail();
}

const isPrefix = (token: Token): boolean =>
  token.kind === "symbol" ? PREFIX_SYMBOLS.has(token.text) : token.word === "NOT";

/** A text before a dot is the name of a table. */
function readTextOrColumn(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol(".", 1)) readColumn(reader);
  else cursor.next();
}

function readParenthesized(reader: SqliteReader): void {
  reader.cursor.parenthesized(() => (startsQuery(reader) ? readQuery(reader) : readExpressions(reader)));
}

function readWord(reader: SqliteReader, token: Token): void {
  const { cursor } = reader;
  if (token.word === "NULL") cursor.next();
  else if (token.word === "CASE") readCase(reader);
  else if (token.word === "EXISTS") {
    cursor.next();
    cursor.parenthesized(() => readQuery(reader));
  } else if (token.word === "RAISE" && cursor.isSymbol("(", 1)) {
    stop("part-not-allowed", "RAISE is not allowed here.", token.start);
  } else if (CLOCKS.has(token.word) && !cursor.isSymbol("(", 1)) cursor.next();
  else readColumnOrCall(reader);
}

function readCase(reader: SqliteReader): void {
  const { cursor } = reader;
  cursor.expectWords("CASE");
  if (!cursor.isWord("WHEN")) readExpression(reader);
  while (cursor.takeWords("WHEN")) {
    readExpression(reader);
    cursor.expectWords("THEN");
    readExpression(reader);
  }
  if (cursor.takeWords("ELSE")) readExpression(reader);
  cursor.expectWords("END");
}

function readColumnOrCall(reader: SqliteReader): void {
  if (reader.cursor.isSymbol("(", 1)) readCall(reader);
  else readColumn(reader);
}

function readColumn(reader: SqliteReader): void {
  const { cursor } = reader;
  reader.nameOrText();
  for (let parts = 1; parts < 3 && cursor.takeSymbol("."); parts++) reader.nameOrText();
  if (cursor.isSymbol("(")) cursor.fail();
}
