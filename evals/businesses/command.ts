import { matchRows } from "@parlance/ask/evaluate";
import { type PreparedSource, proposeCandidates } from "@parlance/engine";
import { printSql } from "@parlance/sql";
import { hasOrderBy } from "../metric/sql-text.ts";
import { readPackOptions } from "../report/options.ts";
import { CLOCK, predict, spiderSources } from "../spider/ask-spider.ts";
import { readSpiderFolder } from "../spider/dataset.ts";
import { readSource } from "../spider/read-source.ts";
import { createRunner, type Runner } from "../spider/score.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";
import type { FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { BUSINESSES, HALVES, type Half } from "./businesses.ts";
import { type BusinessQuestion, readQuestions, writeFolder } from "./write-folder.ts";

export interface BusinessOutcome extends FileOutcome {
  readonly database: string;
  /** Whether any proposal of the engine is right; only when asked for. */
  readonly isInPool: boolean | undefined;
}

/** Answers the questions of one half; `only` names the databases to ask about. */
export async function askBusinesses(half: Half, { withPool = false, only = "" } = {}): Promise<BusinessOutcome[]> {
  const businesses = BUSINESSES[half];
  const folder = readSpiderFolder(writeFolder(businesses));
  const sourceOf = spiderSources(folder);
  const process = startQueryProcess();
  const runner = createRunner(process, folder.databasePath);
  const outcomes: BusinessOutcome[] = [];
  const names = Object.keys(businesses).filter((name) => only === "" || only.split(",").includes(name));
  for (const question of names.flatMap(readQuestions)) {
    const source = sourceOf(question.database);
    const schema = folder.schemas.get(question.database);
    if (!source || !schema) throw new Error(`No description of ${question.database}.`);
    const isRight = await judge(runner, question);
    const prediction = predict({ index: 0, database: question.database, text: question.text, gold: "" }, source);
    const checks: boolean[] = [];
    for (const sql of [prediction.sql, ...prediction.alternatives].slice(0, 3)) checks.push(await isRight(sql));
    const { catalog } = readSource(folder.databasePath(question.database), schema);
    outcomes.push({
      database: question.database,
      question: question.text,
      verdict: prediction.verdict as FileOutcome["verdict"],
      confidence: prediction.confidence,
      sql: prediction.sql,
      isRight: checks[0] === true,
      isInTop3: checks.includes(true),
      isAnswerable: true,
      ms: prediction.ms,
      isInPool: withPool ? checks.includes(true) || (await anyRight(question, source, catalog, isRight)) : undefined,
    });
  }
  await process.close();
  return outcomes;
}

type Catalog = ReturnType<typeof readSource>["catalog"];

async function anyRight(
  { text }: BusinessQuestion,
  source: PreparedSource,
  catalog: Catalog,
  isRight: (sql: string) => Promise<boolean>,
): Promise<boolean> {
  const { candidates } = proposeCandidates({ question: text, source, ...CLOCK });
  for (const sql of new Set(candidates.map(({ query }) => printSql(query, catalog, "sqlite")))) {
    if (await isRight(sql)) return true;
  }
  return false;
}

/** Columns that name or explain are forgiven, as in the packs about files. */
async function judge(runner: Runner, { database, text, golds }: BusinessQuestion) {
  const wanted = await Promise.all(
    golds.map(async (gold) => {
      const { rows, error } = await runner.run(database, gold);
      if (!rows) throw new Error(`The answer to "${text}" does not run: ${error}\n${gold}`);
      return { rows: rows.rows, isOrdered: hasOrderBy(gold) };
    }),
  );
  return async (sql: string): Promise<boolean> => {
    const given = sql === "" ? undefined : (await runner.run(database, sql)).rows?.rows;
    return (
      given !== undefined &&
      wanted.some(({ rows, isOrdered }) => matchRows(rows, given, { isOrdered, allowExtraColumns: true }))
    );
  };
}

const poolLine = (outcomes: readonly BusinessOutcome[]): string =>
  `  pool                ${outcomes.filter((outcome) => outcome.isInPool).length} of ${outcomes.length}`;

/** `npm run eval -- businesses [--misses] [--pool] [--half "open|held|plain open|plain held"] [--databases name,name]`. */
export async function runBusinesses(args: readonly string[]): Promise<void> {
  const { halves, withMisses, ...asked } = readPackOptions(args, HALVES);
  for (const half of halves) {
    const outcomes = await askBusinesses(half, asked);
    console.log(fileReport(`${half} business questions`, outcomes));
    if (asked.withPool) console.log(poolLine(outcomes));
    if (withMisses && half.endsWith("open")) console.log(missLines(outcomes));
  }
}
