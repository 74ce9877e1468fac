import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { matchRows } from "@parlance/ask/evaluate";
import { printSql } from "@parlance/sql";
import { hasOrderBy } from "../metric/sql-text.ts";
import { percent, share } from "../report/figures.ts";
import { readSpiderFolder, type SpiderFolder, type SpiderQuestion } from "../spider/dataset.ts";
import { readSource } from "../spider/read-source.ts";
import { createRunner, type Runner, runnableGold } from "../spider/score.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";
import { parseBlock } from "./parse-block.ts";
import { toQuery } from "./to-query.ts";

const USAGE = "npm run eval -- round-trip <dir> [--split file.json] [--show N]";

/** Published SQL -> our query form -> SQL again: how often the two give the same rows, and why not. */
export async function runRoundTrip(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { split: { type: "string" }, show: { type: "string" } },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined) throw new Error(USAGE);
  const folder = readSpiderFolder(resolve(dir), values.split);
  const process = startQueryProcess();
  const runner = createRunner(process, folder.databasePath);
  const reasons = new Map<string, string[]>();
  let equal = 0;
  let runnable = 0;
  for (const question of folder.questions) {
    const outcome = await roundTrip(runner, folder, question);
    if (outcome === undefined) continue;
    runnable += 1;
    if (outcome === "") equal += 1;
    else
      reasons.set(outcome.split("\n")[0] ?? "", [
        ...(reasons.get(outcome.split("\n")[0] ?? "") ?? []),
        `${question.gold}\n      ${outcome.split("\n")[1] ?? ""}`,
      ]);
  }
  await process.close();
  console.log(`${percent(share(equal, runnable))} of ${runnable} statements give the same rows again`);
  for (const [reason, examples] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(examples.length).padStart(5)}  ${reason}`);
    for (const example of examples.slice(0, Number(values.show ?? 0))) console.log(`         ${example}`);
  }
}

/** "" when equal, a reason otherwise, undefined when the gold itself does not run. */
async function roundTrip(runner: Runner, folder: SpiderFolder, question: SpiderQuestion): Promise<string | undefined> {
  const schema = folder.schemas.get(question.database);
  if (schema === undefined || question.gold === undefined) return undefined;
  const gold = runnableGold(question.gold, schema);
  const right = await runner.run(question.database, gold);
  if (!right.rows) return undefined;
  let sql: string;
  try {
    const { catalog } = readSource(folder.databasePath(question.database), schema);
    sql = printSql(toQuery(parseBlock(question.gold), catalog), catalog, "sqlite");
  } catch (error) {
    // The reason is the figure: what the query form or the printer cannot hold.
    return error instanceof Error ? error.message : String(error);
  }
  const ours = await runner.run(question.database, sql);
  if (!ours.rows) return `does not run: ${ours.error}\n${sql}`;
  const isOrdered = hasOrderBy(gold);
  return matchRows(right.rows.rows, ours.rows.rows, { isOrdered, allowExtraColumns: false })
    ? ""
    : `other rows\n${sql}`;
}
