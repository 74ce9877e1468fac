import type { Token } from "../text/tokens.ts";
import { type CalendarUnit, type DayRange, dayOf, isoDay, partsOf, period, shift } from "./calendar.ts";

/** A stretch of time said in the question, in token positions. `from` inclusive, `to` exclusive, either may be open. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  readonly from?: string;
  readonly to?: string;
  /** Set when the words name just a year, which may be a number in the data. */
  readonly year?: number;
  /** Set when an open end goes with a year: "since 2010". */
  readonly op?: ">" | ">=" | "<" | "<=";
  /** True when the meaning depends on the clock. */
  readonly isRelative: boolean;
  /** A month or quarter without its year, which the data may settle. */
  readonly isYearOpen?: true;
  readonly meaning: string;
}

interface Point extends DayRange {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly year?: number;
  readonly isRelative: boolean;
  readonly isYearOpen?: true;
}

const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december".split("|");
const MONTH = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?`;
const YEAR = "((?:1[5-9]|20|21)\\d{2})";
const UNIT = "(day|week|month|quarter|year)s?";
const COUNT_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|ninety".split("|");
const COUNT = `(\\d{1,3}|${COUNT_WORDS.join("|")}|couple of|few)`;
const COUNT_VALUES: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  thirty: 30,
  ninety: 90,
  "couple of": 2,
  few: 3,
};

const monthNumber = (text: string): number =>
  MONTHS.findIndex((name) => name.startsWith(text.toLowerCase().replace(".", "").slice(0, 3))) + 1;
const countOf = (text: string): number => COUNT_VALUES[text] ?? Number(text);
const QUARTERS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  "1st": 1,
  "2nd": 2,
  "3rd": 3,
  "4th": 4,
  last: 4,
};

type Build = (
  match: readonly string[],
  now: number,
) => (DayRange & { readonly year?: number; readonly isRelative?: boolean; readonly isYearOpen?: true }) | undefined;

const wholeMonth = (year: number, month: number): DayRange => ({
  from: dayOf(year, month, 1),
  to: dayOf(year, month + 1, 1),
});
const wholeQuarter = (year: number, quarter: number): DayRange => ({
  from: dayOf(year, quarter * 3 - 2, 1),
  to: dayOf(year, quarter * 3 + 1, 1),
});
const oneDay = (year: number, month: number, day: number): DayRange | undefined => {
  const from = dayOf(year, month, day);
  return partsOf(from).month === month && partsOf(from).day === day ? { from, to: from + 1 } : undefined;
};
/** A month or quarter without a year is the latest one that has begun. */
const latest = (range: (year: number) => DayRange, now: number): DayRange => {
  const thisYear = range(partsOf(now).year);
  return thisYear.from <= now ? thisYear : range(partsOf(now).year - 1);
};
const asUnit = (text: string): CalendarUnit => text as CalendarUnit; // the pattern admits only the five units

const RULES: readonly (readonly [string, Build])[] = [
  [
    `(?:(?:between|from)\\s+)?${MONTH}\\s*(?:and|to|till|until|through|-|–)\\s*${MONTH},?\\s+(?:of\\s+)?${YEAR}`,
    ([, from = "", to = "", y]) => ({
      from: wholeMonth(Number(y), monthNumber(from)).from,
      to: wholeMonth(Number(y), monthNumber(to)).to,
    }),
  ],
  // The time of day is read over: a bound on the day is near enough.
  [
    `(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ t]\\d{1,2}:\\d{2}(?::\\d{2})?)?`,
    ([, y, m, d]) => oneDay(Number(y), Number(m), Number(d)),
  ],
  [
    `(\\d{1,2})/(\\d{1,2})/(\\d{4})`,
    ([, m, d, y]) => oneDay(Number(y), Number(m), Number(d)) ?? oneDay(Number(y), Number(d), Number(m)),
  ],
  [
    `${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${YEAR}`,
    ([, m = "", d, y]) => oneDay(Number(y), monthNumber(m), Number(d)),
  ],
  [
    `(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}`,
    ([, d, m = "", y]) => oneDay(Number(y), monthNumber(m), Number(d)),
  ],
  [`${MONTH},?\\s+(?:of\\s+)?${YEAR}`, ([, m = "", y]) => wholeMonth(Number(y), monthNumber(m))],
  [`${YEAR}-(0[1-9]|1[0-2])(?!-?\\d)`, ([, y, m]) => wholeMonth(Number(y), Number(m))],
  [`q([1-4])(?:\\s+(?:of\\s+)?${YEAR})`, ([, q, y]) => wholeQuarter(Number(y), Number(q))],
  [`${YEAR}\\s*-?q([1-4])`, ([, y, q]) => wholeQuarter(Number(y), Number(q))],
  [
    `(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:of|in) ${YEAR}`,
    ([, q = "", y]) => wholeQuarter(Number(y), QUARTERS[q] ?? 1),
  ],
  [
    `(first|second|1st|2nd) half of ${YEAR}`,
    ([, h = "", y]) => ({
      from: dayOf(Number(y), h.startsWith("f") || h.startsWith("1") ? 1 : 7, 1),
      to: dayOf(Number(y), h.startsWith("f") || h.startsWith("1") ? 7 : 13, 1),
    }),
  ],
  [
    `q([1-4])`,
    ([, q], now) => ({ ...latest((year) => wholeQuarter(year, Number(q)), now), isRelative: true, isYearOpen: true }),
  ],
  [
    `(?:the\\s+)?(?:last|past|previous|trailing|rolling)\\s+${COUNT}\\s+${UNIT}`,
    ([, n = "", unit = ""], now) => ({
      // Seven days are today and six more; three months go back to this very day.
      from: shift(["day", "week"].includes(unit) ? now + 1 : now, asUnit(unit), -countOf(n)),
      to: now + 1,
      isRelative: true,
    }),
  ],
  [
    `(?:the\\s+)?(?:next|coming)\\s+${COUNT}\\s+${UNIT}`,
    ([, n = "", unit = ""], now) => ({ from: now, to: shift(now, asUnit(unit), countOf(n)), isRelative: true }),
  ],
  [
    `(?:this|current) ${UNIT} (?:so far|to date)|${UNIT}[ -]to[ -]date`,
    ([, a, b], now) => ({ from: period(now, asUnit(a ?? b ?? "year"), 0).from, to: now + 1, isRelative: true }),
  ],
  [
    `\\b(ytd|mtd|qtd)`,
    ([, unit], now) => ({
      from: period(now, unit === "ytd" ? "year" : unit === "mtd" ? "month" : "quarter", 0).from,
      to: now + 1,
      isRelative: true,
    }),
  ],
  [
    `(?:the\\s+)?(?:last|past|previous|prior) (day|week|month|quarter|year)(?!s)`,
    ([, unit = ""], now) => ({ ...period(now, asUnit(unit), -1), isRelative: true }),
  ],
  [
    `(?:this|current) (day|week|month|quarter|year)(?!s)`,
    ([, unit = ""], now) => ({ ...period(now, asUnit(unit), 0), isRelative: true }),
  ],
  [
    `(?:the\\s+)?next (day|week|month|quarter|year)(?!s)`,
    ([, unit = ""], now) => ({ ...period(now, asUnit(unit), 1), isRelative: true }),
  ],
  [`the day before yesterday`, (_, now) => ({ ...period(now, "day", -2), isRelative: true })],
  [
    `${COUNT} ${UNIT} ago`,
    ([, n = "", unit = ""], now) => ({
      ...period(shift(now, asUnit(unit), -countOf(n)), asUnit(unit), 0),
      isRelative: true,
    }),
  ],
  [`yesterday`, (_, now) => ({ ...period(now, "day", -1), isRelative: true })],
  [`today`, (_, now) => ({ ...period(now, "day", 0), isRelative: true })],
  [`tomorrow`, (_, now) => ({ ...period(now, "day", 1), isRelative: true })],
  [
    `(?<=\\b(?:in|since|during|until|till|before|after|from|and|to|of|for|last) )${MONTH}`,
    ([, m = ""], now) => ({
      ...latest((year) => wholeMonth(year, monthNumber(m)), now),
      isRelative: true,
      isYearOpen: true,
    }),
  ],
  [`${YEAR}`, ([, y]) => ({ from: dayOf(Number(y), 1, 1), to: dayOf(Number(y) + 1, 1, 1), year: Number(y) })],
];

const PATTERNS = RULES.map(([source, build]) => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}$€£.,-])(?:${source})(?![\\p{L}\\p{N}%]|[.,]\\d)`, "giu"),
  build,
}));

