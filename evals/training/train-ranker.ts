import { crossBucket } from "@parlance/engine/training";
import { type Example, FEATURE_COUNT } from "./examples.ts";
import { seededRandom, shuffled } from "./random.ts";

/** Weights while they are learnt; ranker.ts reads them after rounding. */
export interface Weights {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  readonly linear: Float32Array;
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly output: Float32Array;
  readonly crossed: Float32Array;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly units: number;
  readonly bits: number;
  readonly rate: number;
  readonly crossedRate: number;
  /** Pull of every crossed weight towards zero at each touch. */
  readonly crossedDecay: number;
  readonly seed: number;
}

export const DEFAULT_OPTIONS: TrainOptions = {
  epochs: 6,
  units: 0,
  bits: 18,
  rate: 0.03,
  crossedRate: 0.05,
  crossedDecay: 1e-4,
  seed: 7,
};

const F = FEATURE_COUNT;
const LIMIT = 5;

/**
 * Softmax over the candidates of each question, all right ones sharing the target; AdaGrad. Questions whose candidates
 * are all right or all wrong teach nothing about order and are skipped.
 */
export function trainRanker(examples: readonly Example[], options: TrainOptions = DEFAULT_OPTIONS): Weights {
  const random = seededRandom(options.seed);
  const weights = startWeights(examples, options, random);
  const learner = new Learner(weights, options);
  const useful = examples
    .filter((example) => example.isRight.includes(true) && example.isRight.includes(false))
    .map(trimmed);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const index of shuffled(useful.length, random)) {
      const example = useful[index];
      if (example) learner.learn(example);
    }
  }
  return weights;
}

const FIRST_KEPT = 30;
const REST_KEPT = 15;

/** The right candidates, the first by hand score, and a few of the rest: the others cost time and teach little. */
function trimmed(example: Example): Example {
  const count = example.clauses.length;
  const stride = Math.max(1, Math.floor((count - FIRST_KEPT) / REST_KEPT));
  const kept = example.clauses.flatMap((_, row) =>
    row < FIRST_KEPT || example.isRight[row] === true || row % stride === 0 ? [row] : [],
  );
  const dense = new Float32Array(kept.length * F);
  for (const [to, row] of kept.entries()) dense.set(example.dense.subarray(row * F, (row + 1) * F), to * F);
  return {
    ...example,
    dense,
    clauses: kept.map((row) => example.clauses[row] ?? new Uint32Array()),
    handScores: Float32Array.from(kept, (row) => example.handScores[row] ?? 0),
    isRight: kept.map((row) => example.isRight[row] === true),
  };
}

function startWeights(examples: readonly Example[], options: TrainOptions, random: () => number): Weights {
  const { mean, scale } = standardisation(examples);
  const spread = Math.sqrt(2 / F);
  return {
    mean,
    scale,
    linear: new Float32Array(F),
    hidden: Float32Array.from({ length: options.units * F }, () => (random() - 0.5) * 2 * spread),
    hiddenBias: new Float32Array(options.units),
    output: Float32Array.from({ length: options.units }, () => (random() - 0.5) * 0.2),
    crossed: new Float32Array(2 ** options.bits),
  };
}

/** Features are scaled but not centred: most are zero for most candidates, and zeros cost nothing. */
function standardisation(examples: readonly Example[]): { mean: Float32Array; scale: Float32Array } {
  const squares = new Float64Array(F);
  let rows = 0;
  for (const { dense } of examples) {
    for (let at = 0; at < dense.length; at++) {
      const value = dense[at] ?? 0;
      if (value !== 0) squares[at % F] = (squares[at % F] ?? 0) + value * value;
    }
    rows += dense.length / F;
  }
  // Rare features are held to at most ten times their size, or one question would decide their weight.
  const scale = Float32Array.from(squares, (value) =>
    value > 0 ? Math.min(10, 1 / Math.sqrt(value / Math.max(1, rows))) : 0,
  );
  return { mean: new Float32Array(F), scale };
}

/** Scores of one question's candidates, and what the backward pass needs. */
export interface Forward {
  readonly scores: Float64Array;
  /** Positions and values of each candidate's features that are not zero. */
  readonly inputs: readonly SparseRow[];
  readonly active: Float32Array;
}

interface SparseRow {
  readonly at: Uint16Array;
  readonly value: Float32Array;
}

function sparseRow(weights: Weights, dense: Float32Array, row: number): SparseRow {
  const at: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < F; i++) {
    const scaled = ((dense[row * F + i] ?? 0) - (weights.mean[i] ?? 0)) * (weights.scale[i] ?? 0);
    if (scaled === 0) continue;
    at.push(i);
    value.push(Math.max(-LIMIT, Math.min(LIMIT, scaled)));
  }
  return { at: Uint16Array.from(at), value: Float32Array.from(value) };
}

