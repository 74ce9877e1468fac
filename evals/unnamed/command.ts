import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { percent, precisionAt, quantile, share } from "../report/figures.ts";
import { type PackOptions, readPackOptions } from "../report/options.ts";
import { predict, spiderSources } from "../spider/ask-spider.ts";
import { readSpiderFolder } from "../spider/dataset.ts";
import { isAnyRight } from "../spider/pool.ts";
import type { Scored } from "../spider/report.ts";
import { createRunner, scorePrediction } from "../spider/score.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";

const HALVES = ["open", "held"] as const;
type Half = (typeof HALVES)[number];
type AskOptions = Partial<Pick<PackOptions<Half>, "withPool" | "only">>;

/** Answers one half of the questions over the databases of a folder of Spider's training data. */
export async function askUnnamed(dir: string, half: Half, { withPool = false, only = "" }: AskOptions = {}) {
  const questions = fileURLToPath(new URL(`./${half}.json`, import.meta.url));
  const folder = readSpiderFolder(dir, relative(dir, questions));
  const sourceOf = spiderSources(folder);
  const process = startQueryProcess();
  const runner = createRunner(process, folder.databasePath);
  const scored: Scored[] = [];
  for (const question of folder.questions) {
    if (only !== "" && !only.split(",").includes(question.database)) continue;
    const schema = folder.schemas.get(question.database);
    const source = sourceOf(question.database);
    if (!schema || !source) throw new Error(`tables.json does not describe ${question.database}.`);
    const prediction = predict(question, source);
    const score = await scorePrediction(runner, question, schema, prediction);
    if (!score.hasGold) throw new Error(`The answer to "${question.text}" does not run.`);
    const isInPool = withPool && (score.isInTop3 || (await isAnyRight(runner, folder, question, source)));
    scored.push({ question, prediction, score, ...(withPool ? { isInPool } : {}) });
  }
  await process.close();
  return scored;
}

function report(half: Half, items: readonly Scored[]): string {
  const rate = (test: (item: Scored) => boolean): string => percent(share(items.filter(test).length, items.length));
  const outcomes = items.map(({ prediction, score }) => ({
    confidence: prediction.confidence,
    isRight: score.isRight,
  }));
  const answered = items.filter(({ prediction }) => prediction.verdict === "answer");
  const solid = items.filter(({ score }) => !score.isHollow);
  const ms = items.map(({ prediction }) => prediction.ms);
  const pool = items.some(({ isInPool }) => isInPool !== undefined)
    ? `, pool ${rate((item) => item.isInPool === true)}`
    : "";
  return [
    `${half}: ${items.length} questions over ${new Set(items.map(({ question }) => question.database)).size} databases`,
    `  right               ${rate(({ score }) => score.isRight)}, top 3 ${rate(({ score }) => score.isInTop3)}${pool}`,
    `  solid gold          ${percent(share(solid.filter(({ score }) => score.isRight).length, solid.length))} of ${solid.length} (not empty, 0 or NULL)`,
    `  precision           ${[0.3, 0.5, 0.7].map((c) => `${percent(precisionAt(outcomes, c))} at ${100 * c} %`).join(", ")}`,
    `  answered outright   ${answered.length}, ${answered.filter(({ score }) => !score.isRight).length} of them wrong`,
    `  latency             p50 ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms`,
  ].join("\n");
}

const place = (item: Scored): string =>
  item.score.isInTop3 ? ", right in top 3" : item.isInPool === true ? ", right in pool" : "";

const missLine = (item: Scored): string =>
  [
    `- [${item.question.database}] ${item.question.text}`,
    `    gold ${item.question.gold ?? ""}`,
    `    ours ${item.prediction.sql.replace(/\s+/g, " ")} (${item.prediction.verdict} ${item.prediction.confidence.toFixed(2)}${place(item)})`,
  ].join("\n");

/** `npm run eval -- unnamed <spider-train folder> [--misses] [--pool] [--half open|held] [--databases name,name]`. */
export async function runUnnamed(args: readonly string[]): Promise<void> {
  const { place, halves, withMisses, ...asked } = readPackOptions(args, HALVES);
  if (place === undefined) throw new Error("npm run eval -- unnamed <spider-train folder> [--misses] [--pool]");
  for (const half of halves) {
    const scored = await askUnnamed(resolve(place), half, asked);
    console.log(report(half, scored));
    if (withMisses && half === "open")
      console.log(
        scored
          .filter(({ score }) => !score.isRight)
          .map(missLine)
          .join("\n"),
      );
  }
}
