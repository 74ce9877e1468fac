import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RANK_FEATURES } from "@parlance/engine/training";
import type { DraftTask } from "./draft-thread.ts";
import { fitCalibration, type Judged, judged } from "./fit-calibration.ts";
import type { FoldResult, FoldTask } from "./fold-thread.ts";
import { concatenate, type Packed } from "./packed.ts";
import { partFigures } from "./part-figures.ts";
import { productQuestions } from "./product/product-questions.ts";
import { toRankerFile } from "./ranker-bytes.ts";
import { runOnThreads } from "./thread-pool.ts";
import { DEFAULT_OPTIONS } from "./train-ranker.ts";
import { draftTasks, spiderFile, spiderQuestions, type TrainingQuestion } from "./training-questions.ts";

const DATA = join(import.meta.dirname, "../../packages/engine/data");
const SOURCES = ["train_spider.json", "spider-syn-train.json", "tables.json"];
const DRAFT_THREAD = new URL("./draft-thread.ts", import.meta.url);
const FOLD_THREAD = new URL("./fold-thread.ts", import.meta.url);

export interface TrainRequest {
  readonly folder: string;
  /** Questions taken of each set, spread over all. */
  readonly limit: number;
  /** Where the weights are written; nowhere when absent. */
  readonly outDir: string | undefined;
  readonly threads: number;
}

export const SHIPPED_WEIGHTS = DATA;

/** Drafts, judges, cross-validates and trains on everything; threads change the time it takes and nothing else. */
export async function train({ folder, limit, outDir, threads }: TrainRequest): Promise<void> {
  const started = performance.now();
  const log = (line: string): void =>
    console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  const { questions, spider } = spiderQuestions(folder, limit);
  const product = productQuestions();
  const fileOfSpider = spiderFile(spider);
  const { ordered, tasks } = draftTasks(
    [...questions, ...product.questions],
    (database) => product.files.get(database) ?? fileOfSpider(database),
  );
  let done = 0;
  const parts = await runOnThreads<DraftTask, Packed>(DRAFT_THREAD, threads, tasks, (_, index) => {
    done += tasks[index]?.questions.length ?? 0;
    log(`${done} of ${ordered.length} questions drafted (${tasks[index]?.database})`);
  });
  const packed = concatenate(parts);
  log(`${packed.isRight.length} candidates, ${RANK_FEATURES.length} features`);
  const { items, full } = await learn(packed, ordered, threads, log);
  const { calibration, confidences } = fitCalibration(items, (item) => ordered[item.question]?.part !== "product");
  log("calibrated");
  const measured = items.map((item, i) => ({ item, confidence: confidences[i] ?? 0 }));
  const figures = [...new Set(ordered.map((question) => question.part))].map((part) =>
    partFigures(
      part,
      measured.filter(({ item }) => ordered[item.question]?.part === part),
      packed,
      calibration,
    ),
  );
  for (const line of figures) console.log(line);
  if (outDir === undefined) return;
  const file = toRankerFile(full.weights, DEFAULT_OPTIONS, calibration);
  writeFileSync(join(outDir, "ranker.json"), JSON.stringify(file));
  const about = manifest(folder, ordered, figures);
  writeFileSync(join(outDir, "ranker-manifest.json"), `${JSON.stringify(about, null, 2)}\n`);
  log(`wrote ranker.json and ranker-manifest.json to ${outDir}`);
}

/** Every question scored by a ranker trained without its database's fold; and the ranker trained on all. */
async function learn(
  packed: Packed,
  ordered: readonly TrainingQuestion[],
  threads: number,
  log: (line: string) => void,
): Promise<{ items: Judged[]; full: FoldResult }> {
  const folds = [...new Set(ordered.map((question) => question.fold))].sort((a, b) => a - b);
  // A question of which the engine lacks no word is asked once, not twice.
  const isAsked = (question: TrainingQuestion, i: number): boolean =>
    !question.isUnlinked || packed.rowStart[i] !== packed.rowStart[i + 1];
  const indexes = (test: (question: TrainingQuestion) => boolean): number[] =>
    ordered.flatMap((question, i) => (test(question) && isAsked(question, i) ? [i] : []));
  const tasks = [undefined, ...folds].map(
    (fold): FoldTask => ({
      packed,
      train: indexes((question) => question.fold !== fold),
      score: indexes((question) => question.fold === fold),
      options: DEFAULT_OPTIONS,
    }),
  );
  const results = await runOnThreads<FoldTask, FoldResult>(FOLD_THREAD, threads, tasks, (_, index) =>
    log(index === 0 ? "trained on all" : `fold ${index} of ${folds.length} judged`),
  );
  const [full] = results;
  if (full === undefined) throw new Error("Nothing was trained.");
  const items = tasks.flatMap((task, i) =>
    task.score.map((question, k) =>
      judged(packed, question, folds[i - 1] ?? 0, results[i]?.scores[k] ?? new Float64Array()),
    ),
  );
  return { items, full };
}

function manifest(folder: string, ordered: readonly TrainingQuestion[], figures: readonly string[]): unknown {
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
      "Trained on Spider 1.0 (Yu et al., 2018), CC BY-SA 4.0, and Spider-Syn (Gan et al., 2021), MIT. 20 training databases are left out (evals/spider/split.json). Questions about one table of events are made from templates of our own (evals/training/product).",
    options: DEFAULT_OPTIONS,
    features: RANK_FEATURES.length,
    questions: ordered.filter((question) => !question.isUnlinked).length,
    figures,
  };
}
