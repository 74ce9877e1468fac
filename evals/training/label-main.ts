import { matchRows } from "@parlance/ask/evaluate";
import { openSqlite, type SqliteDatabase, type SqlRows } from "../sqlite/open-sqlite.ts";
import { type LabelReply, type LabelRequest, READY } from "./label-process.ts";

const MAX_GOLD_ROWS = 20_000;
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

function run(sql: string, maxRows: number): SqlRows | undefined {
  const known = kept.get(sql);
  if (known && (!known.isCut || known.rows.length > maxRows)) return known;
  let result: SqlRows | undefined;
  try {
    result = database?.query(sql, maxRows);
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
  const gold = run(request.gold, MAX_GOLD_ROWS);
  // One row more than gold has is enough to know that a result differs.
  const enough = (gold?.rows.length ?? 0) + 1;
  request.sqls.forEach((sql, index) => {
    const given = gold && run(sql, enough);
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
process.send?.(READY);
