import type { BigqueryReader } from "./bigquery-reader.ts";
import type { RangeScope } from "./range-scope.ts";
import { readExpression } from "./read-expression.ts";
import { readFrom } from "./read-from.ts";
import { readPipeOperator } from "./read-pipe.ts";
import { readSelect } from "./read-select.ts";

/** Whether a query begins `ahead` tokens from here; WITH before a bracket is the expression WITH(a AS 1, a). */
export const startsQuery = ({ cursor }: BigqueryReader, ahead = 0): boolean =>
  cursor.isWord("SELECT", ahead) ||
  cursor.isWord("FROM", ahead) ||
  (cursor.isWord("WITH", ahead) && !cursor.isSymbol("(", ahead + 1));

/**
 * Whether the bracket `ahead` tokens from here opens a query, and no list of expressions or of joined tables. Brackets
 * directly inside it decide by what follows them.
 */
export function opensQuery(reader: BigqueryReader, ahead = 0): boolean {
  const { cursor } = reader;
  let inner = ahead;
  while (cursor.isSymbol("(", inner)) inner++;
  if (!startsQuery(reader, inner)) return false;
  for (let level = inner - 1, at = inner; level > ahead; level--) {
    at = afterBracket(reader, at);
    if (!continuesQuery(reader, at)) return false;
  }
  return true;
}

/** The token behind the bracket that closes the one around `ahead`. */
function afterBracket({ cursor }: BigqueryReader, ahead: number): number {
  let at = ahead;
  for (let depth = 1; depth > 0 && cursor.peek(at).kind !== "end"; at++) {
    if (cursor.isSymbol("(", at)) depth++;
    else if (cursor.isSymbol(")", at)) depth--;
  }
  return at;
}

const CONTINUES = ["UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT"];

/** After a bracketed query, more of a query may follow: another bracket's end, a set operator, an order, a pipe. */
function continuesQuery({ cursor }: BigqueryReader, at: number): boolean {
  if (cursor.isSymbol(")", at) || cursor.isSymbol("|>", at)) return true;
  if (CONTINUES.some((word) => cursor.isWord(word, at))) return true;
  const isOuter = ["LEFT", "FULL", "INNER"].some((word) => cursor.isWord(word, at));
  const next = cursor.isWord("OUTER", at + 1) ? at + 2 : at + 1;
  return isOuter && CONTINUES.slice(0, 3).some((word) => cursor.isWord(word, next));
}

/** A whole query with its WITH list, set operators, order, limit and pipes. Names of its WITH list end with it. */
export function readQuery(reader: BigqueryReader, around: RangeScope): void {
  reader.cursor.nested(() =>
    reader.named.within(() => {
      if (reader.cursor.takeWords("WITH")) readWithList(reader);
      const ranges = readOperands(reader, around);
      reader.withRanges(ranges, () => {
        readOrderAndLimit(reader);
        while (reader.cursor.takeSymbol("|>")) readPipeOperator(reader, around);
      });
    }),
  );
}

/**
 * Each WITH query sees those before it; under RECURSIVE all see each other and themselves. None sees the rows around.
 */
function readWithList(reader: BigqueryReader): void {
  const { cursor, named } = reader;
  const isRecursive = cursor.takeWords("RECURSIVE");
  if (isRecursive) for (const name of cursor.lookAhead(() => namesOfWithList(reader))) named.add(name);
  do {
    const { text } = reader.name();
    cursor.expectWords("AS");
    cursor.parenthesized(() => readQuery(reader, reader.ranges.apart()));
    named.add(text);
    // A comma may end the list.
  } while (cursor.takeSymbol(",") && reader.isName() && cursor.isWord("AS", 1));
}

function namesOfWithList(reader: BigqueryReader): string[] {
  const { cursor } = reader;
  const names: string[] = [];
  do {
    if (!reader.isName() || !cursor.isWord("AS", 1) || !cursor.isSymbol("(", 2)) return names;
    names.push(cursor.token.text);
    for (let left = afterBracket(reader, 3); left > 0; left--) cursor.next();
  } while (cursor.takeSymbol(","));
  return names;
}

/** The queries between set operators. Answers with the row names that ORDER BY sees. */
function readOperands(reader: BigqueryReader, around: RangeScope): RangeScope {
  const first = readOperand(reader, around);
  if (!takeSetOperator(reader)) return first;
  do readOperand(reader, around);
  while (takeSetOperator(reader));
  return emptyRanges(around);
}

function readOperand(reader: BigqueryReader, around: RangeScope): RangeScope {
  const { cursor } = reader;
  const ranges = around.inside();
  if (cursor.isSymbol("(")) cursor.parenthesized(() => readQuery(reader, around));
  else if (cursor.takeWords("SELECT")) reader.withRanges(ranges, () => readSelect(reader));
  else if (cursor.takeWords("FROM")) reader.withRanges(ranges, () => readFromQuery(reader));
  else cursor.fail();
  ranges.finishFrom();
  return ranges;
}

function readFromQuery(reader: BigqueryReader): void {
  reader.ranges.startFrom();
  readFrom(reader);
}

function emptyRanges(around: RangeScope): RangeScope {
  const ranges = around.inside();
  ranges.finishFrom();
  return ranges;
}

/** UNION ALL, INTERSECT DISTINCT, FULL OUTER UNION ALL BY NAME ON (a), UNION ALL CORRESPONDING BY (a) and so on. */
export function takeSetOperator(reader: BigqueryReader): boolean {
  const { cursor } = reader;
  if (!cursor.lookAhead(() => takeSetWords(reader))) return false;
  takeSetWords(reader);
  if (!cursor.takeWords("ALL")) cursor.expectWords("DISTINCT");
  cursor.takeWords("STRICT");
  if (cursor.takeWords("BY", "NAME")) {
    if (cursor.takeWords("ON")) reader.nameList();
  } else if (cursor.takeWords("CORRESPONDING") && cursor.takeWords("BY")) reader.nameList();
  return true;
}

function takeSetWords({ cursor }: BigqueryReader): boolean {
  if (cursor.takeWords("FULL") || cursor.takeWords("LEFT")) cursor.takeWords("OUTER");
  else cursor.takeWords("INNER");
  return cursor.takeWords("UNION") || cursor.takeWords("INTERSECT") || cursor.takeWords("EXCEPT");
}

function readOrderAndLimit(reader: BigqueryReader): void {
  readOrder(reader);
  readLimit(reader);
}

export function readOrder(reader: BigqueryReader): void {
  if (reader.cursor.takeWords("ORDER", "BY")) reader.cursor.list(() => readSorted(reader));
}

export function readSorted(reader: BigqueryReader): void {
  const { cursor } = reader;
  readExpression(reader);
  if (!cursor.takeWords("ASC")) cursor.takeWords("DESC");
  if (cursor.takeWords("NULLS") && !cursor.takeWords("FIRST")) cursor.expectWords("LAST");
}

export function readLimit(reader: BigqueryReader): void {
  if (!reader.cursor.takeWords("LIMIT")) return;
  readExpression(reader);
  if (reader.cursor.takeWords("OFFSET")) readExpression(reader);
}
