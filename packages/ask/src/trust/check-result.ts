import { type Cell, type FrameColumn, isNumeric, type TrustCheck } from "@parlance/core";
import { numberText } from "../present/number-text.ts";
import { joinWords } from "../present/words.ts";
import { dataSpan } from "../receipt/data-span.ts";
import { resolveColumn } from "./resolve-column.ts";
import type { TrustInput } from "./trust-input.ts";

const SHARE_NAME = /(^|[_\s])(percent|percentage|pct)$/i;
const COUNT_NAME = /(^|[_\s])(count|number_of|n)($|[_\s])|^count/i;
/** Rounding may carry a share a little past the whole. */
const FULL_PERCENT = 100.01;

/** The rows look like an answer: some are there, with values, and no figure is impossible. */
export function checkPlausible({ result, facts }: TrustInput): TrustCheck {
  const id = "result-plausible";
  const doubts = doubtsOf(result, facts?.groupBy.length ?? 0, facts?.limit ?? null);
  if (doubts.length === 0) return { id, state: "pass", why: "Nothing in the result looks wrong.", evidence: [] };
  return { id, state: "warn", why: `${joinWords(doubts)}.`, evidence: doubts };
}

function doubtsOf({ page, rowCount }: TrustInput["result"], groups: number, limit: number | null): string[] {
  if (rowCount === 0) return ["No row matches"];
  const doubts: string[] = [];
  if (page.data.length > 0 && page.data.every((cells) => cells.every((cell) => cell === null)))
    return ["Every value of the result is missing"];
  if (groups > 0 && rowCount === 1 && limit !== 1)
    doubts.push("There is one group only, where several would be expected");
  page.columns.forEach((column, index) => {
    const doubt = columnDoubt(column, page.data[index] ?? []);
    if (doubt !== null) doubts.push(doubt);
  });
  return doubts;
}

function columnDoubt(column: FrameColumn, cells: readonly Cell[]): string | null {
  if (!isNumeric(column.type)) return null;
  const present = cells.filter((cell) => cell !== null);
  if (present.length === 0) return `${column.name} has no value in any row`;
  const numbers = present.map(Number);
  if (numbers.some((value) => !Number.isFinite(value))) return `${column.name} holds a figure that is no number`;
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  if (SHARE_NAME.test(column.name) && (high > FULL_PERCENT || low < -FULL_PERCENT))
    return `${column.name} goes beyond 100 percent (${numberText(high > FULL_PERCENT ? high : low)})`;
  const isCount = COUNT_NAME.test(column.name) && numbers.every(Number.isInteger);
  return isCount && low < 0 ? `${column.name} is a count below zero` : null;
}

export const checkComplete = ({ result }: TrustInput): TrustCheck =>
  result.isTruncated
    ? {
        id: "complete",
        state: "warn",
        why: "The result was cut at a limit.",
        evidence: [`${numberText(result.rowCount)} rows were kept`],
      }
    : { id: "complete", state: "pass", why: "The whole result is here.", evidence: [] };

const DAY_MS = 86_400_000;
/** A part of the window that may be missing at its end without a word. */
const TOLERATED = 0.2;

/** The data reaches as far as the time that was asked for. */
export function checkFresh({ facts, dateWindow, source }: TrustInput): TrustCheck {
  const id = "fresh";
  const unknown: TrustCheck = {
    id,
    state: "unknown",
    why: "The question names no time that the data could miss.",
    evidence: [],
  };
  if (facts === null || dateWindow === null) return unknown;
  const resolved = resolveColumn(dateWindow.column, facts, source.catalog);
  const span = resolved === null ? null : dataSpan(resolved);
  if (span === null || source.isLive === true) return unknown;
  const { from, to } = dateWindow;
  const name = `${resolved?.table.name}.${resolved?.column.name}`;
  const evidence = [`${name} goes from ${span.from} to ${span.to}`];
  const isOutside = (from !== null && from > span.lastMoment) || (to !== null && to <= span.from);
  if (isOutside)
    return {
      id,
      state: "warn",
      why: `The time asked for lies outside the data, which goes from ${span.from} to ${span.to}.`,
      evidence,
    };
  if (from !== null && to !== null) {
    const length = Date.parse(to) - Date.parse(from);
    const missing = Date.parse(to) - Date.parse(span.to) - DAY_MS;
    if (length > 0 && missing / length > TOLERATED)
      return { id, state: "warn", why: `The data ends on ${span.to}, before the time asked for does.`, evidence };
  }
  return { id, state: "pass", why: "The data covers the time asked for.", evidence };
}
