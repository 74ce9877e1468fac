export type DateOrder = "ymd" | "dmy" | "mdy";

/** One way to read a date or a moment; `formats` are strptime's, alternatives for optional parts. */
export interface DateShape {
  readonly key: string;
  readonly order: DateOrder;
  readonly formats: readonly string[];
  /** date: no clock, or the clock always shows midnight. */
  readonly kind: "date" | "timestamp" | "timestamptz";
  /** Dates DuckDB's own cast reads exactly: year first, dashes, two digits. */
  readonly isIso: boolean;
  /** True when day and month are both numbers and could be exchanged. */
  readonly isNumericOrder: boolean;
}

interface DatePattern {
  readonly key: string;
  readonly order: DateOrder;
  readonly pattern: RegExp;
  readonly format: string;
  /** Index of day and month among the groups, when both are numbers. */
  readonly day?: number;
  readonly month?: number;
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)";
const MONTH_FULL = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";

const NUMERIC: readonly DatePattern[] = ["/", "-", "."].flatMap((separator): DatePattern[] => {
  const s = separator === "." ? "\\." : separator;
  return [
    {
      key: `y${separator}m${separator}d`,
      order: "ymd",
      pattern: new RegExp(`^(\\d{4})${s}(\\d{1,2})${s}(\\d{1,2})$`),
      format: `%Y${separator}%m${separator}%d`,
      month: 2,
      day: 3,
    },
    ...(["dmy", "mdy"] as const).flatMap((order): DatePattern[] => {
      const [first, second] = order === "dmy" ? ["%d", "%m"] : ["%m", "%d"];
      const groups = order === "dmy" ? { day: 1, month: 2 } : { day: 2, month: 1 };
      return [
        {
          key: `${order}${separator}4`,
          order,
          pattern: new RegExp(`^(\\d{1,2})${s}(\\d{1,2})${s}\\d{4}$`),
          format: `${first}${separator}${second}${separator}%Y`,
          ...groups,
        },
        {
          key: `${order}${separator}2`,
          order,
          pattern: new RegExp(`^(\\d{1,2})${s}(\\d{1,2})${s}\\d{2}$`),
          format: `${first}${separator}${second}${separator}%y`,
          ...groups,
        },
      ];
    }),
  ];
});

const named = (key: string, order: DateOrder, source: string, format: string): DatePattern => ({
  key,
  order,
  pattern: new RegExp(`^${source}$`, "i"),
  format,
});

const NAMED: readonly DatePattern[] = [
  named("d-mon-y", "dmy", `\\d{1,2}-${MONTH}-\\d{4}`, "%d-%b-%Y"),
  named("d-mon-yy", "dmy", `\\d{1,2}-${MONTH}-\\d{2}`, "%d-%b-%y"),
  named("d mon y", "dmy", `\\d{1,2} ${MONTH} \\d{4}`, "%d %b %Y"),
  named("d month y", "dmy", `\\d{1,2} ${MONTH_FULL} \\d{4}`, "%d %B %Y"),
  named("mon d, y", "mdy", `${MONTH} \\d{1,2}, \\d{4}`, "%b %d, %Y"),
  named("month d, y", "mdy", `${MONTH_FULL} \\d{1,2}, \\d{4}`, "%B %d, %Y"),
  named("mon d y", "mdy", `${MONTH} \\d{1,2} \\d{4}`, "%b %d %Y"),
  named("month d y", "mdy", `${MONTH_FULL} \\d{1,2} \\d{4}`, "%B %d %Y"),
  named("mon y", "mdy", `${MONTH} \\d{4}`, "%b %Y"),
  named("mon-y", "mdy", `${MONTH}-\\d{4}`, "%b-%Y"),
  named("month y", "mdy", `${MONTH_FULL} \\d{4}`, "%B %Y"),
  named("y-m", "ymd", "(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])", "%Y-%m"),
];

const WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)";

