import { stop } from "../refusal.ts";
import type { Token } from "./token-cursor.ts";

const CHANGES_DATA = "This statement would change data; only reading is allowed.";
const CHANGES_SCHEMA = "This statement would change tables or other objects; only reading is allowed.";
const CHANGES_SETTINGS = "This statement would change settings; only reading is allowed.";
const TOUCHES_FILES = "This statement would read or write files; only the tables of this source can be read.";
const TRANSACTS = "Transactions are not offered; every query reads by itself.";
const MAINTAINS = "This statement maintains the server; only reading is allowed.";
const CALLS = "Procedures and prepared statements are not offered; send the SELECT itself.";
const LOCKS = "This statement would lock tables; only reading is allowed.";
const RIGHTS = "This statement would change who may do what; only reading is allowed.";
const LOADS_CODE = "This statement would load code; only reading is allowed.";

/** What the first word of a statement that is no read means for the person who wrote it. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  [CHANGES_DATA]: ["INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE"],
  [CHANGES_SCHEMA]: ["CREATE", "ALTER", "DROP", "RENAME", "REINDEX"],
  [CHANGES_SETTINGS]: ["SET", "RESET", "USE", "PRAGMA"],
  [TOUCHES_FILES]: ["LOAD", "IMPORT", "ATTACH", "DETACH", "VACUUM", "BACKUP"],
  [TRANSACTS]: ["BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "END", "XA"],
  [MAINTAINS]: ["OPTIMIZE", "REPAIR", "CHECK", "CHECKSUM", "FLUSH", "PURGE", "KILL", "SHUTDOWN", "RESTART", "CACHE"],
  [CALLS]: ["CALL", "DO", "PREPARE", "EXECUTE", "DEALLOCATE", "SIGNAL", "RESIGNAL"],
  [LOCKS]: ["LOCK", "UNLOCK", "HANDLER"],
  [RIGHTS]: ["GRANT", "REVOKE"],
  [LOADS_CODE]: ["INSTALL", "UNINSTALL"],
};

const BY_WORD = new Map(Object.entries(MEANINGS).flatMap(([message, words]) => words.map((word) => [word, message])));

/** Refuses a statement by its first word. Never allows anything. */
export function refuseByFirstWord(token: Token): never {
  if (token.kind === "end") stop("select-only", "There is no statement to run.");
  if (token.word === "EXPLAIN" || token.word === "ANALYZE" || token.word === "ANALYSE") {
    stop("explain-not-offered", "Query plans are not offered; run the SELECT itself.", token.start);
  }
  if (token.word === "SHOW") {
    stop("show-not-offered", "SHOW is not offered; DESCRIBE tells about a table.", token.start);
  }
  stop("select-only", BY_WORD.get(token.word) ?? "Only SELECT statements can be run.", token.start);
}
