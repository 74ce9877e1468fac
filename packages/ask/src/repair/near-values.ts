import type { ColumnValues } from "@parlance/core";
import { editDistance, type Predicate } from "@parlance/sql";

/** The text a condition looks for, and where. */
export interface SoughtValue {
  readonly table: string;
  readonly column: string;
  readonly text: string;
}

export function soughtValue(predicate: Predicate): SoughtValue | null {
  if (predicate.kind !== "compare" && predicate.kind !== "like") return null;
  if (predicate.left.kind !== "column") return null;
  const text = predicate.kind === "like" ? predicate.text : literalText(predicate);
  return text === null ? null : { table: predicate.left.table, column: predicate.left.column, text };
}

const literalText = (predicate: Extract<Predicate, { kind: "compare" }>): string | null =>
  predicate.op === "=" && predicate.right.kind === "literal" && typeof predicate.right.value === "string"
    ? predicate.right.value
    : null;

const MAX_NEAR = 3;

/** Real values of the column that come nearest, best first: containing one another, then few letters apart. */
export function nearValues(sought: SoughtValue, values: readonly ColumnValues[]): readonly string[] {
  const wanted = sought.text.toLowerCase();
  const known = values.find((item) => item.table === sought.table && item.column === sought.column)?.values ?? [];
  return known
    .map((item) => ({ value: item.value, count: item.count, distance: distance(wanted, item.value.toLowerCase()) }))
    .filter((item) => item.distance < FAR)
    .sort((a, b) => a.distance - b.distance || b.count - a.count)
    .slice(0, MAX_NEAR)
    .map((item) => item.value);
}

const FAR = 1_000;

function distance(wanted: string, value: string): number {
  if (value === "") return FAR;
  if (wanted === value.trim()) return 0;
  if (wanted.length >= 3 && (value.includes(wanted) || wanted.includes(value))) return 1;
  const limit = Math.floor(wanted.length / 2) + 1;
  const edits = editDistance(wanted, value, limit);
  return edits < limit ? 1 + edits : FAR;
}
