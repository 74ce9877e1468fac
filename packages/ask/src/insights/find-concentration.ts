import { numberText } from "../present/number-text.ts";
import { columnWords, joinWords, plural } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { Groups, Measure } from "./series.ts";

const MIN_GROUPS = 8;
const MIN_GINI = 0.5;
const MIN_SHARE = 0.5;
const NAMED = 3;

/** A few groups that hold most of a whole. A description, not a test: it is told where it is strong. */
export function findConcentration({ by, labels }: Groups, measure: Measure): Finding | null {
  const { name, values } = measure;
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!measure.isAdditive || values.length < MIN_GROUPS || total <= 0 || values.some((value) => value < 0)) return null;
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value);
  const count = Math.max(1, Math.min(NAMED, Math.floor(values.length / 5)));
  const top = order.slice(0, count);
  const share = top.reduce((sum, item) => sum + item.value, 0) / total;
  const gini = giniOf(order.map((item) => item.value));
  const names = joinWords(top.map(({ index }) => labels[index] ?? ""));
  const things = plural(columnWords(by));
  const make = count === 1 ? "makes" : "make";
  return {
    isLarge: gini >= MIN_GINI && share >= MIN_SHARE,
    weight: share,
    insight: {
      kind: "concentration",
      sentence: `${names} ${make} up ${numberText(Math.round(share * 100))}% of ${columnWords(name)}, out of ${numberText(values.length)} ${things}.`,
      columns: [by, name],
      effect: gini,
      test: "Gini coefficient and the share of the largest groups",
      sample: values.length,
    },
  };
}

/** 0 when all are equal, towards 1 when one has everything. Takes the values from the largest down. */
function giniOf(descending: readonly number[]): number {
  const n = descending.length;
  let weighted = 0;
  let total = 0;
  descending.forEach((value, i) => {
    weighted += (n - i) * value;
    total += value;
  });
  return total === 0 ? 0 : (2 * weighted) / (n * total) - (n + 1) / n;
}
