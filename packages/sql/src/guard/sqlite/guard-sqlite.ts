import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import { stop } from "../refusal.ts";
import { type JudgedText, judgeText, type ReadText } from "../restrict/judge-text.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import { readPragma } from "./read-pragma.ts";
import { readQuery, startsQuery } from "./read-query.ts";
import { SqliteReader } from "./sqlite-reader.ts";

/** Longer than any statement a person or a model writes for reading. */
const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one statement of SQLite: its tokenizer, and a grammar of reads that knows every table and function in them.
 * What the grammar does not know is refused.
 */
export const guardSqlite = (sql: string, policy: GuardPolicy): GuardVerdict => judgeSqlite(sql, policy).verdict;

/** The verdict, and what must run in the statement's place. */
export const judgeSqlite = (sql: string, policy: GuardPolicy): JudgedText =>
  judgeText(sql, policy, RESTRICT_DIALECTS.sqlite, (text) => readSqlite(text, policy));

function readSqlite(sql: string, policy: GuardPolicy): ReadText {
  if (sql.length > MAX_SQL_LENGTH) stop("too-long", "The statement is too long.");
  // SQLite would run only what stands before it.
  if (sql.includes("\0")) stop("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  const reader = new SqliteReader(sql, policy);
  readStatement(reader);
  return { found: reader.tables.found, spots: reader.spots.found };
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