/** "Saturday, 8 August 2015": the weekday says nothing that the date does not. */
const WITH_WEEKDAY: readonly DatePattern[] = NAMED.filter(({ key }) => /\bd\b/.test(key)).flatMap((pattern) =>
  (["", ","] as const).flatMap((comma): DatePattern[] =>
    [
      { name: "weekday", source: `${WEEKDAY}day`, format: "%A" },
      { name: "wkd", source: "(?:mon|tue|wed|thu|fri|sat|sun)", format: "%a" },
    ].map(({ name, source, format }) =>
      named(
        `${name}${comma} ${pattern.key}`,
        pattern.order,
        `${source}${comma} ${pattern.pattern.source.slice(1, -1)}`,
        `${format}${comma} ${pattern.format}`,
      ),
    ),
  ),
);

const PATTERNS: readonly DatePattern[] = [...NUMERIC, ...NAMED, ...WITH_WEEKDAY];

const CLOCK =
  /^(.*?\d)(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d{1,9})?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)?$/i;

interface Moment {
  readonly date: string;
  readonly clockFormat: string;
  readonly isMidnight: boolean;
  readonly hasZone: boolean;
}

function splitMoment(value: string): Moment | null {
  const match = CLOCK.exec(value.trim());
  if (!match) return null;
  const [, date = "", hour, minute = "", second, fraction, half, zone] = match;
  if (hour === undefined) return { date, clockFormat: "", isMidnight: true, hasZone: false };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const join = /\dT\s*\d/i.test(value) ? "T" : " ";
  const hours = half ? "%I" : "%H";
  const seconds = second === undefined ? "" : ":%S";
  const part = fraction === undefined ? "" : `${fraction.charAt(0)}%f`;
  const suffix = half ? `${/\d\s+[ap]/i.test(value) ? " " : ""}%p` : "";
  const isMidnight = /^[0:.,]*$/.test(`${hour}${minute}${second ?? ""}${fraction ?? ""}`) && !half;
  return {
    date,
    clockFormat: `${join}${hours}:%M${seconds}${part}${suffix}`,
    isMidnight,
    hasZone: zone !== undefined,
  };
}

/** So many values show that a column holds no dates; what is wrong for some values is wrong for all. */
const FIRST_LOOK = 50;

/** Every reading under which all values are dates. More than one means the column alone does not tell. */
export function dateShapes(values: readonly string[]): DateShape[] {
  if (values.length === 0) return [];
  if (values.length > FIRST_LOOK && dateShapes(values.slice(0, FIRST_LOOK)).length === 0) return [];
  const moments: Moment[] = [];
  for (const value of values) {
    const moment = splitMoment(value);
    if (!moment) return [];
    moments.push(moment);
  }
  const clocks = new Set(moments.map(({ clockFormat }) => clockFormat));
  const zoned = moments.filter(({ hasZone }) => hasZone).length;
  if (zoned > 0 && zoned < moments.length) return [];
  const kind = zoned > 0 ? "timestamptz" : moments.every(({ isMidnight }) => isMidnight) ? "date" : "timestamp";
  return PATTERNS.filter((pattern) => moments.every(({ date }) => fits(date, pattern)))
    .filter((pattern) => kind !== "timestamptz" || pattern.key === "y-m-d")
    .map((pattern) => toShape(pattern, kind, clocks));
}

function toShape(pattern: DatePattern, kind: DateShape["kind"], clocks: ReadonlySet<string>): DateShape {
  return {
    key: pattern.key,
    order: pattern.order,
    formats: [...clocks].map((clock) => pattern.format + clock),
    kind,
    isIso: pattern.key === "y-m-d" && [...clocks].every((clock) => !/[,p]/.test(clock)),
    isNumericOrder: pattern.day !== undefined && pattern.order !== "ymd",
  };
}

function fits(date: string, { pattern, day, month }: DatePattern): boolean {
  const match = pattern.exec(date);
  if (!match) return false;
  if (day === undefined || month === undefined) return true;
  const d = Number(match[day]);
  const m = Number(match[month]);
  return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

/** How often the dates step backwards when read in this order; data files are mostly sorted one way. */
export function countBackwardSteps(values: readonly string[], order: "dmy" | "mdy"): number {
  let steps = 0;
  let previous = 0;
  for (const value of values) {
    const [a = 0, b = 0, year = 0] = (value.match(/\d+/g) ?? []).map(Number);
    const position = year * 10_000 + (order === "dmy" ? b * 100 + a : a * 100 + b);
    if (position < previous) steps++;
    previous = position;
  }
  return steps;
}
