import type { BigqueryReader } from "./bigquery-reader.ts";
import { readExpression } from "./read-expression.ts";
import { readFrom } from "./read-from.ts";
import { readWindowSpecification } from "./read-window.ts";

/** Everything after the word SELECT, up to set operators, order and limit. */
export function readSelect(reader: BigqueryReader): void {
  const { cursor } = reader;
  readSelectList(reader);
  reader.ranges.startFrom();
  if (cursor.takeWords("FROM")) readFrom(reader);
  reader.ranges.finishFrom();
  if (cursor.takeWords("WHERE")) readExpression(reader);
  readGroups(reader);
  if (cursor.takeWords("HAVING")) readExpression(reader);
  if (cursor.takeWords("QUALIFY")) readExpression(reader);
  readNamedWindows(reader);
}

export function readSelectList(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("ALL")) cursor.takeWords("DISTINCT");
  if (cursor.takeWords("AS") && !cursor.takeWords("STRUCT")) cursor.expectWords("VALUE");
  readItems(reader);
}

/** Expressions with their names; a comma may end the list. */
export function readItems(reader: BigqueryReader): void {
  do readItem(reader);
  while (reader.cursor.takeSymbol(",") && !endsList(reader));
}

const AFTER_LIST = ["FROM", "WHERE", "GROUP", "HAVING", "QUALIFY", "WINDOW", "ORDER", "LIMIT", "UNION"];

function endsList({ cursor }: BigqueryReader): boolean {
  if (cursor.token.kind === "end" || AFTER_LIST.some((word) => cursor.isWord(word))) return true;
  return [")", "|>", ";"].some((symbol) => cursor.isSymbol(symbol));
}

function readItem(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.takeSymbol("*")) readExpression(reader);
  if (isStar(reader)) readStarChanges(reader);
  else reader.takeAlias();
}

/** Whether the item just read ended in a star: o.* reads as an expression whose last step is the star. */
const isStar = ({ cursor }: BigqueryReader): boolean =>
  cursor.peek(-1).text === "*" && cursor.peek(-1).kind === "symbol";

function readStarChanges(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.isWord("EXCEPT") && cursor.isSymbol("(", 1)) {
    cursor.next();
    reader.nameList();
  }
  if (cursor.takeWords("REPLACE")) cursor.parenthesized(() => readItems(reader));
}

export function readGroups(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("GROUP")) return;
  // Pipes may group and order at once.
  if (cursor.takeWords("AND")) cursor.expectWords("ORDER");
  cursor.expectWords("BY");
  if (!cursor.takeWords("ALL")) cursor.list(() => readGroup(reader));
}

function readGroup(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("ROLLUP") || cursor.takeWords("CUBE")) readGroupList(reader);
  else if (cursor.takeWords("GROUPING", "SETS")) readGroupList(reader);
  else if (cursor.isSymbol("(") && cursor.isSymbol(")", 1)) cursor.parenthesized(() => {});
  else {
    readExpression(reader);
    reader.takeAlias();
    if (!cursor.takeWords("ASC")) cursor.takeWords("DESC");
    if (cursor.takeWords("NULLS") && !cursor.takeWords("FIRST")) cursor.expectWords("LAST");
  }
}

const readGroupList = (reader: BigqueryReader): void =>
  reader.cursor.parenthesized(() => reader.cursor.list(() => readGroup(reader)));

export function readNamedWindows(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("WINDOW")) return;
  cursor.list(() => {
    reader.name();
    cursor.expectWords("AS");
    readWindowSpecification(reader);
  });
}
