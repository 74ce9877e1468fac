import { upperAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import type { SqliteReader } from "./sqlite-reader.ts";
import { TABLE_PRAGMAS } from "./sqlite-words.ts";

/** PRAGMA names as table functions begin so. */
export const SYSTEM_QUESTION = "PRAGMA_";

/** PRAGMA table_info(orders), and no other kind. */
export function readPragma(reader: SqliteReader): void {
  const pragma = reader.cursor.token;
  if (!TABLE_PRAGMAS.has(pragma.word) || !reader.cursor.isSymbol("(", 1)) refusePragma(pragma);
  reader.cursor.next();
  readTableQuestion(reader, pragma);
}

/** The one argument names a table that may be read; more could name another file. */
export function readTableQuestion(reader: SqliteReader, pragma: Token): void {
  if (!TABLE_PRAGMAS.has(upperAscii(pragma.text))) refusePragma(pragma);
  reader.cursor.parenthesized(() => {
    const name = reader.nameOrText();
    const table = reader.tables.use({ name: name.text, position: name.start });
    reader.spots.add({ table, first: name, last: name }, undefined, { isDescribed: true });
  });
}

const refusePragma = ({ start }: Token): never =>
  stop("part-not-allowed", "Of all PRAGMAs, only table_info and the like of an allowed table are offered.", start);
