import type { MysqlReader } from "./mysql-reader.ts";
import { readExpression, readExpressions } from "./read-expression.ts";
import { readFallbacks } from "./read-json-table.ts";
import { readLimit, readOrder, readQuery, startsQuery } from "./read-query.ts";
import { readCharset, readType } from "./read-type.ts";
import { readOver } from "./read-window.ts";
import { UNITS } from "./reserved-words.ts";

type ReadArguments = (reader: MysqlReader) => void;

/** Functions whose arguments are separated by words. All others take values between commas. */
const SPECIAL: Readonly<Record<string, ReadArguments>> = {
  CAST: readCast,
  CONVERT: readConvert,
  EXTRACT: readExtract,
  TRIM: readTrim,
  SUBSTRING: readSubstring,
  SUBSTR: readSubstring,
  MID: readSubstring,
  POSITION: readPosition,
  CHAR: readChar,
  GROUP_CONCAT: readAggregate,
  JSON_ARRAYAGG: readAggregate,
  WEIGHT_STRING: readWeight,
  COLUMN_GET: readColumnGet,
  COLUMN_CREATE: readColumnCreate,
  COLUMN_ADD: readColumnCreate,
  JSON_VALUE: readJsonValue,
  MATCH: readExpressions,
};

/** A call with its arguments and whatever belongs to it: OVER, WITHIN GROUP, AGAINST. */
export function readCall(reader: MysqlReader): void {
  const { cursor } = reader;
  const name = cursor.next();
  if (name.word === "VALUES") {
    cursor.parenthesized(() => reader.name());
    return;
  }
  if (name.word !== "MATCH") reader.checkFunction(name);
  cursor.parenthesized(() => (SPECIAL[name.word] ?? readArguments)(reader));
  if (name.word === "MATCH") readAgainst(reader);
  else readAfterCall(reader);
}

function readArguments(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol(")") || cursor.takeSymbol("*")) return;
  if (!cursor.takeWords("ALL")) cursor.takeWords("DISTINCT");
  if (startsQuery(reader)) readQuery(reader);
  else readExpressions(reader);
}

function readAfterCall(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("WITHIN", "GROUP")) cursor.parenthesized(() => readOrder(reader));
  if (cursor.takeWords("FROM", "FIRST") || cursor.takeWords("FROM", "LAST")) cursor.isWord("OVER");
  if (!cursor.takeWords("RESPECT", "NULLS")) cursor.takeWords("IGNORE", "NULLS");
  if (cursor.takeWords("OVER")) readOver(reader);
}

function readCast(reader: MysqlReader): void {
  const { cursor } = reader;
  readExpression(reader);
  if (cursor.takeWords("AT", "TIME", "ZONE")) {
    cursor.takeWords("INTERVAL");
    readExpression(reader);
  }
  cursor.expectWords("AS");
  readType(reader);
}

function readConvert(reader: MysqlReader): void {
  readExpression(reader);
  if (reader.cursor.takeSymbol(",")) readType(reader);
  else {
    reader.cursor.expectWords("USING");
    readCharset(reader);
  }
}

function readExtract(reader: MysqlReader): void {
  if (!reader.cursor.takeAnyWord(UNITS)) reader.cursor.fail();
  reader.cursor.expectWords("FROM");
  readExpression(reader);
}

function readTrim(reader: MysqlReader): void {
  const { cursor } = reader;
  const hasSide = cursor.takeWords("BOTH") || cursor.takeWords("LEADING") || cursor.takeWords("TRAILING");
  if (!(hasSide && cursor.isWord("FROM"))) readExpression(reader);
  if (cursor.takeWords("FROM")) readExpression(reader);
}

function readSubstring(reader: MysqlReader): void {
  const { cursor } = reader;
  readExpression(reader);
  if (cursor.takeSymbol(",")) readExpressions(reader);
  else {
    cursor.expectWords("FROM");
    readExpression(reader);
    if (cursor.takeWords("FOR")) readExpression(reader);
  }
}

/** POSITION(a IN b): the operator IN has no list here. */
function readPosition(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.token.kind === "text") cursor.next();
  else if (cursor.isSymbol("(")) cursor.parenthesized(() => readExpression(reader));
  else reader.name();
  while (cursor.takeSymbol(".")) reader.nameAfterDot();
  cursor.expectWords("IN");
  readExpression(reader);
}

function readChar(reader: MysqlReader): void {
  readExpressions(reader);
  if (reader.cursor.takeWords("USING")) readCharset(reader);
}

function readAggregate(reader: MysqlReader): void {
  const { cursor } = reader;
  readArguments(reader);
  readOrder(reader);
  if (cursor.takeWords("SEPARATOR")) {
    if (cursor.token.kind !== "text") cursor.fail();
    cursor.next();
  }
  if (cursor.takeWords("LIMIT")) readLimit(reader);
}

function readWeight(reader: MysqlReader): void {
  readExpression(reader);
  if (reader.cursor.takeWords("AS")) readType(reader);
}

function readColumnGet(reader: MysqlReader): void {
  readExpressions(reader);
  reader.cursor.expectWords("AS");
  readType(reader);
}

function readColumnCreate(reader: MysqlReader): void {
  reader.cursor.list(() => {
    readExpression(reader);
    if (reader.cursor.takeWords("AS")) readType(reader);
  });
}

function readJsonValue(reader: MysqlReader): void {
  readExpressions(reader);
  if (reader.cursor.takeWords("RETURNING")) readType(reader);
  readFallbacks(reader);
}

function readAgainst(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.expectWords("AGAINST");
  cursor.parenthesized(() => {
    readSearchText(reader);
    if (cursor.takeWords("IN", "BOOLEAN", "MODE")) return;
    if (cursor.takeWords("IN", "NATURAL", "LANGUAGE", "MODE")) cursor.isSymbol(")");
    cursor.takeWords("WITH", "QUERY", "EXPANSION");
  });
}

/** A text, or a call that makes one; IN after it belongs to the mode. */
function readSearchText(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.token.kind === "text") {
    while (cursor.token.kind === "text") cursor.next();
  } else if (cursor.isSymbol("(", 1)) readCall(reader);
  else reader.name();
}
