import { stop } from "../refusal.ts";
import type { BigqueryReader } from "./bigquery-reader.ts";
import { readArguments, readCallTail } from "./read-call.ts";
import { readCast, readExtract, readStructFields } from "./read-call-forms.ts";
import { opensQuery, readQuery, startsQuery } from "./read-query.ts";
import { readType } from "./read-type.ts";
import { LITERAL_TYPES, RESERVED_FUNCTIONS, SYMBOL_OPERATORS, WORD_OPERATORS } from "./words.ts";

/**
 * An expression, read flat: operands with operators between them. Which binds closer does not matter here; every
 * operand is read in full, and what the server would not parse it refuses itself.
 */
export function readExpression(reader: BigqueryReader): void {
  reader.cursor.nested(() => {
    readOperand(reader);
    while (readOperator(reader));
  });
}

export const readExpressions = (reader: BigqueryReader): void => reader.cursor.list(() => readExpression(reader));

/** An operator and what follows it, or a condition such as IS NOT NULL. */
function readOperator(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("IS")) return readIs(reader);
  if (cursor.takeWords("COLLATE")) {
    readOperand(reader);
    return true;
  }
  const { token } = cursor;
  if (token.kind === "symbol" && SYMBOL_OPERATORS.has(token.text)) {
    cursor.next();
    // A shift to the right is two symbols.
    if (token.text === ">" && cursor.isSymbol(">") && cursor.token.start === token.end) cursor.next();
    readOperand(reader);
    return true;
  }
  return readWordOperator(reader);
}

function readWordOperator(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  const isNot = cursor.isWord("NOT");
  if (!WORD_OPERATORS.has(cursor.peek(isNot ? 1 : 0).word)) return false;
  if (isNot) cursor.next();
  const operator = cursor.next().word;
  if (operator === "LIKE") takeQuantifier(reader);
  if ((operator === "LIKE" || operator === "IN") && cursor.takeWords("UNNEST")) readArguments(reader);
  else readOperand(reader);
  return true;
}

function takeQuantifier({ cursor }: BigqueryReader): void {
  if (!cursor.takeWords("ANY") && !cursor.takeWords("SOME")) cursor.takeWords("ALL");
}

function readIs(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  cursor.takeWords("NOT");
  if (cursor.takeWords("DISTINCT", "FROM")) readOperand(reader);
  else if (!["NULL", "TRUE", "FALSE", "UNKNOWN"].some((word) => cursor.takeWords(word))) cursor.fail();
  return true;
}

/** One operand with its signs before it and its steps behind it. */
export function readOperand(reader: BigqueryReader): void {
  const { cursor } = reader;
  while (["-", "+", "~"].some((sign) => cursor.takeSymbol(sign)) || cursor.takeWords("NOT"));
  readPrimary(reader);
  readSteps(reader);
}

/** Fields, elements and chained calls: x.y[OFFSET(0)].z, (a).upper(). */
function readSteps(reader: BigqueryReader): void {
  const { cursor } = reader;
  for (;;) {
    if (cursor.takeSymbol(".")) {
      if (cursor.takeSymbol("*")) return;
      readField(reader);
    } else if (cursor.takeSymbol("[")) {
      readExpression(reader);
      cursor.expectSymbol("]");
    } else return;
  }
}

function readField(reader: BigqueryReader): void {
  const { text, start } = reader.nameAfterDot();
  if (!reader.cursor.isSymbol("(")) return;
  reader.checkFunction([text], start);
  readArguments(reader);
  readCallTail(reader);
}

type ReadPrimary = (reader: BigqueryReader) => void;

/** Operands that begin with a word of their own. */
const BY_WORD: Readonly<Record<string, ReadPrimary>> = {
  NULL: skip,
  TRUE: skip,
  FALSE: skip,
  CASE: readCase,
  CAST: readCast,
  SAFE_CAST: readCast,
  EXTRACT: readExtract,
  INTERVAL: readInterval,
  ARRAY: readArray,
  STRUCT: readStruct,
  EXISTS: (reader) => {
    reader.cursor.next();
    readSubquery(reader);
  },
  WITH: readWithExpression,
};

