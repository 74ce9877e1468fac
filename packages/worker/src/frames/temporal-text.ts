/** Calendar texts of core's data-type.ts from DuckDB's counters. Written without Date: DuckDB's range is wider than its. */

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const INFINITE_DAYS = 2_147_483_647;
const INFINITE_TICKS = 9_223_372_036_854_775_807n;

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years outside 0-9999 in ISO's expanded form. */
export function dateText(days: number): string {
  if (days === INFINITE_DAYS) return "infinity";
  if (days === -INFINITE_DAYS) return "-infinity";
  const { year, month, day } = civil(days);
  return `${yearText(year)}-${pad(month, 2)}-${pad(day, 2)}`;
}

const yearText = (year: number): string =>
  year >= 0 && year <= 9999 ? pad(year, 4) : `${year < 0 ? "-" : "+"}${pad(Math.abs(year), 6)}`;

/** Counts in 400-year eras that start on 1 March, so that the leap day comes last. */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Time of day from ticks since midnight; the fraction shows all its digits or is left out. */
export function timeText(ticks: bigint, ticksPerSecond: bigint): string {
  const seconds = Number(ticks / ticksPerSecond);
  const fraction = ticks % ticksPerSecond;
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  if (fraction === 0n) return clock;
  return `${clock}.${String(fraction).padStart(String(ticksPerSecond).length - 1, "0")}`;
}

export function timestampText(ticks: bigint, ticksPerSecond: bigint): string {
  if (ticks === INFINITE_TICKS) return "infinity";
  if (ticks === -INFINITE_TICKS) return "-infinity";
  const ticksPerDay = 86_400n * ticksPerSecond;
  const remainder = ticks % ticksPerDay;
  const ofDay = remainder < 0n ? remainder + ticksPerDay : remainder;
  return `${dateText(Number((ticks - ofDay) / ticksPerDay))}T${timeText(ofDay, ticksPerSecond)}`;
}

/** ISO-8601 duration. Parts keep their own signs, as DuckDB keeps them: a month has no fixed number of days. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const date = part(Math.trunc(months / 12), "Y") + part(months % 12, "M") + part(days, "D");
  const time = clockParts(micros);
  if (date === "" && time === "") return "PT0S";
  return `P${date}${time === "" ? "" : `T${time}`}`;
}

const part = (value: number | bigint, unit: string): string => (value === 0 || value === 0n ? "" : `${value}${unit}`);

function clockParts(micros: bigint): string {
  const sign = micros < 0n ? "-" : "";
  const size = micros < 0n ? -micros : micros;
  const hours = size / 3_600_000_000n;
  const minutes = (size / 60_000_000n) % 60n;
  const seconds = (size / 1_000_000n) % 60n;
  const fraction = String(size % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const secondsText = fraction === "" ? String(seconds) : `${seconds}.${fraction}`;
  return [
    hours === 0n ? "" : `${sign}${hours}H`,
    minutes === 0n ? "" : `${sign}${minutes}M`,
    secondsText === "0" ? "" : `${sign}${secondsText}S`,
  ].join("");
}
