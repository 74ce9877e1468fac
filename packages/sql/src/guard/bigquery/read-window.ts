import type { BigqueryReader } from "./bigquery-reader.ts";
import { readExpression, readOperand } from "./read-expression.ts";
import { readOrder } from "./read-query.ts";

/** What stands after OVER: the name of a window, or a bracket. */
export function readWindowSpecification(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!cursor.isSymbol("(")) {
    reader.name();
    return;
  }
  cursor.parenthesized(() => {
    if (reader.isName()) reader.name();
    if (cursor.takeWords("PARTITION", "BY")) cursor.list(() => readExpression(reader));
    readOrder(reader);
    if (cursor.takeWords("ROWS") || cursor.takeWords("RANGE")) readFrame(reader);
  });
}

function readFrame(reader: BigqueryReader): void {
  const { cursor } = reader;
  const isRange = cursor.takeWords("BETWEEN");
  readBound(reader);
  if (!isRange) return;
  cursor.expectWords("AND");
  readBound(reader);
}

function readBound(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("CURRENT")) {
    cursor.expectWords("ROW");
    return;
  }
  if (!cursor.takeWords("UNBOUNDED")) readOperand(reader);
  if (!cursor.takeWords("PRECEDING")) cursor.expectWords("FOLLOWING");
}
