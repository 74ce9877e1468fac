import { DIMENSIONS } from "./read-vectors.ts";

/** Directions that all words share say how frequent a word is, not what it means. */
const REMOVED = 2;
const ITERATIONS = 30;
/** Over so many of its nearest a word's crowdedness is taken. */
const CROWD = 10;

/** Rows of unit length without their mean and their strongest common directions. */
export function cleanRows(rows: Float32Array): void {
  makeUnit(rows);
  const count = rows.length / DIMENSIONS;
  const mean = new Float64Array(DIMENSIONS);
  rows.forEach((value, at) => {
    mean[at % DIMENSIONS] = (mean[at % DIMENSIONS] ?? 0) + value / count;
  });
  rows.forEach((value, at) => {
    rows[at] = value - (mean[at % DIMENSIONS] ?? 0);
  });
  for (let i = 0; i < REMOVED; i += 1) removeDirection(rows, strongestDirection(rows));
  makeUnit(rows);
}

const rowOf = (rows: Float32Array, row: number): Float32Array =>
  rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < DIMENSIONS; k += 1) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

function makeUnit(rows: Float32Array): void {
  for (let from = 0; from < rows.length; from += DIMENSIONS) {
    const row = rows.subarray(from, from + DIMENSIONS);
    const length = Math.sqrt(dot(row, row)) || 1;
    row.forEach((value, k) => {
      row[k] = value / length;
    });
  }
}

/** By power iteration, always from the same start. */
function strongestDirection(rows: Float32Array): Float64Array {
  let direction: Float64Array = Float64Array.from({ length: DIMENSIONS }, (_, k) => 1 / (k + 1));
  for (let i = 0; i < ITERATIONS; i += 1) {
    const next = new Float64Array(DIMENSIONS);
    for (let from = 0; from < rows.length; from += DIMENSIONS) {
      const row = rows.subarray(from, from + DIMENSIONS);
      const share = dot(row, direction);
      for (let k = 0; k < DIMENSIONS; k += 1) next[k] = (next[k] ?? 0) + share * (row[k] ?? 0);
    }
    const length = Math.sqrt(dot(next, next)) || 1;
    direction = next.map((value) => value / length);
  }
  return direction;
}

function removeDirection(rows: Float32Array, direction: Float64Array): void {
  for (let from = 0; from < rows.length; from += DIMENSIONS) {
    const row = rows.subarray(from, from + DIMENSIONS);
    const share = dot(row, direction);
    for (let k = 0; k < DIMENSIONS; k += 1) row[k] = (row[k] ?? 0) - share * (direction[k] ?? 0);
  }
}

export interface Pair {
  readonly a: number;
  readonly b: number;
  /** Twice the cosine, less how crowded both words' surroundings are. */
  readonly nearness: number;
}

/** Pairs of rows, a < b, at least so near and so alike; words near everything are near nothing. */
export function nearPairs(rows: Float32Array, least: { readonly nearness: number; readonly cosine: number }): Pair[] {
  const count = rows.length / DIMENSIONS;
  const alike: { a: number; b: number; cosine: number }[] = [];
  const nearest = new Float64Array(count * CROWD).fill(-1);
  for (let a = 0; a < count; a += 1) {
    const row = rowOf(rows, a);
    for (let b = a + 1; b < count; b += 1) {
      const cosine = dot(row, rowOf(rows, b));
      keep(nearest.subarray(a * CROWD, (a + 1) * CROWD), cosine);
      keep(nearest.subarray(b * CROWD, (b + 1) * CROWD), cosine);
      if (cosine >= least.cosine) alike.push({ a, b, cosine });
    }
  }
  const crowd = Float64Array.from(
    { length: count },
    (_, row) => nearest.subarray(row * CROWD, (row + 1) * CROWD).reduce((sum, value) => sum + value, 0) / CROWD,
  );
  return alike
    .map(({ a, b, cosine }) => ({ a, b, nearness: 2 * cosine - (crowd[a] ?? 0) - (crowd[b] ?? 0) }))
    .filter(({ nearness }) => nearness >= least.nearness);
}

/** The largest so far, smallest first. */
function keep(largest: Float64Array, value: number): void {
  if (value <= (largest[0] ?? 0)) return;
  let at = 0;
  while (at + 1 < largest.length && (largest[at + 1] ?? 0) < value) {
    largest[at] = largest[at + 1] ?? 0;
    at += 1;
  }
  largest[at] = value;
}
