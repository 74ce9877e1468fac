import type { Frame } from "@parlance/core";
import { frame } from "../fixtures/frame-samples.ts";
import type { AggregateName, InsightInput } from "./series.ts";

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Noise = (random: () => number, n: number) => number[];

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const each =
  (draw: (random: () => number) => number): Noise =>
  (random, n) =>
    Array.from({ length: n }, () => draw(random));

/** Noise that resembles its neighbour by a share of `likeness`. */
const linked =
  (likeness: number): Noise =>
  (random, n) => {
    let before = normal(random);
    return Array.from({ length: n }, () => {
      before = likeness * before + Math.sqrt(1 - likeness ** 2) * normal(random);
      return 100 + 10 * before;
    });
  };

export const NOISES: Readonly<Record<string, Noise>> = {
  normal: each((random) => 100 + 10 * normal(random)),
  uniform: each((random) => 50 + 100 * random()),
  lognormal: each((random) => 100 * Math.exp(normal(random))),
  exponential: each((random) => -100 * Math.log(1 - random())),
  counts: each((random) => Math.floor(20 * random())),
  linked: linked(0.3),
};

const monthStart = (i: number): string => new Date(Date.UTC(2018, i, 1)).toISOString().slice(0, 10);
const dayStart = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

const whole = (page: Frame, aggregates: readonly (readonly [number, AggregateName])[] = []): InsightInput => ({
  page,
  rowCount: page.rowCount,
  isWhole: true,
  aggregates: new Map(aggregates),
  coveredUntil: null,
  coveredFrom: null,
});

export const monthly = (values: readonly number[]): InsightInput =>
  whole(frame({ month: ["date", values.map((_v, i) => monthStart(i))], total: ["double", values] }), [[1, "sum"]]);

export const daily = (values: readonly number[]): InsightInput =>
  whole(frame({ day: ["date", values.map((_v, i) => dayStart(i))], total: ["double", values] }), [[1, "sum"]]);

export const grouped = (
  columns: Readonly<Record<string, readonly number[]>>,
  fn: AggregateName = "avg",
): InsightInput => {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  const names = Array.from({ length: rows }, (_v, i) => `Group ${i + 1}`);
  const measures = Object.fromEntries(entries.map(([name, values]) => [name, ["double", values] as const]));
  return whole(
    frame({ customer: ["text", names], ...measures }),
    entries.map((_entry, i) => [i + 1, fn] as const),
  );
};
