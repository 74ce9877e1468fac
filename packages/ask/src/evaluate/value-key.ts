import type { Cell } from "@parlance/core";

/**
 * A text equal for values the published scorer holds equal: 1 and 1.0 are, 1 and "1" are not. Floating-point numbers
 * are compared to 12 digits, because a sum depends on the order in which a join delivers its rows.
 */
export function valueKey(value: Cell): string {
  if (value === null) return "n";
  if (typeof value === "number") return `d${Number.isInteger(value) ? value : Number(value.toPrecision(12))}`;
  if (typeof value === "bigint") return `d${value}`;
  if (typeof value === "boolean") return `d${value ? 1 : 0}`;
  if (typeof value === "string") return `s${value}`;
  return `x${JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner))}`;
}
