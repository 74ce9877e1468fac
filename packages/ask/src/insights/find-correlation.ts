import { columnWords } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { Measure } from "./series.ts";
import { studentTwoSided } from "./statistics/distributions.ts";
import { pearson, spearman } from "./statistics/ranks.ts";

const MIN_POINTS = 12;
const MIN_LIKENESS = 0.5;
/** Beyond this one figure is worked out from the other. */
const SAME = 0.9999;

/**
 * Two figures that go together, by value and by rank alike. Series in time are compared step by step, since any two that
 * grow would look alike; two totals of the same groups are not compared, since both grow with the group.
 */
export function findCorrelation(one: Measure, other: Measure, isInTime: boolean): Finding | null {
  if (one.isAdditive && other.isAdditive) return null;
  const a = isInTime ? steps(one.values) : one.values;
  const b = isInTime ? steps(other.values) : other.values;
  const n = a.length;
  if (n < MIN_POINTS) return null;
  const byValue = pearson(a, b);
  const byRank = spearman(a, b);
  if (Math.abs(byValue) > SAME || Math.abs(byRank) > SAME) return null;
  const weaker = Math.min(Math.abs(byValue), Math.abs(byRank));
  const isSameWay = Math.sign(byValue) === Math.sign(byRank);
  const t = weaker * Math.sqrt((n - 2) / (1 - weaker ** 2));
  const [first, second] = [columnWords(one.name), columnWords(other.name)];
  const [when, then] = isInTime
    ? ["rises", byRank > 0 ? "rises" : "falls"]
    : ["is higher", byRank > 0 ? "is higher" : "is lower"];
  return {
    pValue: isSameWay ? studentTwoSided(t, n - 2) : 1,
    isLarge: isSameWay && weaker >= MIN_LIKENESS,
    weight: weaker * 0.9,
    insight: {
      kind: "correlation",
      sentence: `Where ${first} ${when}, ${second} mostly ${then} too.`.replace(/ (falls|is lower) too\.$/, " $1."),
      columns: [one.name, other.name],
      effect: byRank,
      test: "Pearson and Spearman, the weaker of the two; this says nothing about causes",
      sample: n,
    },
  };
}

const steps = (values: readonly number[]): number[] => values.slice(1).map((value, i) => value - (values[i] ?? 0));
