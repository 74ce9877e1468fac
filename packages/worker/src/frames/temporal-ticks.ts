/** Counters from the calendar texts of core's data-type.ts: the way back from temporal-text.ts. Null for other texts. */

const DATE = /^([+-]\d{6,7}|\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;
const DURATION =
  /^(-)?P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d{1,6}))?S)?)?$/;

const INFINITE_DAYS = 2_147_483_647;
const INFINITE_TICKS = 9_223_372_036_854_775_807n;
const MICROS_PER_DAY = 86_400_000_000n;

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(text: string): number | null {
  if (text === "infinity") return INFINITE_DAYS;
  if (text === "-infinity") return -INFINITE_DAYS;
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  return civilDays(Number(year), Number(month), Number(day));
}

/** Counts in 400-year eras that start on 1 March, so that the leap day comes last. */
function civilDays(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Microseconds since midnight; a day of 24:00:00 ends at the last of them. */
export function clockMicros(text: string): bigint | null {
  const [, hours, minutes, seconds, fraction = ""] = TIME.exec(text) ?? [];
  if (hours === undefined) return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (whole > 86_400) return null;
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}

/** Microseconds since 1970; null also beyond what 64 bits count. */
export function instantMicros(text: string): bigint | null {
  if (text === "infinity") return INFINITE_TICKS;
  if (text === "-infinity") return -INFINITE_TICKS;
  const split = text.indexOf("T");
  const days = split < 0 ? null : dayNumber(text.slice(0, split));
  const clock = split < 0 ? null : clockMicros(text.slice(split + 1).replace(/Z$/, ""));
  if (days === null || clock === null) return null;
  const micros = BigInt(days) * MICROS_PER_DAY + clock;
  return micros >= INFINITE_TICKS || micros <= -INFINITE_TICKS ? null : micros;
}

export interface DurationParts {
  readonly months: number;
  readonly days: number;
  readonly micros: bigint;
}

/** An ISO-8601 duration whose parts may carry their own signs. */
export function durationParts(text: string): DurationParts | null {
  const match = DURATION.exec(text);
  if (!match || text.endsWith("P") || text.endsWith("T")) return null;
  const [, minus, years, months, weeks, days, hours, minutes, secondsSign, seconds, fraction = ""] = match;
  const sign = minus ? -1 : 1;
  const whole = (part: string | undefined) => Number(part ?? 0) * sign;
  const big = (part: string | undefined) => BigInt(part ?? 0) * BigInt(sign);
  const ofSeconds = BigInt(seconds ?? 0) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
  return {
    months: whole(years) * 12 + whole(months),
    days: whole(weeks) * 7 + whole(days),
    micros:
      big(hours) * 3_600_000_000n +
      big(minutes) * 60_000_000n +
      (secondsSign === "-" ? -ofSeconds : ofSeconds) * BigInt(sign),
  };
}