function findPoints(question: string, now: number): Point[] {
  const points: Point[] = [];
  for (const { pattern, build } of PATTERNS) {
    for (const match of question.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (points.some((point) => point.start < end && start < point.end)) continue;
      const range = build(
        match.map((part) => part?.toLowerCase()),
        now,
      );
      if (range)
        points.push({
          start,
          end,
          from: range.from,
          to: range.to,
          isRelative: range.isRelative ?? false,
          ...(range.year === undefined ? {} : { year: range.year }),
          ...(range.isYearOpen ? { isYearOpen: range.isYearOpen } : {}),
        });
    }
  }
  return points.sort((a, b) => a.start - b.start);
}

const BEFORE =
  /(?:\b(?:before|prior to|earlier than|until|till|up to|older than)|<)\s+(?:the\s+)?(?:(?:year|date)\s+)?$/i;
const AFTER = /(?:\b(?:after|later than|following|newer than)|>)\s+(?:the\s+)?(?:(?:year|date)\s+)?$/i;
const SINCE = /(?:\b(?:since|starting|from|as of|(?:in|on|during) or after)|>=)\s+(?:the\s+)?(?:(?:year|date)\s+)?$/i;
const INCLUSIVE_END = /\b(?:until|till|up to|through|(?:in|on|during) or before)\s+(?:the\s+)?(?:year\s+)?$/i;
const WITHIN = /\b(?:in|on|during|for|within|of|over|at|throughout)\s+(?:the\s+)?(?:year\s+|month of\s+)?$/i;
const OR_LATER =
  /^\s*(?:or later|or after(?!\s+(?:the\s+)?(?:year\s+)?\d)|or newer|and later|onwards?|or more recent)\b/i;
