import type { BigqueryReader } from "./bigquery-reader.ts";

/** A type: INT64, NUMERIC(10, 2), ARRAY<STRUCT<a INT64, STRING>>, RANGE<DATE>. */
export function readType(reader: BigqueryReader): void {
  reader.cursor.nested(() => {
    const { cursor } = reader;
    if (cursor.takeWords("ARRAY") || cursor.takeWords("RANGE")) readBetweenAngles(reader, () => readType(reader));
    else if (cursor.takeWords("STRUCT")) readBetweenAngles(reader, () => cursor.list(() => readTypeField(reader)));
    else if (!cursor.takeWords("INTERVAL")) readPlainType(reader);
  });
}

function readPlainType(reader: BigqueryReader): void {
  const { cursor } = reader;
  reader.name();
  if (cursor.isSymbol("(")) cursor.parenthesized(() => cursor.list(() => readParameter(reader)));
}

function readBetweenAngles({ cursor }: BigqueryReader, read: () => void): void {
  cursor.expectSymbol("<");
  if (!cursor.isSymbol(">")) read();
  cursor.expectSymbol(">");
}

function readTypeField(reader: BigqueryReader): void {
  const next = reader.cursor.peek(1);
  if (reader.isName() && (next.kind === "word" || next.kind === "name")) reader.name();
  readType(reader);
}

function readParameter({ cursor }: BigqueryReader): void {
  if (cursor.token.kind === "number" || cursor.isWord("MAX")) cursor.next();
  else cursor.fail();
}
