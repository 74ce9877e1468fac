const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 20, useGrouping: true });
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Groups the digits of an exact decimal or whole number given as text; not one digit is dropped or rounded. */
export function groupDigits(text: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (parts === null) return text;
  const [, sign = "", whole = "", fraction = ""] = parts;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
}

/** A double with at most the digits a person can use; the full value belongs in a tooltip. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) return value.toExponential(4);
  const decimals = size >= 1000 ? 2 : size >= 1 ? 4 : 6;
  return GROUPED.format(Number(value.toFixed(decimals)));
}

const COMPACT_TENTHS = new Intl.NumberFormat("en", {
  notation: "compact",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Short forms that stand side by side: where one has tenths, all have, so that 13.0M is not less exact than 11.1M. */
export function compactAlike(values: readonly number[]): (value: number) => string {
  const hasTenths = values.some((value) => /\.\d\D/.test(COMPACT.format(value)));
  return (value) => (hasTenths && Math.abs(value) >= 1000 ? COMPACT_TENTHS : COMPACT).format(value);
}

export const formatCompact = (value: number): string => COMPACT.format(value);
export const formatCount = (value: number): string => GROUPED.format(value);

/** "1 row", "1,204 rows". */
export const formatRows = (count: number): string => `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[step]}`;
}

export const formatDuration = (ms: number): string =>
  ms < 1 ? "<1 ms" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
