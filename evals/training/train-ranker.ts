import { crossBucket, lessCosts, RANK_FEATURES } from "@parlance/engine/training";
import { type Packed, questionCount } from "./packed.ts";
import { seededRandom, shuffled } from "./random.ts";

/** Weights while they are learnt; ranker.ts reads them after rounding. */
export interface Weights {
  /** Each dense feature is multiplied by this and cut at LIMIT. */
  readonly scale: Float32Array;
  readonly linear: Float32Array;
  /** hidden unit × features, row by row. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly output: Float32Array;
  readonly crossed: Float32Array;
  readonly local: Float32Array;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly units: number;
  /** Size of the table of crossed features: two to this power. */
  readonly crossBits: number;
  readonly localBits: number;
  readonly rate: number;
  readonly hiddenRate: number;
  readonly crossRate: number;
  readonly localRate: number;
  /** Pull of every hashed weight towards zero at each touch. */
  readonly decay: number;
  readonly seed: number;
}

export const DEFAULT_OPTIONS: TrainOptions = {
  epochs: 6,
  units: 0,
  crossBits: 18,
  localBits: 18,
  rate: 0.03,
  hiddenRate: 0.01,
  crossRate: 0.05,
  localRate: 0.01,
  decay: 1e-4,
  seed: 7,
};

const F = RANK_FEATURES.length;
export const LIMIT = 5;

/**
 * Softmax over the candidates of each question, all right ones sharing the target; AdaGrad. Questions whose candidates
 * are all right or all wrong teach nothing about order and are skipped.
 */
export function trainRanker(
  packed: Packed,
  chosen: readonly number[],
  options: TrainOptions = DEFAULT_OPTIONS,
): Weights {
  const random = seededRandom(options.seed);
  const weights = startWeights(packed, chosen, options, random);
  const learner = new Learner(packed, weights, options);
  const useful = chosen.filter((question) => isTeaching(packed, question));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const index of shuffled(useful.length, random)) learner.learn(useful[index] ?? 0);
  }
  return weights;
}

function isTeaching(packed: Packed, question: number): boolean {
  const labels = packed.isRight.subarray(packed.rowStart[question], packed.rowStart[question + 1]);
  return labels.includes(1) && labels.includes(0);
}

const FIRST_KEPT = 30;
const REST_KEPT = 15;

/** The right candidates, the first by hand score, and a few of the rest: the others cost time and teach little. */
function rowsToLearn(packed: Packed, question: number): number[] {
  const first = packed.rowStart[question] ?? 0;
  const count = (packed.rowStart[question + 1] ?? first) - first;
  const stride = Math.max(1, Math.floor((count - FIRST_KEPT) / REST_KEPT));
  const rows: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i < FIRST_KEPT || packed.isRight[first + i] === 1 || i % stride === 0) rows.push(first + i);
  }
  return rows;
}

function startWeights(packed: Packed, chosen: readonly number[], options: TrainOptions, random: () => number): Weights {
  const spread = Math.sqrt(2 / F);
  return {
    scale: scales(packed, chosen),
    linear: new Float32Array(F),
    hidden: Float32Array.from({ length: options.units * F }, () => (random() - 0.5) * 2 * spread),
    hiddenBias: new Float32Array(options.units),
    output: Float32Array.from({ length: options.units }, () => (random() - 0.5) * 0.2),
    crossed: new Float32Array(2 ** options.crossBits),
    local: new Float32Array(2 ** options.localBits),
  };
}

/** Features are scaled but not centred: most are zero for most candidates, and zeros cost nothing. */
function scales(packed: Packed, chosen: readonly number[]): Float32Array {
  const squares = new Float64Array(F);
  let rows = 0;
  for (const question of chosen) {
    const from = packed.rowStart[question] ?? 0;
    const to = packed.rowStart[question + 1] ?? from;
    for (let k = packed.denseStart[from] ?? 0; k < (packed.denseStart[to] ?? 0); k++) {
      const at = packed.denseAt[k] ?? 0;
      squares[at] = (squares[at] ?? 0) + (packed.dense[k] ?? 0) ** 2;
    }
    rows += to - from;
  }
  // Rare features are held to at most ten times their size, or one question would decide their weight.
  return Float32Array.from(squares, (value) =>
    value > 0 ? Math.min(10, 1 / Math.sqrt(value / Math.max(1, rows))) : 0,
  );
}

const cut = (value: number): number => (value > LIMIT ? LIMIT : Math.max(value, -LIMIT));

