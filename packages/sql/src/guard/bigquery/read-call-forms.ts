import type { BigqueryReader } from "./bigquery-reader.ts";
import { readExpression } from "./read-expression.ts";
import { readType } from "./read-type.ts";

/** Calls that have words of their own between their arguments. */

export function readCast(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  cursor.parenthesized(() => {
    readExpression(reader);
    cursor.expectWords("AS");
    readType(reader);
    if (cursor.takeWords("FORMAT")) readExpression(reader);
    readTimeZone(reader);
  });
}

/** EXTRACT(WEEK(MONDAY) FROM x AT TIME ZONE 'UTC'). */
export function readExtract(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.next();
  cursor.parenthesized(() => {
    reader.name();
    if (cursor.isSymbol("(")) cursor.parenthesized(() => reader.name());
    cursor.expectWords("FROM");
    readExpression(reader);
    readTimeZone(reader);
  });
}

function readTimeZone(reader: BigqueryReader): void {
  if (reader.cursor.takeWords("AT", "TIME", "ZONE")) readExpression(reader);
}

export function readStructFields(reader: BigqueryReader): void {
  const { cursor } = reader;
  cursor.parenthesized(() => {
    if (cursor.isSymbol(")")) return;
    cursor.list(() => {
      readExpression(reader);
      if (cursor.takeWords("AS")) reader.name();
    });
  });
}
