import type { Cell } from "@parlance/core";
import { MONTHS } from "@parlance/engine";

/** A stretch of days: `from` inclusive, `to` exclusive, as ISO dates. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** The day of a date or moment; null for anything else. */
export const dayOf = (cell: Cell): string | null => (typeof cell === "string" ? (DATE.exec(cell)?.[0] ?? null) : null);

/** A stretch as long as another, ending with the calendar period that holds `last`: a month for a month, 7 days for a week. */
export function movedTo(last: string, { from, to }: Days): Days | null {
  const [start, end, at] = [partsOf(from), partsOf(to), partsOf(last)];
  if (start === null || end === null || at === null || from >= to) return null;
  const months = (end.year - start.year) * 12 + end.month - start.month;
  if (start.day !== 1 || end.day !== 1 || months < 1) return movedDays(last, from, to);
  const isPeriod = (length: number): boolean => months === length && (start.month - 1) % length === 0;
  const length = isPeriod(12) ? 12 : isPeriod(3) ? 3 : 1;
  const lastMonth = at.year * 12 + at.month - 1;
  const endMonth = lastMonth - (lastMonth % length) + length;
  return { from: firstOf(endMonth - months), to: firstOf(endMonth) };
}

function movedDays(last: string, from: string, to: string): Days | null {
  const [start, end, at] = [Date.parse(from), Date.parse(to), Date.parse(last)];
  if ([start, end, at].some(Number.isNaN)) return null;
  const days = Math.max(1, Math.round((end - start) / DAY_MS));
  return { from: isoDay(at - (days - 1) * DAY_MS), to: isoDay(at + DAY_MS) };
}

/** "May 2024", "Q2 2024", "2024" for whole periods of the calendar, else its first and last day. */
export function daysText({ from, to }: Days): string {
  const [start, end] = [partsOf(from), partsOf(to)];
  const months = start === null || end === null ? 0 : (end.year - start.year) * 12 + end.month - start.month;
  const isWhole = start?.day === 1 && end?.day === 1;
  if (isWhole && months === 1) return `${MONTHS[start.month - 1] ?? ""} ${start.year}`;
  if (isWhole && months === 3 && start.month % 3 === 1) return `Q${Math.ceil(start.month / 3)} ${start.year}`;
  if (isWhole && months === 12 && start.month === 1) return String(start.year);
  const last = isoDay(Date.parse(to) - DAY_MS);
  return last === from ? from : `${from} to ${last}`;
}

function partsOf(date: string): { readonly year: number; readonly month: number; readonly day: number } | null {
  const [, year, month, day] = DATE.exec(date) ?? [];
  return year === undefined ? null : { year: Number(year), month: Number(month), day: Number(day) };
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const firstOf = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
