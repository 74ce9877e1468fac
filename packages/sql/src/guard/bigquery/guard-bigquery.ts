import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import type { PathHome } from "../reading/path-access.ts";
import { stop } from "../refusal.ts";
import { type JudgedText, judgeText, type ReadText } from "../restrict/judge-text.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import { BigqueryReader } from "./bigquery-reader.ts";
import { readQuery, startsQuery } from "./read-query.ts";
import { SCRIPT_WORDS } from "./words.ts";

/** Longer than any statement a person or a model writes for reading. */
const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one GoogleSQL statement as BigQuery reads it: an exact lexer, and a grammar of queries that knows every table
 * and function in them. What the grammar does not know is refused. `home` is the project and dataset that the job
 * resolves names in. Total: whatever text it is given, it answers with a verdict.
 */
export const guardBigquery = (sql: string, policy: GuardPolicy, home?: PathHome): GuardVerdict =>
  judgeBigquery(sql, policy, home).verdict;

/** The verdict, and what must run in the statement's place. */
export const judgeBigquery = (sql: string, policy: GuardPolicy, home?: PathHome): JudgedText =>
  judgeText(sql, policy, RESTRICT_DIALECTS.bigquery, (text) => readBigquery(text, policy, home));

function readBigquery(sql: string, policy: GuardPolicy, home: PathHome | undefined): ReadText {
  if (sql.length > MAX_SQL_LENGTH) stop("too-long", "The statement is too long.");
  if (sql.includes("\0")) stop("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  const reader = new BigqueryReader(sql, policy, home);
  readStatement(reader);
  return { found: reader.tables.found, spots: reader.spots };
}

function readStatement(reader: BigqueryReader): void {
  const { cursor } = reader;
  if (!startsQuery(reader) && !cursor.isSymbol("(")) refuseStatement(reader);
  readQuery(reader, reader.ranges.apart());
  const isEnded = cursor.takeSymbol(";");
  if (cursor.token.kind === "end") return;
  if (isEnded) stop("one-statement", "Only one statement can be run at a time.", cursor.token.start);
  cursor.fail();
}

function refuseStatement({ cursor }: BigqueryReader): never {
  if (SCRIPT_WORDS.has(cursor.token.word)) {
    stop("select-only", "Scripts are not offered; send one SELECT statement.", cursor.token.start);
  }
  return refuseByFirstWord(cursor.token);
}
