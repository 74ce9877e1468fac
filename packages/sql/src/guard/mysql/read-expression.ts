import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import type { MysqlReader } from "./mysql-reader.ts";
import { readCall } from "./read-call.ts";
import { isSetOperator, readQuery, readQueryTail, startsQuery } from "./read-query.ts";
import { readCharset } from "./read-type.ts";
import { CHARSETS, CLOCKS, SYMBOL_OPERATORS, UNITS, WORD_OPERATORS } from "./reserved-words.ts";

export function readExpressions(reader: MysqlReader): void {
  reader.cursor.list(() => readExpression(reader));
}

/**
 * Operands with operators between them. Which operator binds closer decides no verdict, so they are read in a row:
 * what matters is every name, call and query in them. An "operand" ends before the words AND and BETWEEN.
 */
export function readExpression(reader: MysqlReader, extent: "whole" | "operand" = "whole"): void {
  reader.cursor.nested(() => {
    readOperand(reader);
    while (takeOperator(reader, extent)) readOperand(reader);
  });
}

/** Operators with a right side; whole predicates such as IS NULL and IN (...) are taken in full on the way. */
function takeOperator(reader: MysqlReader, extent: "whole" | "operand"): boolean {
  const { cursor } = reader;
  while (takePredicate(reader));
  if (extent === "operand" && (cursor.isWord("AND") || cursor.isWord("BETWEEN"))) return false;
  const { token } = cursor;
  if (token.kind === "symbol" && SYMBOL_OPERATORS.has(token.text)) {
    cursor.next();
    return true;
  }
  if (cursor.isWord("NOT") && WORD_OPERATORS.has(cursor.peek(1).word)) cursor.next();
  return cursor.takeAnyWord(WORD_OPERATORS) || cursor.takeWords("SOUNDS", "LIKE");
}

const TRUTHS: ReadonlySet<string> = new Set(["NULL", "TRUE", "FALSE", "UNKNOWN"]);

function takePredicate(reader: MysqlReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("IS")) readIs(reader);
  else if (cursor.takeWords("NOT", "IN") || cursor.takeWords("IN")) readInList(reader);
  else if (cursor.takeWords("COLLATE")) readCharset(reader);
  else if (cursor.isWord("MEMBER") && (cursor.isWord("OF", 1) || cursor.isSymbol("(", 1))) readMember(reader);
  else return false;
  return true;
}

function readIs({ cursor }: MysqlReader): void {
  cursor.takeWords("NOT");
  if (cursor.takeAnyWord(TRUTHS)) return;
  cursor.expectWords("JSON");
  const kinds = ["VALUE", "ARRAY", "OBJECT", "SCALAR"];
  kinds.some((kind) => cursor.takeWords(kind));
}

function readInList(reader: MysqlReader): void {
  if (reader.cursor.isSymbol("(")) readParenthesized(reader);
  else reader.cursor.fail();
}

function readMember(reader: MysqlReader): void {
  reader.cursor.next();
  reader.cursor.takeWords("OF");
  reader.cursor.parenthesized(() => readExpression(reader));
}

const PREFIX_SYMBOLS: ReadonlySet<string> = new Set(["-", "+", "~", "!"]);
const PREFIX_WORDS: ReadonlySet<string> = new Set(["NOT", "BINARY"]);
/** Before a query in parentheses, after a comparison. */
const QUANTIFIERS: ReadonlySet<string> = new Set(["ANY", "SOME", "ALL"]);

function readOperand(reader: MysqlReader): void {
  const { cursor } = reader;
  while (isPrefix(cursor.token)) cursor.next();
  const { token } = cursor;
  if (token.kind === "text" || token.kind === "number" || token.kind === "bytes") readLiteral(reader);
  else if (token.kind === "symbol") readSymbol(reader);
  else if (token.kind === "word") readWord(reader, token);
  else if (token.kind === "name") readColumnOrCall(reader);
  else cursor.fail();
}

const isPrefix = (token: Token): boolean =>
  token.kind === "symbol" ? PREFIX_SYMBOLS.has(token.text) : PREFIX_WORDS.has(token.word);

/** Texts that follow one another are one text. */
function readLiteral({ cursor }: MysqlReader): void {
  const { kind } = cursor.next();
  while (kind === "text" && cursor.token.kind === "text") cursor.next();
}

function readSymbol(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("(")) readParenthesized(reader);
  else readBraced(reader);
}

