const ZONED = /^(-?\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)? (.+)$/;
const OFFSET = /^([+-])(\d\d):(\d\d)$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** "2024-06-01 12:00:00.123 Europe/Berlin" as the instant it names, in UTC; unknown zones stay as they are. */
export function instantOf(text: string): string {
  const match = ZONED.exec(text);
  if (match === null) return text;
  const [, year, month, day, hour, minute, second, fraction = "", zone = ""] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // Years before 100 would be taken for years of the last century.
  const date = new Date(local);
  if (Number(year) < 100) date.setUTCFullYear(Number(year));
  const offset = offsetOf(zone, date.getTime());
  if (offset === undefined) return text;
  const instant = new Date(date.getTime() - offset).toISOString().replace(/\.000Z$/, "");
  return `${instant}${/^\.?0*$/.test(fraction) ? "" : fraction.padEnd(7, "0")}Z`;
}

/** Milliseconds that clocks in the zone are ahead of UTC at a local time. */
function offsetOf(zone: string, local: number): number | undefined {
  if (zone === "UTC" || zone === "Z") return 0;
  const fixed = OFFSET.exec(zone);
  if (fixed !== null) {
    return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  }
  const guess = clockOffset(zone, local);
  // The guess took the local time for UTC; near a change of clocks the second look tells.
  return guess === undefined ? undefined : clockOffset(zone, local - guess);
}

function clockOffset(zone: string, instant: number): number | undefined {
  const format = formats.get(zone) ?? makeFormat(zone);
  if (format === undefined) return undefined;
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    const digits = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...digits, second: "numeric" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
