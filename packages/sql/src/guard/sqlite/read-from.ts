import { upperAscii } from "../reading/ascii-case.ts";
import type { NamedTable } from "../reading/table-spots.ts";
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
  const { cursor, spots } = reader;
  const named = readSource(reader);
  const alias = reader.takeAlias();
  const hint = { start: spots.end, end: spots.end };
  if (takeIndexHint(reader)) hint.end = spots.end;
  if (named !== undefined) spots.add(named, alias?.text, hint.end === hint.start ? {} : { dropped: [hint] });
  if (cursor.takeWords("ON")) readExpression(reader);
  else if (cursor.takeWords("USING")) reader.nameList();
}

/** A table's name is what comes back; queries, calls and tables in brackets have noted theirs by then. */
function readSource(reader: SqliteReader): NamedTable | undefined {
  const { cursor } = reader;
  if (cursor.isSymbol("(")) {
    cursor.parenthesized(() => (startsQuery(reader) ? readQuery(reader) : readTables(reader)));
  } else if (cursor.isSymbol("(", 1)) readTableFunction(reader, reader.nameOrText());
  else return readTableName(reader);
  return undefined;
}

function takeIndexHint(reader: SqliteReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("INDEXED")) {
    cursor.expectWords("BY");
    reader.nameOrText();
    return true;
  }
  if (!cursor.takeWords("NOT")) return false;
  cursor.expectWords("INDEXED");
  return true;
}

function readTableFunction(reader: SqliteReader, name: Token): void {
  const { cursor } = reader;
  const word = upperAscii(name.text);
  if (TABLE_FUNCTIONS.has(word)) cursor.parenthesized(() => readExpressions(reader));
  else if (word.startsWith(SYSTEM_QUESTION)) {
    readTableQuestion(reader, { ...name, text: word.slice(SYSTEM_QUESTION.length) });
  } else refuseTableFunction(name.text, name.start);
}

/** A table's name, its namespace in front of it; also what stands right of IN. Undefined for a WITH query's name. */
export function readTableName(reader: SqliteReader): NamedTable | undefined {
  const { cursor, scope, tables } = reader;
  const first = reader.nameOrText();
  let named: NamedTable | undefined;
  if (cursor.takeSymbol(".")) {
    const last = reader.nameOrText();
    named = { table: tables.use({ name: last.text, schema: first.text, position: first.start }), first, last };
  } else if (!scope.has(first.text)) {
    named = { table: tables.use({ name: first.text, position: first.start }), first, last: first };
  }
  if (cursor.isSymbol("(")) refuseTableFunction(first.text, first.start);
  return named;
}

function refuseTableFunction(name: string, position: number): never {
  const message = `${name}() cannot be used as a table; only the tables of this source can be read.`;
  return stop("table-function-not-allowed", message, position);
}
