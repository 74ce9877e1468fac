import type { GuardTable } from "@parlance/core";
import { stop } from "../refusal.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import type { BigqueryReader } from "./bigquery-reader.ts";
import { readArguments } from "./read-call.ts";
import { readExpression } from "./read-expression.ts";
import { readTablePath, type TablePath } from "./read-path.ts";
import { opensQuery, readQuery } from "./read-query.ts";

/** Tables joined by commas and words. Their names become the row names of the SELECT being read. */
export function readFrom(reader: BigqueryReader): void {
  do readTable(reader);
  while (readJoins(reader) && reader.cursor.takeSymbol(","));
}

function readJoins(reader: BigqueryReader): true {
  while (readJoin(reader));
  return true;
}

/** One JOIN with its table and condition; conditions of nested joins may follow later. */
export function readJoin(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  if (readCondition(reader)) return true;
  if (!cursor.lookAhead(() => takeJoinWords(reader))) return false;
  takeJoinWords(reader);
  readTable(reader);
  readCondition(reader);
  return true;
}

function takeJoinWords({ cursor }: BigqueryReader): boolean {
  cursor.takeWords("NATURAL");
  if (cursor.takeWords("LEFT") || cursor.takeWords("RIGHT") || cursor.takeWords("FULL")) cursor.takeWords("OUTER");
  else if (!cursor.takeWords("INNER")) cursor.takeWords("CROSS");
  return cursor.takeWords("JOIN");
}

function readCondition(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  if (cursor.takeWords("ON")) readExpression(reader);
  else if (cursor.takeWords("USING")) reader.nameList();
  else return false;
  return true;
}

function readTable(reader: BigqueryReader): void {
  reader.cursor.nested(() => readTablePrimary(reader));
}

function readTablePrimary(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.isWord("UNNEST")) readUnnest(reader);
  else if (cursor.isSymbol("(")) readBracket(reader);
  else readNamedTable(reader);
  readTableSuffixes(reader);
}

function readUnnest(reader: BigqueryReader): void {
  reader.cursor.next();
  readArguments(reader);
  nameRows(reader, undefined);
  readOffset(reader);
}

function readOffset(reader: BigqueryReader): void {
  if (reader.cursor.takeWords("WITH", "OFFSET")) reader.takeAlias();
}

function readBracket(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!opensQuery(reader)) {
    cursor.parenthesized(() => readFrom(reader));
    return;
  }
  cursor.parenthesized(() => readQuery(reader, reader.ranges.around()));
  nameRows(reader, undefined);
}

function readNamedTable(reader: BigqueryReader): void {
  const { cursor } = reader;
  const path = readTablePath(reader);
  const judged: { isTable: boolean; table: GuardTable | undefined } = { isTable: false, table: undefined };
  if (cursor.isSymbol("(")) readTableFunction(reader, path);
  else reader.useTable({ ...path, onTable: (table) => Object.assign(judged, { isTable: true, table }) }, path.isWhole);
  readSystemTime(reader);
  const timed = cursor.previous.end;
  const alias = nameRows(reader, path.rowName);
  const rest = readRest(reader, reader.sql.slice(path.end, timed));
  noteTable(reader, path, judged, { end: timed, alias, ...rest });
}

/** What may stand behind the alias and is said of the table itself. */
function readRest(reader: BigqueryReader, time: string): Partial<TableSpot> {
  const { cursor } = reader;
  const start = cursor.previous.end;
  readOffset(reader);
  readSystemTime(reader);
  if (cursor.takeWords("TABLESAMPLE")) readSample(reader);
  const { end } = cursor.previous;
  const text = `${time} ${reader.sql.slice(start, end)}`.trim();
  return {
    ...(text === "" ? {} : { afterAlias: text }),
    ...(end === start ? {} : { dropped: [{ start, end }] }),
  };
}

