import type { Query } from "@parlance/sql";
import { clausesOf } from "./clauses.ts";
import { crossBucket, hashText } from "./hash.ts";
import { questionGrams } from "./question-grams.ts";

/** A proposal as the ranker sees it. */
export interface Rankable {
  readonly query: Query;
  /** In the order of the names the weights were trained with. */
  readonly dense: readonly number[];
}

/** Trained weights: a small network over the dense features plus one weight for each bucket of crossed features. */
export interface Ranker {
  readonly featureNames: readonly string[];
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  readonly linear: Float32Array;
  /** hidden × features, row by row. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly output: Float32Array;
  readonly bits: number;
  readonly crossed: Int8Array;
  readonly crossedScale: number;
}

/** One score for each candidate; only differences mean anything. About 1 ms for 100 candidates. */
export function scoreCandidates(
  ranker: Ranker,
  tokens: readonly string[],
  candidates: readonly Rankable[],
): Float64Array {
  const grams = questionGrams(tokens);
  const clauseScores = new Map<string, number>();
  return Float64Array.from(candidates, (candidate) => {
    let crossed = 0;
    for (const clause of clausesOf(candidate.query)) {
      let score = clauseScores.get(clause);
      if (score === undefined) {
        score = crossScore(ranker, grams, clause);
        clauseScores.set(clause, score);
      }
      crossed += score;
    }
    return denseScore(ranker, candidate.dense) + crossed;
  });
}

function crossScore(ranker: Ranker, grams: Uint32Array, clause: string): number {
  const hash = hashText(clause);
  let sum = 0;
  for (const gram of grams) sum += ranker.crossed[crossBucket(gram, hash, ranker.bits)] ?? 0;
  return (sum * ranker.crossedScale) / Math.sqrt(grams.length);
}

/** Standardised features beyond this are outliers of the training data and are cut. */
const LIMIT = 5;

export function standardise(ranker: Pick<Ranker, "mean" | "scale">, dense: readonly number[], out: Float32Array): void {
  for (let i = 0; i < out.length; i++) {
    const value = ((dense[i] ?? 0) - (ranker.mean[i] ?? 0)) * (ranker.scale[i] ?? 0);
    out[i] = Math.max(-LIMIT, Math.min(LIMIT, value));
  }
}

function denseScore(ranker: Ranker, dense: readonly number[]): number {
  const width = ranker.mean.length;
  const input = new Float32Array(width);
  standardise(ranker, dense, input);
  let score = 0;
  for (let i = 0; i < width; i++) score += (input[i] ?? 0) * (ranker.linear[i] ?? 0);
  for (let unit = 0; unit < ranker.hiddenBias.length; unit++) {
    let sum = ranker.hiddenBias[unit] ?? 0;
    for (let i = 0; i < width; i++) sum += (input[i] ?? 0) * (ranker.hidden[unit * width + i] ?? 0);
    if (sum > 0) score += sum * (ranker.output[unit] ?? 0);
  }
  return score;
}

/** Probabilities over the candidates of one question. */
export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
