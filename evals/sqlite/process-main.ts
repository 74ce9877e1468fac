import { openSqlite, type SqliteDatabase } from "./open-sqlite.ts";
import type { ProcessReply, ProcessRequest } from "./query-process.ts";

const MAX_OPEN = 8;
const open = new Map<string, SqliteDatabase>();

function databaseFor(path: string): SqliteDatabase {
  const known = open.get(path);
  if (known) return known;
  for (const [oldest, database] of open) {
    if (open.size < MAX_OPEN) break;
    database.close();
    open.delete(oldest);
  }
  const database = openSqlite(path);
  open.set(path, database);
  return database;
}

function answer(request: ProcessRequest): ProcessReply {
  try {
    return { id: request.id, rows: databaseFor(request.path).query(request.sql, request.maxRows) };
  } catch (error) {
    // Every failure of a statement is a result here: the scorer counts it as a wrong answer.
    return { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
}

function close(): void {
  for (const database of open.values()) database.close();
  process.exit(0);
}

process.on("message", (message: ProcessRequest | "close") => {
  if (message === "close") close();
  else process.send?.(answer(message));
});
process.on("disconnect", close);
