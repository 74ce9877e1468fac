import { matchRows } from "../metric/match-rows.ts";
import { openSqlite, type SqliteDatabase, type SqlRows } from "../sqlite/open-sqlite.ts";
import type { LabelReply, LabelRequest } from "./label-process.ts";

const MAX_ROWS = 100_000;
/** Results are kept while one database is being labelled; paraphrases share most of their candidates. */
const MAX_KEPT = 4_000;
const MAX_KEPT_ROWS = 2_000;

let path = "";
let database: SqliteDatabase | undefined;
let kept = new Map<string, SqlRows | undefined>();

function open(wanted: string): SqliteDatabase {
  if (database && path === wanted) return database;
  database?.close();
  path = wanted;
  database = openSqlite(wanted);
  kept = new Map();
  return database;
}

function run(sql: string): SqlRows | undefined {
  if (kept.has(sql)) return kept.get(sql);
  let result: SqlRows | undefined;
  try {
    result = database?.query(sql, MAX_ROWS);
  } catch {
    // A statement SQLite refuses is simply not right; the caller has no use for the reason.
    result = undefined;
  }
  if (kept.size > MAX_KEPT) kept.clear();
  if (!result || result.rows.length <= MAX_KEPT_ROWS) kept.set(sql, result);
  return result;
}

function label(request: LabelRequest): void {
  open(request.path);
  const gold = run(request.gold);
  request.sqls.forEach((sql, index) => {
    const given = gold && run(sql);
    const isRight =
      gold !== undefined &&
      given !== undefined &&
      matchRows(gold.rows, given.rows, { isOrdered: request.isOrdered, allowExtraColumns: false });
    const reply: LabelReply = { id: request.id, index, isRight };
    process.send?.(reply);
  });
}

process.on("message", (message: LabelRequest) => label(message));
process.on("disconnect", () => {
  database?.close();
  process.exit(0);
});