/** The dates of ODBC: {d '2024-01-01'}. */
function readBraced({ cursor }: MysqlReader): void {
  cursor.expectSymbol("{");
  if (!cursor.takeWords("D") && !cursor.takeWords("T")) cursor.expectWords("TS");
  if (cursor.token.kind !== "text") cursor.fail();
  cursor.next();
  cursor.expectSymbol("}");
}

/** A query, a value, or a row of values. A query may also come after more parentheses. */
function readParenthesized(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.parenthesized(() => {
    if (startsQuery(reader)) readQuery(reader);
    else readValues(reader);
  });
}

function readValues(reader: MysqlReader): void {
  const { cursor } = reader;
  const isMaybeQuery = cursor.isSymbol("(");
  readExpressions(reader);
  if (isMaybeQuery && (isSetOperator(reader) || cursor.isWord("ORDER") || cursor.isWord("LIMIT"))) {
    readQueryTail(reader);
  }
}

const LITERAL_PREFIXES: ReadonlySet<string> = new Set(["DATE", "TIME", "TIMESTAMP"]);

function readWord(reader: MysqlReader, token: Token): void {
  const { cursor } = reader;
  const following = cursor.peek(1);
  if (TRUTHS.has(token.word) && token.word !== "UNKNOWN") cursor.next();
  else if (token.word === "CASE") readCase(reader);
  else if (token.word === "INTERVAL") readInterval(reader);
  else if (token.word === "DEFAULT") readDefault(reader);
  else if (token.word === "EXISTS" || (QUANTIFIERS.has(token.word) && cursor.isSymbol("(", 1))) readSubquery(reader);
  else if (token.word === "ROW" && cursor.isSymbol("(", 1)) readRow(reader);
  else if (LITERAL_PREFIXES.has(token.word) && following.kind === "text") takeTwo(reader);
  else if (token.text.startsWith("_") && (following.kind === "text" || following.kind === "bytes"))
    readIntroduced(reader);
  else if (token.text.startsWith("_") && following.kind === "number") readIntroduced(reader);
  else if (CLOCKS.has(token.word) && !cursor.isSymbol("(", 1)) cursor.next();
  else readColumnOrCall(reader);
}

function readDefault(reader: MysqlReader): void {
  reader.cursor.expectWords("DEFAULT");
  reader.cursor.parenthesized(() => readColumn(reader));
}

function takeTwo({ cursor }: MysqlReader): void {
  cursor.next();
  cursor.next();
}

function readIntroduced(reader: MysqlReader): void {
  const { cursor } = reader;
  const { word, text, start } = cursor.next();
  if (!CHARSETS.has(word)) stop("part-not-allowed", `The character set ${text} is not allowed here.`, start);
  readLiteral(reader);
}

function readRow(reader: MysqlReader): void {
  reader.cursor.next();
  reader.cursor.parenthesized(() => readExpressions(reader));
}

function readSubquery(reader: MysqlReader): void {
  reader.cursor.next();
  reader.cursor.parenthesized(() => readQuery(reader));
}

function readCase(reader: MysqlReader): void {
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

/** INTERVAL 1 DAY, or the function INTERVAL(a, b, c). */
function readInterval(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.expectWords("INTERVAL");
  readExpression(reader);
  cursor.takeAnyWord(UNITS);
}

function readColumnOrCall(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("(", 1)) readCall(reader);
  else readColumn(reader);
}

function readColumn(reader: MysqlReader): void {
  const { cursor } = reader;
  if (!reader.isName()) refuseWord(reader);
  const first = cursor.next();
  const second = cursor.takeSymbol(".") ? reader.nameAfterDot() : first;
  if (cursor.takeSymbol(".")) {
    reader.nameAfterDot();
    reader.fullName = first;
    reader.fullNames.push({ table: second.text, start: first.start, end: second.start });
  }
  if (cursor.isSymbol("(")) {
    stop("function-not-allowed", "Functions of a database's own making cannot be used here.", first.start);
  }
}

const SESSION_WORDS: ReadonlySet<string> = new Set(["CURRENT_USER", "CURRENT_ROLE"]);

function refuseWord({ cursor }: MysqlReader): never {
  const { word, text, start } = cursor.token;
  if (SESSION_WORDS.has(word)) {
    stop("function-not-allowed", `The function ${text} is not one that can be used here.`, start);
  }
  return cursor.fail();
}
