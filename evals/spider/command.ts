import { appendFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { PreparedSource } from "@parlance/engine";
import { runSpiderWithModel } from "../model/spider.ts";
import { countOf, createFolderOf } from "../report/options.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";
import { noPrediction, type Prediction, predict, spiderSources } from "./ask-spider.ts";
import { readSpiderFolder, type SpiderFolder, type SpiderQuestion } from "./dataset.ts";
import { writeMisses } from "./misses.ts";
import { isAnyRight } from "./pool.ts";
import { latencyLine, type Scored, spiderReport } from "./report.ts";
import { createRunner, type Runner, scorePrediction } from "./score.ts";
import { chooseDatabases } from "./split.ts";

const OPTIONS = {
  split: { type: "string" },
  "db-dir": { type: "string" },
  out: { type: "string" },
  limit: { type: "string" },
  sample: { type: "string" },
  databases: { type: "string" },
  fold: { type: "string" },
  misses: { type: "string" },
  pool: { type: "boolean" },
  "with-model": { type: "boolean" },
  parallel: { type: "string" },
} as const;

const USAGE = `npm run eval -- spider <dir> [--split dev.json] [--db-dir database] [--out predictions.jsonl] [--limit N]
    [--databases all|dev|lockbox|name,name] [--fold 0-4] [--sample N] [--pool] [--misses file.md]
    [--with-model [--parallel N]]
  --limit      the first N questions; --sample takes N spread over all
  --databases  dev and lockbox name the halves of Spider's training databases (evals/spider/split.json)
  --pool       also report how often any proposal of the engine is right (slow)
  --misses     write what went wrong, grouped by shape
  --with-model the whole path of the product, with the model that PARLANCE_LLM_* names`;

/** Answers every question of a Spider-layout folder, and scores where right answers are given. */
export async function runSpider(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [dir] = positionals;
  if (dir === undefined) throw new Error(USAGE);
  const folder = readSpiderFolder(resolve(dir), values.split, values["db-dir"]);
  const isChosen = chooseDatabases(
    values.databases ?? "all",
    values.fold === undefined ? undefined : Number(values.fold),
  );
  const chosen = folder.questions.filter((question) => isChosen(question.database));
  const first = chosen.slice(0, countOf(values.limit, chosen.length, USAGE));
  const questions = thin(first, countOf(values.sample, first.length, USAGE));
  if (values["with-model"] === true) {
    await runSpiderWithModel(folder, questions, { out: values.out, parallel: Number(values.parallel ?? 4) });
    return;
  }
  const { predictions, scored } = await answerAll(folder, questions, values.pool === true, lineWriter(values.out));
  console.log(scored.length > 0 ? spiderReport(scored) : latencyLine(predictions));
  if (values.misses !== undefined) writeMisses(values.misses, scored);
}

/** Each line is written as soon as it is known: a run that is cut short leaves what it had, and a bad path ends it at once. */
function lineWriter(path: string | undefined): (prediction: Prediction) => void {
  if (path === undefined) return () => undefined;
  writeFileSync(createFolderOf(path), "");
  return (prediction) => appendFileSync(path, `${JSON.stringify(prediction)}\n`);
}

/** The first questions are all about a few databases; every k-th one is about all of them. */
function thin(questions: readonly SpiderQuestion[], limit: number): readonly SpiderQuestion[] {
  if (limit >= questions.length) return questions;
  return Array.from({ length: limit }, (_, i) => questions[Math.floor((i * questions.length) / limit)]).filter(
    (question) => question !== undefined,
  );
}

/** Scoring waits for SQLite in the other process while the engine goes on here. */
const IN_FLIGHT = 64;

async function answerAll(
  folder: SpiderFolder,
  questions: readonly SpiderQuestion[],
  withPool: boolean,
  onPrediction: (prediction: Prediction) => void,
): Promise<{ predictions: Prediction[]; scored: Scored[] }> {
  const sourceOf = spiderSources(folder);
  const process = startQueryProcess();
  const runner = createRunner(process, folder.databasePath);
  const predictions: Prediction[] = [];
  const scored: Scored[] = [];
  let waiting: Promise<Scored>[] = [];
  const settle = async (): Promise<void> => {
    scored.push(...(await Promise.all(waiting)));
    waiting = [];
  };
  for (const question of questions) {
    const { prediction, source } = predictSafely(question, sourceOf);
    predictions.push(prediction);
    onPrediction(prediction);
    if (question.gold === undefined || !folder.schemas.has(question.database)) continue;
    const pool = withPool && source ? isAnyRight(runner, folder, question, source) : undefined;
    waiting.push(scoreOne(runner, folder, question, prediction, pool));
    if (waiting.length >= IN_FLIGHT) await settle();
  }
  await settle();
  await process.close();
  return { predictions, scored };
}

/** One question must not cost the others their answers: what fails is reported and handed over. */
function predictSafely(
  question: SpiderQuestion,
  sourceOf: (database: string) => PreparedSource | undefined,
): { prediction: Prediction; source: PreparedSource | undefined } {
  try {
    const source = sourceOf(question.database);
    if (source !== undefined) return { prediction: predict(question, source), source };
    console.error(`question ${question.index}: neither tables.json nor a file describes ${question.database}`);
  } catch (error) {
    console.error(
      `question ${question.index}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  return { prediction: noPrediction(question.index), source: undefined };
}

async function scoreOne(
  runner: Runner,
  folder: SpiderFolder,
  question: SpiderQuestion,
  prediction: Prediction,
  pool: Promise<boolean> | undefined,
): Promise<Scored> {
  const schema = folder.schemas.get(question.database);
  if (schema === undefined) throw new Error(`tables.json does not describe ${question.database}.`);
  const score = await scorePrediction(runner, question, schema, prediction);
  const isInPool = await pool;
  return { question, prediction, score, ...(isInPool === undefined ? {} : { isInPool: isInPool || score.isRight }) };
}
