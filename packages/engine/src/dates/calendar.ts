/** A day as a count of days since 1970-01-01; calendars without clocks. */
export interface DayRange {
  /** First day, inclusive. */
  readonly from: number;
  /** Day after the last. */
  readonly to: number;
}

const DAY_MS = 86_400_000;

export const dayOf = (year: number, month: number, day: number): number =>
  Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);

export function partsOf(day: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Making a format costs a millisecond, using one a few microseconds. There are about 600 zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, ...parts });
  formats.set(timeZone, format);
  return format;
}

/** Today where the person is. An unknown zone reads as UTC. */
export function today(now: number, timeZone: string): number {
  try {
    const [year = 1970, month = 1, day = 1] = formatIn(timeZone).format(now).split("-").map(Number);
    return dayOf(year, month, day);
  } catch (error) {
    if (error instanceof RangeError) return Math.floor(now / DAY_MS);
    throw error;
  }
}

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** The calendar period `offset` periods after the one that holds `day`; weeks start on Monday. */
export function period(day: number, unit: CalendarUnit, offset: number): DayRange {
  const { year, month, weekday } = partsOf(day);
  switch (unit) {
    case "day":
      return { from: day + offset, to: day + offset + 1 };
    case "week": {
      const monday = day - ((weekday + 6) % 7) + offset * 7;
      return { from: monday, to: monday + 7 };
    }
    case "month":
      return { from: dayOf(year, month + offset, 1), to: dayOf(year, month + offset + 1, 1) };
    case "quarter": {
      const first = Math.floor((month - 1) / 3) * 3 + 1 + offset * 3;
      return { from: dayOf(year, first, 1), to: dayOf(year, first + 3, 1) };
    }
    case "year":
      return { from: dayOf(year + offset, 1, 1), to: dayOf(year + offset + 1, 1, 1) };
  }
}

/** `count` units back from `day`, same day of the month where it exists. */
export function shift(day: number, unit: CalendarUnit, count: number): number {
  const { year, month, day: date } = partsOf(day);
  if (unit === "day") return day + count;
  if (unit === "week") return day + count * 7;
  const months = count * (unit === "month" ? 1 : unit === "quarter" ? 3 : 12);
  const lastDay = partsOf(dayOf(year, month + months + 1, 1) - 1).day;
  return dayOf(year, month + months, Math.min(date, lastDay));
}
