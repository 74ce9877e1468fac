import type { MysqlReader } from "./mysql-reader.ts";
import { readExpression } from "./read-expression.ts";
import { readType } from "./read-type.ts";

/** JSON_TABLE(expression, path COLUMNS (...)). */
export function readJsonTable(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.expectWords("JSON_TABLE");
  cursor.parenthesized(() => {
    readExpression(reader);
    cursor.expectSymbol(",");
    readText(reader);
    readColumns(reader);
  });
}

function readColumns(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.nested(() => {
    cursor.expectWords("COLUMNS");
    cursor.parenthesized(() => cursor.list(() => readColumn(reader)));
  });
}

function readColumn(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.takeWords("NESTED")) {
    cursor.takeWords("PATH");
    readText(reader);
    readColumns(reader);
  } else readNamedColumn(reader);
}

function readNamedColumn(reader: MysqlReader): void {
  const { cursor } = reader;
  reader.name();
  if (cursor.takeWords("FOR", "ORDINALITY")) return;
  readType(reader);
  cursor.takeWords("EXISTS");
  cursor.expectWords("PATH");
  readText(reader);
  readFallbacks(reader);
}

/** NULL, ERROR or DEFAULT text, each ON EMPTY or ON ERROR. */
export function readFallbacks(reader: MysqlReader): void {
  const { cursor } = reader;
  for (;;) {
    if (cursor.takeWords("DEFAULT")) readLiteral(reader);
    else if (!cursor.takeWords("NULL") && !cursor.takeWords("ERROR")) return;
    cursor.expectWords("ON");
    if (!cursor.takeWords("EMPTY")) cursor.expectWords("ERROR");
  }
}

function readText({ cursor }: MysqlReader): void {
  if (cursor.token.kind === "text") cursor.next();
  else cursor.fail();
}

function readLiteral({ cursor }: MysqlReader): void {
  cursor.takeSymbol("-");
  if (cursor.token.kind === "text" || cursor.token.kind === "number") cursor.next();
  else cursor.fail();
}
