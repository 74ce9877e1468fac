import { upperAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import { readExpression, readExpressions } from "./read-expression.ts";
import { readTableQuestion, SYSTEM_QUESTION } from "./read-pragma.ts";
import { readQuery, startsQuery } from "./read-query.ts";
import type { SqliteReader } from "./sqlite-reader.ts";
import { TABLE_FUNCTIONS } from "./sqlite-words.ts";

/** Tables with commas and joins between them, each join with its condition. */
export function readTables(reader: SqliteReader): void {
  const { cursor } = reader;
  cursor.nested(() => {
    readTable(reader);
    while (cursor.takeSymbol(",") || takeJoin(reader)) readTable(reader);
  });
}

const JOIN_WORDS: ReadonlySet<string> = new Set(["NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "INNER", "CROSS"]);

function takeJoin({ cursor }: SqliteReader): boolean {
  let isStarted = false;
  while (cursor.takeAnyWord(JOIN_WORDS)) isStarted = true;
  if (cursor.takeWords("JOIN")) return true;
  return isStarted ? cursor.fail() : false;
}

function readTable(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("(")) {
    cursor.parenthesized(() => (startsQuery(reader) ? readQuery(reader) : readTables(reader)));
  } else readNamed(reader);
  reader.takeAlias();
  if (cursor.takeWords("INDEXED")) {
    cursor.expectWords("BY");
    reader.nameOrText();
  } else if (cursor.takeWords("NOT")) cursor.expectWords("INDEXED");
  if (cursor.takeWords("ON")) readExpression(reader);
  else if (cursor.takeWords("USING")) reader.nameList();
}

function readNamed(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("(", 1)) readTableFunction(reader, reader.nameOrText());
  else readTableName(reader);
}

function readTableFunction(reader: SqliteReader, name: Token): void {
  const { cursor } = reader;
  const word = upperAscii(name.text);
  if (TABLE_FUNCTIONS.has(word)) cursor.parenthesized(() => readExpressions(reader));
  else if (word.startsWith(SYSTEM_QUESTION)) {
    readTableQuestion(reader, { ...name, text: word.slice(SYSTEM_QUESTION.length) });
  } else refuseTableFunction(name.text, name.start);
}

/** A table's name, its namespace in front of it; also what stands right of IN. */
export function readTableName(reader: SqliteReader): void {
  const { cursor, scope, tables } = reader;
  const first = reader.nameOrText();
  if (cursor.takeSymbol(".")) {
    const { text } = reader.nameOrText();
    tables.use({ name: text, schema: first.text, position: first.start });
  } else if (!scope.has(first.text)) tables.use({ name: first.text, position: first.start });
  if (cursor.isSymbol("(")) refuseTableFunction(first.text, first.start);
}

function refuseTableFunction(name: string, position: number): never {
  const message = `${name}() cannot be used as a table; only the tables of this source can be read.`;
  return stop("table-function-not-allowed", message, position);
}