/** Scores of some rows of one question, and what the backward pass needs. */
interface Forward {
  readonly scores: Float64Array;
  /** What each hidden unit gave, row by row. */
  readonly active: Float32Array;
}

/** Scores of every row of one question, as the finished engine has them: costs of readings far behind are not asked for. */
export function scoreQuestion(packed: Packed, weights: Weights, options: TrainOptions, question: number): Float64Array {
  const first = packed.rowStart[question] ?? 0;
  const count = (packed.rowStart[question + 1] ?? first) - first;
  const rows = Array.from({ length: count }, (_, i) => first + i);
  const { scores } = forward(packed, weights, options, question, rows);
  const costAt = (index: number): number => packed.cost[first + index] ?? 0;
  return lessCosts(
    scores.map((score, index) => score + costAt(index)),
    costAt,
  );
}

function forward(
  packed: Packed,
  weights: Weights,
  options: TrainOptions,
  question: number,
  rows: readonly number[],
): Forward {
  const units = weights.hiddenBias.length;
  const active = new Float32Array(rows.length * units);
  const grams = packed.grams.subarray(packed.gramStart[question], packed.gramStart[question + 1]);
  const clauseScores = new Map<number, number>();
  const shift = 32 - options.localBits;
  const { dense, denseAt, denseStart } = packed;
  const scores = Float64Array.from(rows, (row, i) => {
    let score = -(packed.cost[row] ?? 0);
    const from = denseStart[row] ?? 0;
    const to = denseStart[row + 1] ?? from;
    for (let unit = 0; unit < units; unit++) active[i * units + unit] = weights.hiddenBias[unit] ?? 0;
    for (let k = from; k < to; k++) {
      const at = denseAt[k] ?? 0;
      const value = cut((dense[k] ?? 0) * (weights.scale[at] ?? 0));
      score += value * (weights.linear[at] ?? 0);
      for (let unit = 0; unit < units; unit++) {
        const place = i * units + unit;
        active[place] = (active[place] ?? 0) + value * (weights.hidden[unit * F + at] ?? 0);
      }
    }
    for (let unit = 0; unit < units; unit++) {
      const sum = active[i * units + unit] ?? 0;
      if (sum > 0) score += sum * (weights.output[unit] ?? 0);
    }
    for (let k = packed.localStart[row] ?? 0; k < (packed.localStart[row + 1] ?? 0); k++) {
      score += weights.local[(packed.locals[k] ?? 0) >>> shift] ?? 0;
    }
    for (let k = packed.clauseStart[row] ?? 0; k < (packed.clauseStart[row + 1] ?? 0); k++) {
      const clause = packed.clauses[k] ?? 0;
      let crossed = clauseScores.get(clause);
      if (crossed === undefined) {
        crossed = crossScore(weights.crossed, grams, clause, options.crossBits);
        clauseScores.set(clause, crossed);
      }
      score += crossed;
    }
    return score;
  });
  return { scores, active };
}

function crossScore(crossed: Float32Array, grams: Uint32Array, clause: number, bits: number): number {
  let sum = 0;
  for (const gram of grams) sum += crossed[crossBucket(gram, clause, bits)] ?? 0;
  return sum / Math.sqrt(grams.length);
}

/** p - q for every candidate: q spreads over the right ones as the model itself does. */
function errors(scores: Float64Array, isRight: readonly boolean[]): Float64Array {
  const top = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
  const exp = scores.map((score) => Math.exp(score - top));
  let all = 0;
  let right = 0;
  exp.forEach((value, i) => {
    all += value;
    if (isRight[i]) right += value;
  });
  return exp.map((value, i) => value / all - (isRight[i] && right > 0 ? value / right : 0));
}

type Sums = { readonly [Name in "linear" | "hidden" | "hiddenBias" | "output" | "crossed" | "local"]: Float32Array };

class Learner {
  private readonly packed: Packed;
  private readonly weights: Weights;
  private readonly options: TrainOptions;
  private readonly sums: Sums;
  private readonly gLinear = new Float32Array(F);
  private readonly gHidden: Float32Array;

  constructor(packed: Packed, weights: Weights, options: TrainOptions) {
    this.packed = packed;
    this.weights = weights;
    this.options = options;
    const like = (array: Float32Array): Float32Array => new Float32Array(array.length).fill(0.1);
    this.sums = {
      linear: like(weights.linear),
      hidden: like(weights.hidden),
      hiddenBias: like(weights.hiddenBias),
      output: like(weights.output),
      crossed: like(weights.crossed),
      local: like(weights.local),
    };
    this.gHidden = new Float32Array(weights.hidden.length);
  }

