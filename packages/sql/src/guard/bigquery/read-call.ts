import type { GuardTable } from "@parlance/core";
import { stop } from "../refusal.ts";
import type { BigqueryReader } from "./bigquery-reader.ts";
import { readExpression } from "./read-expression.ts";
import { noteTable } from "./read-from.ts";
import { readTablePath } from "./read-path.ts";
import { readLimit, readOrder, readQuery, startsQuery } from "./read-query.ts";
import { readGroups } from "./read-select.ts";
import { readWindowSpecification } from "./read-window.ts";

/** The bracket of a call, with what aggregates may say at its end. */
export function readArguments(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.parenthesized(() => {
    if (cursor.isSymbol(")")) return;
    cursor.takeWords("DISTINCT");
    if (!cursor.takeSymbol("*")) cursor.list(() => readArgument(reader));
    readAggregateTail(reader);
  });
}

function readArgument(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (reader.isName() && cursor.isSymbol("=>", 1)) {
    cursor.next();
    cursor.next();
  }
  if (cursor.isWord("MODEL") && reader.isName(1)) {
    stop("part-not-allowed", "Models are not offered; only tables can be read.", cursor.token.start);
  }
  if (cursor.isWord("TABLE") && reader.isName(1)) readTableArgument(reader);
  else if (startsQuery(reader)) readQuery(reader, reader.ranges);
  else readExpression(reader);
  // STRUCT-like calls such as JSON_OBJECT do not name their arguments, but aggregates over pairs may.
  if (cursor.takeWords("AS")) reader.name();
}

function readTableArgument(reader: BigqueryReader): void {
  const { start } = reader.cursor.next();
  const path = readTablePath(reader);
  const isNamed = path.parts.length === 1 && !path.isWhole && reader.named.has(path.parts[0] ?? "");
  if (isNamed) return;
  const judged: { isTable: boolean; table: GuardTable | undefined } = { isTable: false, table: undefined };
  reader.useTable({ ...path, onTable: (table) => Object.assign(judged, { isTable: true, table }) }, true);
  // A query in brackets stands in the place of TABLE and the name.
  noteTable(reader, path, judged, { start, rowName: undefined });
}

function readAggregateTail(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("IGNORE") || cursor.takeWords("RESPECT")) cursor.expectWords("NULLS");
  if (cursor.isWord("WHERE")) readWhere(reader);
  if (cursor.takeWords("HAVING")) {
    if (!cursor.takeWords("MAX")) cursor.takeWords("MIN");
    readExpression(reader);
  }
  readGroups(reader);
  readOrder(reader);
  readLimit(reader);
}

function readWhere(reader: BigqueryReader): void {
  reader.cursor.next();
  readExpression(reader);
}

/** What may follow the bracket of a call. */
export function readCallTail(reader: BigqueryReader): void {
  if (reader.cursor.takeWords("OVER")) readWindowSpecification(reader);
}
