import type { MysqlReader } from "./mysql-reader.ts";
import { readExpression, readExpressions } from "./read-expression.ts";
import { readTableReferences } from "./read-from.ts";
import { readWindow } from "./read-window.ts";
import { SELECT_OPTIONS } from "./reserved-words.ts";

/** Whether a query begins `ahead` tokens from here. */
export const startsQuery = ({ cursor }: MysqlReader, ahead = 0): boolean =>
  cursor.isWord("SELECT", ahead) ||
  cursor.isWord("WITH", ahead) ||
  cursor.isWord("TABLE", ahead) ||
  (cursor.isWord("VALUES", ahead) && (cursor.isSymbol("(", ahead + 1) || cursor.isWord("ROW", ahead + 1)));

/** A whole query with its WITH list, set operators, order and limit. Names of its WITH list end with it. */
export function readQuery(reader: MysqlReader): void {
  reader.cursor.nested(() =>
    reader.scope.within(() => {
      if (reader.cursor.takeWords("WITH")) readWithList(reader);
      readOperand(reader);
      readQueryTail(reader);
    }),
  );
}

/** Set operators with their queries, order and limit. */
export function readQueryTail(reader: MysqlReader): void {
  readOrderAndLimit(reader);
  while (takeSetOperator(reader)) {
    readOperand(reader);
    readOrderAndLimit(reader);
  }
}

export const isSetOperator = ({ cursor }: MysqlReader): boolean =>
  cursor.isWord("UNION") || cursor.isWord("EXCEPT") || cursor.isWord("INTERSECT");

function takeSetOperator(reader: MysqlReader): boolean {
  if (!isSetOperator(reader)) return false;
  reader.cursor.next();
  if (!reader.cursor.takeWords("ALL")) reader.cursor.takeWords("DISTINCT");
  return true;
}

/**
 * Each WITH query sees those before it. Only under RECURSIVE does it see itself; otherwise its own name inside it, and
 * the names of later ones always, mean tables.
 */
function readWithList(reader: MysqlReader): void {
  const { cursor, scope } = reader;
  const isRecursive = cursor.takeWords("RECURSIVE");
  cursor.list(() => {
    const { text } = reader.name();
    if (cursor.isSymbol("(")) reader.nameList();
    cursor.expectWords("AS");
    scope.within(() => {
      if (isRecursive) scope.add(text);
      cursor.parenthesized(() => readQuery(reader));
    });
    if (cursor.takeWords("CYCLE")) {
      cursor.list(() => reader.name());
      cursor.expectWords("RESTRICT");
    }
    scope.add(text);
  });
}

function readOperand(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.isSymbol("(")) cursor.parenthesized(() => readQuery(reader));
  else if (cursor.takeWords("SELECT")) readSelect(reader);
  else if (cursor.takeWords("VALUES")) cursor.list(() => readRow(reader));
  else if (cursor.takeWords("TABLE")) readTableReferences(reader, "table");
  else cursor.fail();
}

function readRow(reader: MysqlReader): void {
  reader.cursor.takeWords("ROW");
  reader.cursor.parenthesized(() => readExpressions(reader));
}

function readSelect(reader: MysqlReader): void {
  const { cursor } = reader;
  while (cursor.takeAnyWord(SELECT_OPTIONS));
  cursor.list(() => readSelected(reader));
  if (cursor.takeWords("FROM")) readTableReferences(reader, "list");
  if (cursor.takeWords("WHERE")) readExpression(reader);
  if (cursor.takeWords("GROUP", "BY")) readGroups(reader);
  if (cursor.takeWords("HAVING")) readExpression(reader);
  if (cursor.takeWords("WINDOW")) cursor.list(() => readNamedWindow(reader));
}

function readSelected(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.takeSymbol("*")) return;
  if (isQualifiedStar(reader)) {
    while (!cursor.takeSymbol("*")) cursor.next();
    return;
  }
  readExpression(reader);
  if (reader.takeAlias() === undefined && cursor.token.kind === "text") cursor.next();
}

function isQualifiedStar(reader: MysqlReader): boolean {
  const { cursor } = reader;
  if (!reader.isName() || !cursor.isSymbol(".", 1)) return false;
  return cursor.isSymbol("*", 2) || (cursor.isSymbol(".", 3) && cursor.isSymbol("*", 4));
}

function readGroups(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.list(() => readSorted(reader));
  cursor.takeWords("WITH", "ROLLUP");
}

function readNamedWindow(reader: MysqlReader): void {
  reader.name();
  reader.cursor.expectWords("AS");
  readWindow(reader);
}

function readSorted(reader: MysqlReader): void {
  readExpression(reader);
  if (!reader.cursor.takeWords("ASC")) reader.cursor.takeWords("DESC");
}

export function readOrder(reader: MysqlReader): void {
  if (!reader.cursor.takeWords("ORDER", "BY")) return;
  reader.cursor.list(() => readSorted(reader));
  reader.cursor.takeWords("WITH", "ROLLUP");
}

function readOrderAndLimit(reader: MysqlReader): void {
  const { cursor } = reader;
  readOrder(reader);
  if (cursor.takeWords("LIMIT")) readLimit(reader);
  if (cursor.takeWords("OFFSET")) readCount(reader, ["ROWS", "ROW"]);
  if (cursor.takeWords("FETCH")) readFetch(reader);
}

export function readLimit(reader: MysqlReader): void {
  const { cursor } = reader;
  if (!cursor.isWord("ROWS")) {
    readCount(reader, []);
    if (cursor.takeSymbol(",") || cursor.takeWords("OFFSET")) readCount(reader, []);
  }
  if (cursor.takeWords("ROWS", "EXAMINED")) readCount(reader, []);
}

function readFetch(reader: MysqlReader): void {
  const { cursor } = reader;
  if (!cursor.takeWords("FIRST")) cursor.expectWords("NEXT");
  if (cursor.token.kind === "number") cursor.next();
  if (!cursor.takeWords("ROWS")) cursor.expectWords("ROW");
  if (!cursor.takeWords("ONLY")) cursor.expectWords("WITH", "TIES");
}

function readCount({ cursor }: MysqlReader, units: readonly string[]): void {
  if (cursor.token.kind === "number") cursor.next();
  else cursor.fail();
  units.some((unit) => cursor.takeWords(unit));
}
