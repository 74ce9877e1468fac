import { matchRows } from "@parlance/ask/evaluate";
import { type PreparedSource, proposeCandidates } from "@parlance/engine";
import { printSql } from "@parlance/sql";
import { hasOrderBy, withoutDistinct } from "../metric/sql-text.ts";
import { CLOCK } from "./ask-spider.ts";
import type { SpiderFolder, SpiderQuestion } from "./dataset.ts";
import { readSource } from "./read-source.ts";
import { type Runner, runnableGold } from "./score.ts";

/** Whether any proposal of the engine, ranked or not, is right: what ranking could reach at best. */
export async function isAnyRight(
  runner: Runner,
  folder: SpiderFolder,
  question: SpiderQuestion,
  source: PreparedSource,
): Promise<boolean> {
  const schema = folder.schemas.get(question.database);
  if (schema === undefined || question.gold === undefined) return false;
  const { catalog } = readSource(folder.databasePath(question.database), schema);
  const gold = runnableGold(question.gold, schema);
  const right = await runner.run(question.database, withoutDistinct(gold));
  if (!right.rows) return false;
  const options = { isOrdered: hasOrderBy(gold), allowExtraColumns: false };
  const { candidates } = proposeCandidates({ question: question.text, source, ...CLOCK });
  const sqls = new Set(candidates.map((candidate) => withoutDistinct(printSql(candidate.query, catalog, "sqlite"))));
  for (const sql of sqls) {
    const given = await runner.run(question.database, sql);
    if (given.rows && matchRows(right.rows.rows, given.rows.rows, options)) return true;
  }
  return false;
}
