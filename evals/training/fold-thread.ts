import { parentPort } from "node:worker_threads";
import type { Packed } from "./packed.ts";
import { scoreQuestion, type TrainOptions, trainRanker, type Weights } from "./train-ranker.ts";

/** Train on some questions and score others; the arrays of `packed` are shared, not copied. */
export interface FoldTask {
  readonly packed: Packed;
  readonly train: readonly number[];
  readonly score: readonly number[];
  readonly options: TrainOptions;
}

export interface FoldResult {
  readonly weights: Weights;
  /** In the order of `score`. */
  readonly scores: readonly Float64Array[];
}

parentPort?.on("message", ({ packed, train, score, options }: FoldTask) => {
  const weights = trainRanker(packed, train, options);
  const scores = score.map((question) => scoreQuestion(packed, weights, options, question));
  parentPort?.postMessage({ weights, scores } satisfies FoldResult);
});
