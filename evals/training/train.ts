import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DENSE_FEATURES } from "@parlance/engine";
import { confidenceOf } from "@parlance/engine/training";
import { calibrationError, type Outcome, percent, precisionAt, share } from "../report/figures.ts";
import { readSpiderFolder, type SpiderFolder, type SpiderQuestion } from "../spider/dataset.ts";
import { readSplit } from "../spider/split.ts";
import { dropColumnWords } from "./augment.ts";
import { buildExamples, type Example, FEATURE_COUNT } from "./examples.ts";
import { bestOf, fitCalibration, isBestRight, type Judged } from "./fit-calibration.ts";
import { toRankerFile } from "./ranker-bytes.ts";
import { DEFAULT_OPTIONS, forward, trainRanker } from "./train-ranker.ts";

const DATA = join(import.meta.dirname, "../../packages/engine/data");
const SOURCES = ["train_spider.json", "spider-syn-train.json", "tables.json"];

/** A set of questions that is reported on its own. */
interface Part {
  readonly name: string;
  readonly examples: readonly Example[];
}

/** Drafts, judges, cross-validates, then trains on everything and writes the weights. */
export async function train(folder: string, limit: number, isDryRun: boolean): Promise<void> {
  const started = performance.now();
  const log = (line: string): void =>
    console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const parts = await readParts(folder, limit, log);
  const all = parts.flatMap((part) => part.examples);
  log(
    `${all.length} questions, ${all.reduce((sum, example) => sum + example.isRight.length, 0)} candidates, ${FEATURE_COUNT} features`,
  );
  const judged = judgeOutOfFold(all, log);
  const calibration = fitCalibration(all.flatMap((example) => judged.get(example) ?? []));
  const figures = parts.map((part) => partFigures(part, judged, calibration));
  for (const line of figures) console.log(line);
  if (isDryRun) return;
  const file = toRankerFile(trainRanker(all), DEFAULT_OPTIONS, calibration);
  writeFileSync(join(DATA, "ranker.json"), JSON.stringify(file));
  writeFileSync(join(DATA, "ranker-manifest.json"), `${JSON.stringify(manifest(folder, figures), null, 2)}\n`);
  log("wrote packages/engine/data/ranker.json");
}

/** Candidates over larger files take too long to run by the hundred thousand; those databases are only measured. */
const MAX_FILE_BYTES = 850_000;

/** All parts in one pass over the databases: preparing a source costs more than reading a question. */
async function readParts(folder: string, limit: number, log: (line: string) => void): Promise<Part[]> {
  const plain = readSpiderFolder(folder, "train_spider.json");
  const plainQuestions = development(plain, limit);
  const parts = new Map<string, readonly SpiderQuestion[]>([["train", plainQuestions]]);
  if (existsSync(join(folder, "spider-syn-train.json"))) {
    const seen = new Set(plain.questions.map((question) => question.text));
    const synonym = development(readSpiderFolder(folder, "spider-syn-train.json"), limit);
    parts.set(
      "synonyms",
      synonym.filter((question) => !seen.has(question.text)),
    );
  }
  parts.set("column words dropped", dropColumnWords(plainQuestions));
  const examples = await buildExamples(plain, [...parts.values()].flat(), log);
  return Array.from(parts, ([name, questions]) => {
    const own = new Set(questions);
    return { name, examples: examples.filter((example) => own.has(example.question)) };
  });
}

/** The lock-box never enters training. */
function development(folder: SpiderFolder, limit: number): SpiderQuestion[] {
  const lockbox = new Set(readSplit().lockbox);
  const questions = folder.questions.filter(
    (question) =>
      !lockbox.has(question.database) && statSync(folder.databasePath(question.database)).size <= MAX_FILE_BYTES,
  );
  const step = Math.max(1, questions.length / limit);
  return Array.from({ length: Math.floor(questions.length / step) }, (_, i) => questions[Math.floor(i * step)]).filter(
    (question) => question !== undefined,
  );
}

/** Every question scored by a ranker trained without its database's fold. */
function judgeOutOfFold(all: readonly Example[], log: (line: string) => void): Map<Example, Judged> {
  const { folds } = readSplit();
  const judged = new Map<Example, Judged>();
  folds.forEach((databases, fold) => {
    const held = new Set(databases);
    const weights = trainRanker(all.filter((example) => !held.has(example.question.database)));
    for (const example of all) {
      if (!held.has(example.question.database)) continue;
      judged.set(example, { example, scores: forward(weights, DEFAULT_OPTIONS.bits, example).scores });
    }
    log(`fold ${fold + 1} of ${folds.length} judged`);
  });
  return judged;
}

function partFigures(
  part: Part,
  judged: ReadonlyMap<Example, Judged>,
  calibration: Parameters<typeof confidenceOf>[0],
): string {
  const items = part.examples.flatMap((example) => judged.get(example) ?? []);
  const outcomes = items.map((item): Outcome => {
    const best = bestOf(item.scores);
    const dense = Array.from(item.example.dense.subarray(best * FEATURE_COUNT, (best + 1) * FEATURE_COUNT));
    return { confidence: confidenceOf(calibration, item.scores, dense), isRight: isBestRight(item) };
  });
  const rate = (test: (item: Judged) => boolean): string => percent(share(items.filter(test).length, items.length));
  const rankOfRight = (scores: ArrayLike<number>, item: Judged, top: number): boolean =>
    Array.from(scores, (score, i) => ({ score, i }))
      .sort((a, b) => b.score - a.score)
      .slice(0, top)
      .some(({ i }) => item.example.isRight[i] === true);
  return [
    `${part.name} (out of fold, ${items.length} questions): top 1 ${rate(isBestRight)}`,
    `top 3 ${rate((item) => rankOfRight(item.scores, item, 3))}`,
    `pool ${rate((item) => item.example.isRight.includes(true))}`,
    `by hand score ${rate((item) => rankOfRight(item.example.handScores, item, 1))}`,
    `precision ${[0.1, 0.3, 0.5].map((c) => `${percent(precisionAt(outcomes, c))} at ${100 * c} %`).join(", ")}`,
    `ECE ${calibrationError(outcomes).toFixed(3)}`,
  ].join("; ");
}

function manifest(folder: string, figures: readonly string[]): unknown {
  const hash = (name: string): string =>
    createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
  return {
    what: "Weights of the ranker and its calibration, read by packages/engine/src/rank",
    command: "npm run engine:train -- <spider-train folder>",
    data: Object.fromEntries(
      SOURCES.filter((name) => existsSync(join(folder, name))).map((name) => [name, hash(name)]),
    ),
    notice:
      "Trained on Spider 1.0 (Yu et al., 2018), CC BY-SA 4.0, and Spider-Syn (Gan et al., 2021), MIT. 20 training databases are left out (evals/spider/split.json).",
    options: DEFAULT_OPTIONS,
    features: DENSE_FEATURES.length,
    figures,
  };
}
