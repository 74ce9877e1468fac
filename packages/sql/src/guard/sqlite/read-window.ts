import { readExpression, readExpressions } from "./read-expression.ts";
import { readOrder } from "./read-query.ts";
import type { SqliteReader } from "./sqlite-reader.ts";

const FRAMES: ReadonlySet<string> = new Set(["ROWS", "RANGE", "GROUPS"]);
const PARTS: ReadonlySet<string> = new Set([...FRAMES, "PARTITION"]);

export function readOver(reader: SqliteReader): void {
  if (reader.cursor.isSymbol("(")) readWindow(reader);
  else reader.nameOrText();
}

export function readWindow(reader: SqliteReader): void {
  const { cursor } = reader;
  cursor.parenthesized(() => {
    if (reader.isName() && !PARTS.has(cursor.token.word)) cursor.next();
    if (cursor.takeWords("PARTITION", "BY")) readExpressions(reader);
    readOrder(reader);
    if (cursor.takeAnyWord(FRAMES)) readFrame(reader);
  });
}

function readFrame(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("BETWEEN")) {
    readBound(reader);
    cursor.expectWords("AND");
  }
  readBound(reader);
  if (!cursor.takeWords("EXCLUDE")) return;
  const isKnown =
    cursor.takeWords("CURRENT", "ROW") ||
    cursor.takeWords("GROUP") ||
    cursor.takeWords("TIES") ||
    cursor.takeWords("NO", "OTHERS");
  if (!isKnown) cursor.fail();
}

function readBound(reader: SqliteReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("CURRENT", "ROW")) return;
  if (!cursor.takeWords("UNBOUNDED")) readExpression(reader, "operand");
  if (!cursor.takeWords("PRECEDING")) cursor.expectWords("FOLLOWING");
}