/** Notes a path with what followed it; whether it names a table may be judged later, into the same object. */
export function noteTable(
  reader: BigqueryReader,
  path: TablePath,
  judged: { readonly isTable: boolean; readonly table: GuardTable | undefined },
  more: Partial<TableSpot>,
): void {
  reader.noteTable({
    get isTable() {
      return judged.isTable;
    },
    get table() {
      return judged.table;
    },
    start: path.position,
    nameStart: path.position,
    nameEnd: path.end,
    end: path.end,
    alias: undefined,
    rowName: quoteName(path.parts.at(-1) ?? ""),
    ...more,
  });
}

const { quoteName } = RESTRICT_DIALECTS.bigquery;

/** Table functions that make rows out of a table or query given to them; the others are other people's code. */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(["gap_fill", "range_sessionize", "vector_search"]);

export function readTableFunction(reader: BigqueryReader, { parts, position }: TablePath): void {
  const name = parts.join(".");
  if (!TABLE_FUNCTIONS.has(name.toLowerCase())) {
    const message = `${name}() cannot be used as a table; only the tables of this source can be read.`;
    stop("table-function-not-allowed", message, position);
  }
  readArguments(reader);
}

/** A table's past: the same rows under the same rights. */
function readSystemTime(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("FOR")) return;
  if (!cursor.takeWords("SYSTEM_TIME")) cursor.expectWords("SYSTEM", "TIME");
  cursor.expectWords("AS", "OF");
  readExpression(reader);
}

/** Answers with the alias that was written. */
function nameRows(reader: BigqueryReader, rowName: string | undefined): string | undefined {
  const alias = reader.takeAlias();
  const name = alias ?? rowName;
  if (name !== undefined) reader.ranges.name(name);
  return alias;
}

/** PIVOT, UNPIVOT and TABLESAMPLE, in any number. */
export function readTableSuffixes(reader: BigqueryReader): void {
  while (readTableSuffix(reader));
}

export function readTableSuffix(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  if (cursor.isWord("PIVOT") && cursor.isSymbol("(", 1)) readPivot(reader);
  else if (cursor.isWord("UNPIVOT")) readUnpivot(reader);
  else if (cursor.takeWords("TABLESAMPLE")) readSample(reader);
  else return false;
  return true;
}

function readPivot(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  cursor.parenthesized(() => {
    cursor.list(() => readAliased(reader));
    cursor.expectWords("FOR");
    readOperandBeforeIn(reader);
    cursor.expectWords("IN");
    cursor.parenthesized(() => cursor.list(() => readAliased(reader)));
  });
  nameRows(reader, undefined);
}

/** The column of PIVOT ... FOR column IN (...), which would otherwise read on into the list. */
function readOperandBeforeIn(reader: BigqueryReader): void {
  const { cursor } = reader;
  reader.name();
  while (cursor.takeSymbol(".")) reader.nameAfterDot();
}

function readUnpivot(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  if (cursor.takeWords("INCLUDE") || cursor.takeWords("EXCLUDE")) cursor.expectWords("NULLS");
  cursor.parenthesized(() => {
    readNames(reader);
    cursor.expectWords("FOR");
    reader.name();
    cursor.expectWords("IN");
    cursor.parenthesized(() =>
      cursor.list(() => {
        readNames(reader);
        if (cursor.takeWords("AS")) readExpression(reader);
      }),
    );
  });
  nameRows(reader, undefined);
}

function readNames(reader: BigqueryReader): void {
  if (reader.cursor.isSymbol("(")) reader.nameList();
  else readOperandBeforeIn(reader);
}

function readSample(reader: BigqueryReader): void {
  const { cursor } = reader;
  reader.name();
  cursor.parenthesized(() => {
    readExpression(reader);
    if (!cursor.takeWords("PERCENT")) cursor.expectWords("ROWS");
  });
}

function readAliased(reader: BigqueryReader): void {
  readExpression(reader);
  reader.takeAlias();
}
