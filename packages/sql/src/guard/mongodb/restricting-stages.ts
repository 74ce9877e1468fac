import type { ColumnRule, TableRestriction } from "@parlance/core";
import { checkField, type JsonDocument, rowFilter } from "./row-filter.ts";

/**
 * Stages that come before everything else wherever a restricted collection is read. The limit after the filter leaves
 * nothing out: the server may not try conditions of the person's own before it, on documents that the rule leaves out.
 */
export function restrictingStages({ rows, columns }: TableRestriction): readonly JsonDocument[] {
  const rules = Object.entries(columns);
  for (const [field] of rules) checkField(field);
  const hidden = rules.filter(([, rule]) => rule.kind === "hide").map(([field]) => field);
  const masked = rules.filter(([, rule]) => rule.kind !== "hide");
  return [
    ...(rows === undefined ? [] : [{ $match: rowFilter(rows) }, { $limit: { $numberLong: "9223372036854775807" } }]),
    ...(masked.length === 0
      ? []
      : [{ $addFields: Object.fromEntries(masked.map(([field, rule]) => [field, mask(field, rule)])) }]),
    ...(hidden.length === 0 ? [] : [{ $project: Object.fromEntries(hidden.map((field) => [field, 0])) }]),
  ];
}

/** The server has no keyed hash: what is to be hashed is emptied. */
function mask(field: string, rule: ColumnRule): JsonDocument {
  const path = `$${field}`;
  if (rule.kind !== "mask" || rule.mask.keep === "null") return { $literal: null };
  if (rule.mask.keep === "year") return firstOfYear(path);
  return starred(path, rule.mask.keep, Math.max(0, Math.trunc(rule.mask.characters)));
}

const firstOfYear = (path: string): JsonDocument => ({
  $cond: [{ $eq: [{ $type: path }, "date"] }, { $dateFromParts: { year: { $year: path } } }, { $literal: null }],
});

const PLAIN = ["int", "long", "double", "decimal", "objectId"];

const asText = (path: string): JsonDocument => ({
  $cond: [
    { $eq: [{ $type: path }, "string"] },
    path,
    { $cond: [{ $in: [{ $type: path }, PLAIN] }, { $toString: path }, { $literal: null }] },
  ],
});

/** Longer values show no longer a shape. */
const MAX_STARS = 256;

const stars = (count: JsonDocument): JsonDocument => ({ $substrCP: ["*".repeat(MAX_STARS), 0, count] });

function starred(path: string, keep: "last" | "first", kept: number): JsonDocument {
  const text = asText(path);
  const length: JsonDocument = { $strLenCP: text };
  const rest: JsonDocument = { $subtract: [length, kept] };
  const parts: readonly JsonDocument[] =
    keep === "last" ? [stars(rest), { $substrCP: [text, rest, kept] }] : [{ $substrCP: [text, 0, kept] }, stars(rest)];
  const shown: JsonDocument = { $cond: [{ $gt: [length, kept] }, { $concat: parts }, stars(length)] };
  return { $cond: [{ $eq: [{ $type: text }, "string"] }, shown, { $literal: null }] };
}