export function forward(weights: Weights, bits: number, example: Example): Forward {
  const count = example.clauses.length;
  const units = weights.hiddenBias.length;
  const inputs: SparseRow[] = [];
  const active = new Float32Array(count * units);
  const scores = new Float64Array(count);
  const clauseScores = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    const input = sparseRow(weights, example.dense, row);
    inputs.push(input);
    let score = dot(input, weights.linear, 0);
    for (let unit = 0; unit < units; unit++) {
      const sum = (weights.hiddenBias[unit] ?? 0) + dot(input, weights.hidden, unit * F);
      if (sum <= 0) continue;
      active[row * units + unit] = sum;
      score += sum * (weights.output[unit] ?? 0);
    }
    for (const clause of example.clauses[row] ?? []) {
      let crossed = clauseScores.get(clause);
      if (crossed === undefined) {
        crossed = crossScore(weights.crossed, example.grams, clause, bits);
        clauseScores.set(clause, crossed);
      }
      score += crossed;
    }
    scores[row] = score;
  }
  return { scores, inputs, active };
}

function dot(row: SparseRow, weights: Float32Array, base: number): number {
  let sum = 0;
  for (let k = 0; k < row.at.length; k++) sum += (row.value[k] ?? 0) * (weights[base + (row.at[k] ?? 0)] ?? 0);
  return sum;
}

function addScaled(target: Float32Array, base: number, row: SparseRow, factor: number): void {
  for (let k = 0; k < row.at.length; k++) {
    const at = base + (row.at[k] ?? 0);
    target[at] = (target[at] ?? 0) + factor * (row.value[k] ?? 0);
  }
}

function crossScore(crossed: Float32Array, grams: Uint32Array, clause: number, bits: number): number {
  let sum = 0;
  for (const gram of grams) sum += crossed[crossBucket(gram, clause, bits)] ?? 0;
  return sum / Math.sqrt(grams.length);
}

/** p - q for every candidate: q spreads over the right ones as the model itself does. */
function errors(scores: Float64Array, isRight: readonly boolean[]): Float64Array {
  const top = Math.max(...scores);
  const exp = scores.map((score) => Math.exp(score - top));
  let all = 0;
  let right = 0;
  exp.forEach((value, i) => {
    all += value;
    if (isRight[i]) right += value;
  });
  return exp.map((value, i) => value / all - (isRight[i] && right > 0 ? value / right : 0));
}

class Learner {
  private readonly weights: Weights;
  private readonly options: TrainOptions;
  private readonly sums: {
    linear: Float32Array;
    hidden: Float32Array;
    bias: Float32Array;
    output: Float32Array;
    crossed: Float32Array;
  };

  constructor(weights: Weights, options: TrainOptions) {
    this.weights = weights;
    this.options = options;
    const like = (array: Float32Array): Float32Array => new Float32Array(array.length).fill(0.1);
    this.sums = {
      linear: like(weights.linear),
      hidden: like(weights.hidden),
      bias: like(weights.hiddenBias),
      output: like(weights.output),
      crossed: like(weights.crossed),
    };
  }

  learn(example: Example): void {
    const { weights, options } = this;
    const pass = forward(weights, options.bits, example);
    const delta = errors(pass.scores, example.isRight);
    const units = weights.hiddenBias.length;
    const gLinear = new Float32Array(F);
    const gHidden = new Float32Array(units * F);
    const gBias = new Float32Array(units);
    const gOutput = new Float32Array(units);
    const gClause = new Map<number, number>();
    for (let row = 0; row < delta.length; row++) {
      const d = delta[row] ?? 0;
      if (Math.abs(d) < 1e-5) continue;
      const input = pass.inputs[row];
      if (input === undefined) continue;
      addScaled(gLinear, 0, input, d);
      for (let unit = 0; unit < units; unit++) {
        const out = pass.active[row * units + unit] ?? 0;
        if (out <= 0) continue;
        gOutput[unit] = (gOutput[unit] ?? 0) + d * out;
        const back = d * (weights.output[unit] ?? 0);
        gBias[unit] = (gBias[unit] ?? 0) + back;
        addScaled(gHidden, unit * F, input, back);
      }
      for (const clause of example.clauses[row] ?? []) gClause.set(clause, (gClause.get(clause) ?? 0) + d);
    }
    step(weights.linear, gLinear, this.sums.linear, options.rate);
    step(weights.hidden, gHidden, this.sums.hidden, options.rate);
    step(weights.hiddenBias, gBias, this.sums.bias, options.rate);
    step(weights.output, gOutput, this.sums.output, options.rate);
    this.learnCrossed(example.grams, gClause);
  }

  private learnCrossed(grams: Uint32Array, gClause: ReadonlyMap<number, number>): void {
    const { crossed } = this.weights;
    const { bits, crossedRate, crossedDecay } = this.options;
    const sums = this.sums.crossed;
    const norm = 1 / Math.sqrt(grams.length);
    for (const [clause, gradient] of gClause) {
      if (Math.abs(gradient) < 1e-4) continue;
      const g = gradient * norm;
      for (const gram of grams) {
        const at = crossBucket(gram, clause, bits);
        const weight = crossed[at] ?? 0;
        const sum = (sums[at] ?? 0) + g * g;
        sums[at] = sum;
        crossed[at] = weight - crossedRate * (g / Math.sqrt(sum) + crossedDecay * weight);
      }
    }
  }
}

function step(weights: Float32Array, gradient: Float32Array, sums: Float32Array, rate: number): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] ?? 0;
    if (g === 0) continue;
    const sum = (sums[i] ?? 0) + g * g;
    sums[i] = sum;
    weights[i] = (weights[i] ?? 0) - (rate * g) / Math.sqrt(sum);
  }
}