  learn(question: number): void {
    const { packed, weights, options } = this;
    const rows = rowsToLearn(packed, question);
    const pass = forward(packed, weights, options, question, rows);
    const delta = errors(
      pass.scores,
      rows.map((row) => packed.isRight[row] === 1),
    );
    this.learnDense(rows, pass, delta);
    this.learnLocal(rows, delta);
    this.learnCrossed(question, rows, delta);
  }

  private learnDense(rows: readonly number[], pass: Forward, delta: Float64Array): void {
    const { packed, weights, options, sums, gLinear, gHidden } = this;
    const units = weights.hiddenBias.length;
    const gBias = new Float32Array(units);
    const gOutput = new Float32Array(units);
    gLinear.fill(0);
    gHidden.fill(0);
    rows.forEach((row, i) => {
      const d = delta[i] ?? 0;
      if (Math.abs(d) < 1e-5) return;
      const live: number[] = [];
      for (let unit = 0; unit < units; unit++) {
        const out = pass.active[i * units + unit] ?? 0;
        if (out <= 0) continue;
        live.push(unit);
        gOutput[unit] = (gOutput[unit] ?? 0) + d * out;
        gBias[unit] = (gBias[unit] ?? 0) + d * (weights.output[unit] ?? 0);
      }
      for (let k = packed.denseStart[row] ?? 0; k < (packed.denseStart[row + 1] ?? 0); k++) {
        const at = packed.denseAt[k] ?? 0;
        const value = cut((packed.dense[k] ?? 0) * (weights.scale[at] ?? 0)) * d;
        gLinear[at] = (gLinear[at] ?? 0) + value;
        for (const unit of live) {
          const place = unit * F + at;
          gHidden[place] = (gHidden[place] ?? 0) + value * (weights.output[unit] ?? 0);
        }
      }
    });
    step(weights.linear, gLinear, sums.linear, options.rate);
    step(weights.hidden, gHidden, sums.hidden, options.hiddenRate);
    step(weights.hiddenBias, gBias, sums.hiddenBias, options.hiddenRate);
    step(weights.output, gOutput, sums.output, options.hiddenRate);
  }

  private learnLocal(rows: readonly number[], delta: Float64Array): void {
    const { packed, options } = this;
    const shift = 32 - options.localBits;
    const gradients = new Map<number, number>();
    rows.forEach((row, i) => {
      const d = delta[i] ?? 0;
      if (Math.abs(d) < 1e-5) return;
      for (let k = packed.localStart[row] ?? 0; k < (packed.localStart[row + 1] ?? 0); k++) {
        const at = (packed.locals[k] ?? 0) >>> shift;
        gradients.set(at, (gradients.get(at) ?? 0) + d);
      }
    });
    for (const [at, g] of gradients) {
      if (Math.abs(g) > 1e-5) this.touch(this.weights.local, this.sums.local, at, g, options.localRate);
    }
  }

  private learnCrossed(question: number, rows: readonly number[], delta: Float64Array): void {
    const { packed, options } = this;
    const gradients = new Map<number, number>();
    rows.forEach((row, i) => {
      for (let k = packed.clauseStart[row] ?? 0; k < (packed.clauseStart[row + 1] ?? 0); k++) {
        const clause = packed.clauses[k] ?? 0;
        gradients.set(clause, (gradients.get(clause) ?? 0) + (delta[i] ?? 0));
      }
    });
    const grams = packed.grams.subarray(packed.gramStart[question], packed.gramStart[question + 1]);
    const norm = 1 / Math.sqrt(grams.length);
    for (const [clause, gradient] of gradients) {
      if (Math.abs(gradient) < 1e-4) continue;
      for (const gram of grams) {
        const at = crossBucket(gram, clause, options.crossBits);
        this.touch(this.weights.crossed, this.sums.crossed, at, gradient * norm, options.crossRate);
      }
    }
  }

  private touch(weights: Float32Array, sums: Float32Array, at: number, g: number, rate: number): void {
    const weight = weights[at] ?? 0;
    const sum = (sums[at] ?? 0) + g * g;
    sums[at] = sum;
    weights[at] = weight - rate * (g / Math.sqrt(sum) + this.options.decay * weight);
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

export const allQuestions = (packed: Packed): number[] => Array.from({ length: questionCount(packed) }, (_, i) => i);
