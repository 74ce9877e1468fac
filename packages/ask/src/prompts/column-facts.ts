import type { Column, Disclosure } from "@parlance/core";
import { isNumeric, isTemporal } from "@parlance/core";
import { oneLine } from "./data-text.ts";

/** How much is told of each column, richest first. */
export const DETAILS = [
  { values: 8, commentLength: 160 },
  { values: 4, commentLength: 100 },
  { values: 2, commentLength: 60 },
  { values: 0, commentLength: 40 },
] as const;
export type Detail = (typeof DETAILS)[number];

const VALUE_LENGTH = 40;

/**
 * What a comment says of a column: its own comment and, where values may leave the house, what stands in it.
 * `linked` are stored values that the question names.
 */
export function columnFacts(column: Column, linked: readonly string[], detail: Detail, disclosure: Disclosure): string {
  const comment = oneLine(column.comment ?? "", detail.commentLength);
  const values = disclosure === "full" ? valueFacts(column, linked, detail.values) : "";
  return [comment, values].filter(Boolean).join("; ");
}

function valueFacts({ type, profile }: Column, linked: readonly string[], max: number): string {
  if (profile === undefined) return linkedOnly(linked);
  if (profile.rows > 0 && profile.nulls === profile.rows) return "always NULL";
  if (max === 0) return linkedOnly(linked);
  const nulls = profile.nulls > 0 ? "has NULLs" : "";
  const isCode = profile.distinctIsExact && profile.distinct > 0 && profile.distinct <= max;
  if ((isNumeric(type) || isTemporal(type)) && !isCode) return [rangeOf(profile), nulls].filter(Boolean).join(", ");
  const told = [...new Set([...linked, ...profile.topValues.map(({ value }) => value)])].slice(0, max);
  if (told.length === 0) return nulls;
  const lead = isCode && told.length >= profile.distinct ? "one of" : "e.g.";
  return [`${lead} ${told.map((value) => valueText(value, isNumeric(type))).join(", ")}`, nulls]
    .filter(Boolean)
    .join("; ");
}

const linkedOnly = (linked: readonly string[]): string =>
  linked.length === 0 ? "" : `e.g. ${linked.map((value) => valueText(value, false)).join(", ")}`;

const rangeOf = ({ min, max }: { readonly min?: string; readonly max?: string }): string =>
  min === undefined || max === undefined ? "" : `${oneLine(min, VALUE_LENGTH)} to ${oneLine(max, VALUE_LENGTH)}`;

/** As a literal. A cut value ends with "…" outside its quotes, so that nobody compares with it. */
export function valueText(value: string, isNumber: boolean): string {
  const line = oneLine(value, VALUE_LENGTH);
  if (isNumber) return line;
  return line.endsWith("…") && !value.endsWith("…")
    ? `'${quoted(line.slice(0, -1))}'…`
    : value === line
      ? `'${quoted(line)}'`
      : `'${quoted(spaced(value))}'`;
}

const quoted = (text: string): string => text.replaceAll("'", "''");
/** Blanks around a value are part of it; line breaks cannot be shown. */
const spaced = (value: string): string => value.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, " ").slice(0, VALUE_LENGTH);
