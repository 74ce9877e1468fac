import { stop } from "../refusal.ts";
import type { BigqueryReader } from "./bigquery-reader.ts";
import type { RangeScope } from "./range-scope.ts";
import { readExpression } from "./read-expression.ts";
import { readJoin, readTableFunction, readTableSuffix } from "./read-from.ts";
import { readTablePath } from "./read-path.ts";
import { readLimit, readOrder, readQuery, takeSetOperator } from "./read-query.ts";
import { readGroups, readItems, readNamedWindows, readSelectList } from "./read-select.ts";

type ReadOperator = (reader: BigqueryReader, around: RangeScope) => void;

/**
 * What may stand after |>, by its first word. Operators that make a new table drop the row names before it, so that a
 * later JOIN cannot pass a table off as an array of a row that is gone.
 */
const OPERATORS: Readonly<Record<string, ReadOperator>> = {
  SELECT: (reader) => {
    readSelectList(reader);
    readNamedWindows(reader);
    reader.ranges.forget();
  },
  EXTEND: (reader) => {
    readItems(reader);
    readNamedWindows(reader);
  },
  SET: (reader) => reader.cursor.list(() => readAssignment(reader)),
  DROP: (reader) => reader.cursor.list(() => reader.name()),
  RENAME: (reader) => reader.cursor.list(() => readRenaming(reader)),
  AS: (reader) => {
    reader.ranges.forget();
    reader.ranges.name(reader.name().text);
  },
  WHERE: (reader) => readExpression(reader),
  AGGREGATE: readAggregate,
  DISTINCT: (reader) => reader.ranges.forget(),
  CALL: (reader) => {
    readTableFunction(reader, readTablePath(reader));
    reader.ranges.forget();
    const alias = reader.takeAlias();
    if (alias !== undefined) reader.ranges.name(alias);
  },
  ASSERT: (reader) => reader.cursor.list(() => readExpression(reader)),
};

export function readPipeOperator(reader: BigqueryReader, around: RangeScope): void {
  const { cursor } = reader;
  const start = cursor.token;
  const read = Object.hasOwn(OPERATORS, start.word) ? OPERATORS[start.word] : undefined;
  if (read !== undefined) {
    cursor.next();
    read(reader, around);
  } else if (cursor.isWord("ORDER")) readOrder(reader);
  else if (cursor.isWord("LIMIT")) readLimit(reader);
  else if (cursor.isWord("WINDOW")) {
    cursor.next();
    readItems(reader);
  } else if (takeSetOperator(reader)) readSetOperands(reader, around);
  else if (!readJoin(reader) && !readPivoted(reader)) {
    if (start.kind !== "word") cursor.fail();
    stop("part-not-allowed", `The pipe operator ${start.word} is not allowed here.`, start.start);
  }
}

function readPivoted(reader: BigqueryReader): boolean {
  const isSample = reader.cursor.isWord("TABLESAMPLE");
  if (!reader.cursor.lookAhead(() => reader.cursor.isWord("PIVOT") || reader.cursor.isWord("UNPIVOT") || isSample)) {
    return false;
  }
  if (!isSample) reader.ranges.forget();
  return readTableSuffix(reader);
}

function readAggregate(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.isWord("GROUP")) {
    do {
      readExpression(reader);
      reader.takeAlias();
      if (!cursor.takeWords("ASC")) cursor.takeWords("DESC");
    } while (cursor.takeSymbol(",") && !cursor.isWord("GROUP") && !cursor.isSymbol("|>") && !cursor.isSymbol(")"));
  }
  readGroups(reader);
  reader.ranges.forget();
}

function readAssignment(reader: BigqueryReader): void {
  reader.name();
  reader.cursor.expectSymbol("=");
  readExpression(reader);
}

function readRenaming(reader: BigqueryReader): void {
  reader.name();
  reader.cursor.takeWords("AS");
  reader.name();
}

function readSetOperands(reader: BigqueryReader, around: RangeScope): void {
  const { cursor } = reader;
  cursor.list(() => cursor.parenthesized(() => readQuery(reader, around)));
  reader.ranges.forget();
}