function readPrimary(reader: BigqueryReader): void {
  const { cursor } = reader;
  const { token } = cursor;
  if (token.kind === "number" || token.kind === "text" || token.kind === "bytes") skip(reader);
  else if (cursor.isSymbol("(")) readBracket(reader);
  else if (cursor.isSymbol("[")) readElements(reader);
  else if (Object.hasOwn(BY_WORD, token.word) && isOwnWord(reader)) BY_WORD[token.word]?.(reader);
  else if (cursor.isWord("RANGE") && cursor.isSymbol("<", 1)) readRange(reader);
  else if (LITERAL_TYPES.has(token.word) && cursor.peek(1).kind === "text") {
    skip(reader);
    skip(reader);
  } else readPathOrCall(reader);
}

/** SAFE_CAST is no reserved word: without a bracket it is a column. */
const isOwnWord = ({ cursor }: BigqueryReader): boolean => !cursor.isWord("SAFE_CAST") || cursor.isSymbol("(", 1);

function skip({ cursor }: BigqueryReader): void {
  cursor.next();
}

/** A column, or a call: the path in front of the bracket is the name of the function. */
function readPathOrCall(reader: BigqueryReader): void {
  const { cursor } = reader;
  const { start, word } = cursor.token;
  const isFunctionWord = RESERVED_FUNCTIONS.has(word) && cursor.isSymbol("(", 1);
  const parts = [isFunctionWord ? cursor.next().text : reader.name().text];
  while (cursor.isSymbol(".") && isNameAfterDot(reader)) {
    cursor.next();
    parts.push(reader.nameAfterDot().text);
  }
  if (!cursor.isSymbol("(")) return;
  reader.checkFunction(parts, start);
  readArguments(reader);
  readCallTail(reader);
}

const isNameAfterDot = ({ cursor }: BigqueryReader): boolean => ["name", "word"].includes(cursor.peek(1).kind);

function readBracket(reader: BigqueryReader): void {
  if (opensQuery(reader)) readSubquery(reader);
  else reader.cursor.parenthesized(() => readExpressions(reader));
}

export function readSubquery(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.expectSymbol("(");
  if (!startsQuery(reader) && !cursor.isSymbol("(")) cursor.fail();
  readQuery(reader, reader.ranges);
  cursor.expectSymbol(")");
}

function readElements(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.expectSymbol("[");
  if (!cursor.isSymbol("]")) readExpressions(reader);
  cursor.expectSymbol("]");
}

function readArray(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("<", 1)) readType(reader);
  else cursor.next();
  if (cursor.isSymbol("(")) readSubquery(reader);
  else readElements(reader);
}

function readStruct(reader: BigqueryReader): void {
  if (reader.cursor.isSymbol("<", 1)) readType(reader);
  else reader.cursor.next();
  readStructFields(reader);
}

function readRange(reader: BigqueryReader): void {
  readType(reader);
  if (reader.cursor.token.kind !== "text") reader.cursor.fail();
  reader.cursor.next();
}

/** INTERVAL 3 DAY, INTERVAL '1-2' YEAR TO MONTH. */
function readInterval(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  readExpression(reader);
  reader.name();
  if (cursor.takeWords("TO")) reader.name();
}

function readCase(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  if (!cursor.isWord("WHEN")) readExpression(reader);
  while (cursor.takeWords("WHEN")) {
    readExpression(reader);
    cursor.expectWords("THEN");
    readExpression(reader);
  }
  if (cursor.takeWords("ELSE")) readExpression(reader);
  cursor.expectWords("END");
}

/** WITH(a AS 1, b AS a + 1, a + b) names values inside one expression. */
function readWithExpression(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.isSymbol("(", 1)) stop("syntax", "A query inside an expression needs brackets.", cursor.token.start);
  cursor.next();
  cursor.parenthesized(() =>
    cursor.list(() => {
      if (reader.isName() && cursor.isWord("AS", 1)) {
        cursor.next();
        cursor.next();
      }
      readExpression(reader);
    }),
  );
}
