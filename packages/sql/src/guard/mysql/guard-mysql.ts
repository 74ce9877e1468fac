import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import { RefusalFound, refuse, stop } from "../refusal.ts";
import { type MysqlNames, MysqlReader } from "./mysql-reader.ts";
import { readTableReferences } from "./read-from.ts";
import { readQuery, startsQuery } from "./read-query.ts";

/** Longer than any statement a person or a model writes for reading. */
const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one statement of MySQL 8 or MariaDB: an exact lexer, and a grammar of reads that knows every table and function
 * in them. What the grammar does not know is refused. It holds under the SQL mode that the driver sets and verifies.
 */
export function guardMysql(
  sql: string,
  policy: GuardPolicy,
  names: MysqlNames = { foldsTableNames: false },
): GuardVerdict {
  if (sql.length > MAX_SQL_LENGTH) return refuse("too-long", "The statement is too long.");
  // The server stops reading at a NUL inside a comment.
  if (sql.includes("\0")) return refuse("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  try {
    const reader = new MysqlReader(sql, policy, names);
    readStatement(reader);
    return { isAllowed: true, tables: reader.tables.found };
  } catch (error) {
    if (error instanceof RefusalFound) return error.verdict;
    throw error;
  }
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
  readTableReferences(reader, "name");
}
