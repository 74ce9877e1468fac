import type { MysqlReader } from "./mysql-reader.ts";
import { TYPES } from "./reserved-words.ts";

/** A type as CAST and JSON_TABLE name it: words, a size in parentheses, a character set. */
export function readType(reader: MysqlReader): void {
  const { cursor } = reader;
  cursor.takeWords("NATIONAL");
  if (!cursor.takeAnyWord(TYPES)) cursor.fail();
  cursor.takeWords("PRECISION");
  cursor.takeWords("VARYING");
  if (cursor.isSymbol("(")) cursor.parenthesized(() => cursor.list(() => readSize(reader)));
  while (cursor.takeWords("UNSIGNED") || cursor.takeWords("SIGNED") || cursor.takeWords("INTEGER"));
  if (cursor.takeWords("CHARACTER", "SET") || cursor.takeWords("CHAR", "SET") || cursor.takeWords("CHARSET")) {
    readCharset(reader);
  }
  if (cursor.takeWords("COLLATE")) readCharset(reader);
  cursor.takeWords("ARRAY");
}

/** Names of character sets and collations; BINARY is one of them. */
export function readCharset(reader: MysqlReader): void {
  const { cursor } = reader;
  if (cursor.token.kind === "text") cursor.next();
  else if (!cursor.takeWords("BINARY")) reader.name();
}

function readSize({ cursor }: MysqlReader): void {
  if (cursor.token.kind === "number") cursor.next();
  else cursor.fail();
}
