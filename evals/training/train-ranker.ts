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
  epochs: 8,
  units: 24,
  bits: 18,
  rate: 0.03,
  crossedRate: 0.02,
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
  const useful = examples.filter((example) => example.isRight.includes(true) && example.isRight.includes(false));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const index of shuffled(useful.length, random)) {
      const example = useful[index];
      if (example) learner.learn(example);
    }
  }
  return weights;
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

function standardisation(examples: readonly Example[]): { mean: Float32Array; scale: Float32Array } {
  const sum = new Float64Array(F);
  const squares = new Float64Array(F);
  let rows = 0;
  for (const { dense } of examples) {
    for (let at = 0; at < dense.length; at++) {
      const value = dense[at] ?? 0;
      sum[at % F] = (sum[at % F] ?? 0) + value;
      squares[at % F] = (squares[at % F] ?? 0) + value * value;
    }
    rows += dense.length / F;
  }
  const mean = Float32Array.from(sum, (value) => value / Math.max(1, rows));
  const scale = Float32Array.from(squares, (value, i) => {
    const variance = value / Math.max(1, rows) - (mean[i] ?? 0) ** 2;
    return variance > 1e-8 ? 1 / Math.sqrt(variance) : 0;
  });
  return { mean, scale };
}

/** Scores of one question's candidates, and what the backward pass needs. */
export interface Forward {
  readonly scores: Float64Array;
  readonly inputs: Float32Array;
  readonly active: Float32Array;
}

export function forward(weights: Weights, bits: number, example: Example): Forward {
  const count = example.clauses.length;
  const units = weights.hiddenBias.length;
  const inputs = new Float32Array(count * F);
  const active = new Float32Array(count * units);
  const scores = new Float64Array(count);
  const clauseScores = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    let score = 0;
    for (let i = 0; i < F; i++) {
      const value = ((example.dense[row * F + i] ?? 0) - (weights.mean[i] ?? 0)) * (weights.scale[i] ?? 0);
      const cut = Math.max(-LIMIT, Math.min(LIMIT, value));
      inputs[row * F + i] = cut;
      score += cut * (weights.linear[i] ?? 0);
    }
    for (let unit = 0; unit < units; unit++) {
      let sum = weights.hiddenBias[unit] ?? 0;
      const base = unit * F;
      for (let i = 0; i < F; i++) sum += (inputs[row * F + i] ?? 0) * (weights.hidden[base + i] ?? 0);
      if (sum > 0) {
        active[row * units + unit] = sum;
        score += sum * (weights.output[unit] ?? 0);
      }
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
      for (let i = 0; i < F; i++) gLinear[i] = (gLinear[i] ?? 0) + d * (pass.inputs[row * F + i] ?? 0);
      for (let unit = 0; unit < units; unit++) {
        const out = pass.active[row * units + unit] ?? 0;
        if (out <= 0) continue;
        gOutput[unit] = (gOutput[unit] ?? 0) + d * out;
        const back = d * (weights.output[unit] ?? 0);
        gBias[unit] = (gBias[unit] ?? 0) + back;
        for (let i = 0; i < F; i++) {
          gHidden[unit * F + i] = (gHidden[unit * F + i] ?? 0) + back * (pass.inputs[row * F + i] ?? 0);
        }
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
