import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import { RefusalFound, refuse, stop } from "../refusal.ts";
import { readPragma } from "./read-pragma.ts";
import { readQuery, startsQuery } from "./read-query.ts";
import { SqliteReader } from "./sqlite-reader.ts";

/** Longer than any statement a person or a model writes for reading. */
const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one statement of SQLite: its tokenizer, and a grammar of reads that knows every table and function in them.
 * What the grammar does not know is refused.
 */
export function guardSqlite(sql: string, policy: GuardPolicy): GuardVerdict {
  if (sql.length > MAX_SQL_LENGTH) return refuse("too-long", "The statement is too long.");
  // SQLite would run only what stands before it.
  if (sql.includes("\0")) return refuse("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  try {
    const reader = new SqliteReader(sql, policy);
    readStatement(reader);
    return { isAllowed: true, tables: reader.tables.found };
  } catch (error) {
    if (error instanceof RefusalFound) return error.verdict;
    throw error;
  }
}

function readStatement(reader: SqliteReader): void {
  const { cursor } = reader;
  while (cursor.takeSymbol(";"));
  if (startsQuery(reader)) readQuery(reader);
  else if (cursor.isWord("PRAGMA")) {
    cursor.next();
    readPragma(reader);
  } else refuseByFirstWord(cursor.token);
  const isEnded = cursor.isSymbol(";");
  while (cursor.takeSymbol(";"));
  if (cursor.token.kind === "end") return;
  if (isEnded) stop("one-statement", "Only one statement can be run at a time.", cursor.token.start);
  cursor.fail();
}
