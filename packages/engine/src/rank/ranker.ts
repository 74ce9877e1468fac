import { crossBucket } from "./hash.ts";
import type { RankInput, RankRow } from "./rank-input.ts";

/** Trained weights: a small network over the dense features plus one weight for each bucket of hashed features. */
export interface Ranker {
  /** Each dense feature is multiplied by this. */
  readonly scale: Float32Array;
  readonly linear: Float32Array;
  /** hidden unit × features, row by row. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly output: Float32Array;
  /** Clauses crossed with the question's runs of words. */
  readonly crossed: HashedWeights;
  readonly local: HashedWeights;
}

/** Two to the power of `bits` weights of one byte, times `scale`. */
export interface HashedWeights {
  readonly bits: number;
  readonly weights: Int8Array;
  readonly scale: number;
}

/** One score for each row, in log-odds of which only differences mean anything. About 1 ms for 100 candidates. */
export function scoreRows(ranker: Ranker, { grams, rows }: RankInput): Float64Array {
  const clauseScores = new Map<number, number>();
  const clauseScore = (clause: number): number => {
    let score = clauseScores.get(clause);
    if (score === undefined) {
      score = crossScore(ranker.crossed, grams, clause);
      clauseScores.set(clause, score);
    }
    return score;
  };
  const { scale } = ranker.local;
  const pathScores = new Map<Uint32Array, number>();
  const pathScore = (hashes: Uint32Array): number => {
    let score = pathScores.get(hashes);
    if (score === undefined) {
      score = sumOfWeights(ranker.local, hashes);
      pathScores.set(hashes, score);
    }
    return score;
  };
  const scoreOf = (row: RankRow): number => {
    let crossed = 0;
    for (const clause of row.clauses) crossed += clauseScore(clause);
    const local = pathScore(row.locals.ofPath) + sumOfWeights(ranker.local, row.locals.ofForm);
    return denseScore(ranker, row) + crossed + local * scale;
  };
  return Float64Array.from(rows.map(scoreOf));
}

function sumOfWeights({ bits, weights }: HashedWeights, hashes: Uint32Array): number {
  const shift = 32 - bits;
  let sum = 0;
  // By index: a path has a hundred of these, and going through them is what takes the time.
  for (let i = 0; i < hashes.length; i += 1) sum += weights[(hashes[i] ?? 0) >>> shift] ?? 0;
  return sum;
}

function crossScore(crossed: HashedWeights, grams: Uint32Array, clause: number): number {
  let sum = 0;
  const { bits, weights } = crossed;
  for (let i = 0; i < grams.length; i += 1) sum += weights[crossBucket(grams[i] ?? 0, clause, bits)] ?? 0;
  return (sum * crossed.scale) / Math.sqrt(grams.length);
}

/** Scaled features beyond this are outliers of the training data and are cut. */
const LIMIT = 5;
const NO_UNITS = new Float64Array(0);

function denseScore(ranker: Ranker, { dense }: RankRow): number {
  const units = ranker.hiddenBias.length;
  const width = ranker.scale.length;
  const active = units === 0 ? NO_UNITS : new Float64Array(ranker.hiddenBias);
  let score = 0;
  for (let i = 0; i < width; i++) {
    const plain = (dense[i] ?? 0) * (ranker.scale[i] ?? 0);
    if (plain === 0) continue;
    const value = Math.max(-LIMIT, Math.min(LIMIT, plain));
    score += value * (ranker.linear[i] ?? 0);
    for (let unit = 0; unit < units; unit++) {
      active[unit] = (active[unit] ?? 0) + value * (ranker.hidden[unit * width + i] ?? 0);
    }
  }
  for (let unit = 0; unit < units; unit++) score += Math.max(0, active[unit] ?? 0) * (ranker.output[unit] ?? 0);
  return score;
}

/** Probabilities over the candidates of one question. */
export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
