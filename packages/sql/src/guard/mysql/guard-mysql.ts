import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import { stop } from "../refusal.ts";
import { type JudgedText, judgeText, type ReadText } from "../restrict/judge-text.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import { type MysqlNames, MysqlReader } from "./mysql-reader.ts";
import { readTableReferences } from "./read-from.ts";
import { readQuery, startsQuery } from "./read-query.ts";

/** Longer than any statement a person or a model writes for reading. */
const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one statement of MySQL 8 or MariaDB: an exact lexer, and a grammar of reads that knows every table and function
 * in them. What the grammar does not know is refused. It holds under the SQL mode that the driver sets and verifies.
 */
export const guardMysql = (sql: string, policy: GuardPolicy, names?: MysqlNames): GuardVerdict =>
  judgeMysql(sql, policy, names).verdict;

/** The verdict, and what must run in the statement's place. */
export const judgeMysql = (
  sql: string,
  policy: GuardPolicy,
  names: MysqlNames = { foldsTableNames: false },
): JudgedText => judgeText(sql, policy, RESTRICT_DIALECTS.mysql, (text) => readMysql(text, policy, names));

function readMysql(sql: string, policy: GuardPolicy, names: MysqlNames): ReadText {
  if (sql.length > MAX_SQL_LENGTH) stop("too-long", "The statement is too long.");
  // The server stops reading at a NUL inside a comment.
  if (sql.includes("\0")) stop("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  const reader = new MysqlReader(sql, policy, names);
  readStatement(reader);
  return { found: reader.tables.found, spots: reader.spots.found.map((spot) => withoutDatabases(spot, reader)) };
}

/** A query in a table's place has no database: it goes from columns that name it. */
function withoutDatabases(spot: TableSpot, { fullNames }: MysqlReader): TableSpot {
  if (spot.alias !== undefined) return spot;
  const own = fullNames.filter(({ table }) => table.toLowerCase() === spot.table?.name.toLowerCase());
  return own.length === 0 ? spot : { ...spot, dropped: [...(spot.dropped ?? []), ...own] };
}

function readStatement(reader: MysqlReader): void {
  const { cursor } = reader;
  if (startsQuery(reader) || cursor.isSymbol("(")) readQuery(reader);
  else if (cursor.takeWords("DESCRIBE") || cursor.takeWords("DESC")) readDescribed(reader);
  else refuseByFirstWord(cursor.token);
  if (cursor.isSymbol(";") && cursor.peek(1).kind !== "end") {
    stop("one-statement", "Only one statement can be run at a time.", cursor.peek(1).start);
  }
  cursor.takeSymbol(";");
  if (cursor.token.kind !== "end") cursor.fail();
  reader.checkFullName();
}

/** DESCRIBE tells the columns of a table; of a query it is EXPLAIN. */
function readDescribed(reader: MysqlReader): void {
  if (startsQuery(reader) || !reader.isName()) refuseByFirstWord({ ...reader.cursor.token, word: "EXPLAIN" });
  readTableReferences(reader, "described");
}