const OR_EARLIER = /^\s*(?:or earlier|or before(?!\s+(?:the\s+)?(?:year\s+)?\d)|or older|and earlier)\b/i;

/** "before '1989-04-24'": quotes around a date mean nothing. */
const DATE_QUOTES = /["'](?=\d{4}-)|(?<=\d)["'](?!\w)/g;

export function findDates(text: string, tokens: readonly Token[], now: number): DateMention[] {
  const question = text.replace(DATE_QUOTES, " ");
  const points = findPoints(question, now);
  const mentions: DateMention[] = [];
  for (let i = 0; i < points.length; i += 1) {
    const point = points[i];
    const next = points[i + 1];
    if (!point) continue;
    const pair = next && pairOf(question, point, next);
    const built = pair ?? single(question, point);
    const range = tokenRange(tokens, built.start, built.end);
    if (!range) continue;
    const { start: _, end: __, ...rest } = built;
    mentions.push({ ...rest, ...range });
    if (pair) i += 1;
  }
  return mentions;
}

type Built = Omit<DateMention, "start" | "end"> & { readonly start: number; readonly end: number };

function pairOf(question: string, first: Point, second: Point): Built | undefined {
  const lead = /\b(?:between|from)\s+(?:the\s+)?(?:years?\s+)?$/i.exec(question.slice(0, first.start));
  const link = question.slice(first.end, second.start);
  const isPlainSpan = /^\s*(?:to|until|till|through|-|–)\s*(?:the\s+)?$/i.test(link);
  if (!lead && !isPlainSpan) return undefined;
  if (!/^\s*(?:and|to|until|till|through|-|–)\s*(?:the\s+)?$/i.test(link)) return undefined;
  if (second.from < first.from) return undefined;
  return {
    start: lead?.index ?? first.start,
    end: second.end,
    from: isoDay(first.from),
    to: isoDay(second.to),
    isRelative: first.isRelative || second.isRelative,
    meaning: `${isoDay(first.from)} to ${isoDay(second.to - 1)}`,
  };
}

function single(question: string, point: Point): Built {
  const before = question.slice(0, point.start);
  const after = question.slice(point.end);
  const year = point.year === undefined ? {} : { year: point.year };
  const base = { isRelative: point.isRelative, ...year, ...(point.isYearOpen ? { isYearOpen: point.isYearOpen } : {}) };
  const later = OR_LATER.exec(after);
  if (later)
    return {
      ...base,
      start: point.start,
      end: point.end + later[0].length,
      from: isoDay(point.from),
      op: ">=",
      meaning: `from ${isoDay(point.from)}`,
    };
  const earlier = OR_EARLIER.exec(after);
  if (earlier)
    return {
      ...base,
      start: point.start,
      end: point.end + earlier[0].length,
      to: isoDay(point.to),
      op: "<=",
      meaning: `up to ${isoDay(point.to - 1)}`,
    };
  for (const [pattern, build] of OPEN_ENDS) {
    const match = pattern.exec(before);
    if (match) return { ...base, start: match.index, end: point.end, ...build(point) };
  }
  const within = WITHIN.exec(before);
  const range = { from: isoDay(point.from), to: isoDay(point.to) };
  const meaning = point.to - point.from === 1 ? range.from : `${range.from} to ${isoDay(point.to - 1)}`;
  return { ...base, start: within ? within.index : point.start, end: point.end, ...range, meaning };
}

type OpenEnd = Pick<DateMention, "from" | "to" | "op" | "meaning">;

const OPEN_ENDS: readonly (readonly [RegExp, (point: Point) => OpenEnd])[] = [
  [INCLUSIVE_END, (point) => ({ to: isoDay(point.to), op: "<=", meaning: `up to ${isoDay(point.to - 1)}` })],
  [BEFORE, (point) => ({ to: isoDay(point.from), op: "<", meaning: `before ${isoDay(point.from)}` })],
  [SINCE, (point) => ({ from: isoDay(point.from), op: ">=", meaning: `from ${isoDay(point.from)}` })],
  [AFTER, (point) => ({ from: isoDay(point.to), op: ">", meaning: `after ${isoDay(point.to - 1)}` })],
];

function tokenRange(tokens: readonly Token[], start: number, end: number): { start: number; end: number } | undefined {
  const inside = tokens.filter((token) => token.end > start && token.start < end);
  const first = inside[0];
  const last = inside.at(-1);
  return first && last ? { start: first.index, end: last.index + 1 } : undefined;
}
