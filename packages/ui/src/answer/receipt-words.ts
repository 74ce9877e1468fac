import type { DroppedNulls, Freshness, LimitedTable, ModelUse, Receipt, ReceiptJoin } from "@parlance/core";
import { formatCount } from "../format/format-number.ts";

export const DRAFTED_BY: Readonly<Record<Receipt["draftedBy"], string>> = {
  engine: "Parlance itself, without a model",
  person: "a person",
  model: "a language model",
};

const rows = (count: number): string => `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;

export function joinWords({ rowsIn, rowsOut, mayMultiply }: ReceiptJoin): string {
  if (rowsIn !== undefined && rowsOut !== undefined) {
    if (rowsOut === rowsIn) return `${rows(rowsIn)}, the same before and after`;
    return `${rows(rowsIn)} before, ${formatCount(rowsOut)} after`;
  }
  if (mayMultiply === null) return "the keys do not tell whether rows repeat";
  return mayMultiply ? "one row may meet several" : "no row repeats";
}

export const droppedWords = ({ by, of, rows: count }: DroppedNulls): string =>
  by === "figure"
    ? `${rows(count)} left out of the figure: no ${of}`
    : `${rows(count)} left out by the condition: no ${of}`;

export const keepWords = ({ by, of }: DroppedNulls): string =>
  by === "figure" ? `Count a missing ${of} as 0` : `Keep rows without ${of}`;

/** Tells that rules apply, and not what they say. */
export function limitWords({ table, hasFewerRows, maskedColumns }: LimitedTable): string {
  const masked = maskedColumns.length === 0 ? "" : `masked or hashed: ${maskedColumns.join(", ")}`;
  if (!hasFewerRows) return `${table}: ${masked}, by your workspace's rules`;
  return `${table}: rows limited by your workspace's rules${masked === "" ? "" : `; ${masked}`}`;
}

export function freshnessWords({ versionAt, isLive }: Freshness, locale?: string): string {
  if (isLive) return "asked just now, where the data is";
  if (versionAt === null) return "as it was loaded";
  return `as of ${new Date(versionAt).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" })}`;
}

const DISCLOSED: Readonly<Record<ModelUse["disclosure"], string>> = {
  full: "names, comments, sample values and results",
  schema: "names, types, keys and comments; no value of a cell",
  aggregates: "names, types, keys, comments and aggregated results",
  nothing: "nothing",
};

export const disclosedWords = ({ disclosure }: ModelUse): string => DISCLOSED[disclosure];

export function modelWords({ provider, model, calls, inputTokens, outputTokens, costUsd }: ModelUse): string {
  const cost = costUsd === undefined ? "" : `, $${costUsd < 0.01 ? costUsd.toFixed(4) : costUsd.toFixed(2)}`;
  const asked = calls === 1 ? "1 call" : `${formatCount(calls)} calls`;
  return `${model} (${provider}): ${asked}, ${formatCount(inputTokens)} tokens there, ${formatCount(outputTokens)} back${cost}`;
}
