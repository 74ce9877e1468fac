import { formatCount } from "@parlance/ui";
import type { SyncProgress } from "../api/syncs.ts";

const PHASES: Readonly<Record<string, string>> = {
  connect: "Connecting",
  read: "Reading",
  receive: "Reading",
  sniff: "Recognising",
  convert: "Storing",
  profile: "Counting",
  keys: "Looking for keys",
  index: "Indexing values",
};

export function progressWords({ phase, rows, tables, table }: SyncProgress): string {
  const figures = [
    ...(tables > 0 ? [`${formatCount(tables)} tables`] : []),
    ...(rows > 0 ? [`${formatCount(rows)} rows`] : []),
  ];
  const what = table === undefined ? "" : ` ${table}`;
  return `${PHASES[phase] ?? "Working"}${what}${figures.length === 0 ? "…" : `, ${figures.join(", ")}`}`;
}

const MINUTE_MS = 60_000;
const UNITS = [
  { name: "day", minutes: 24 * 60 },
  { name: "hour", minutes: 60 },
  { name: "minute", minutes: 1 },
] as const;

/** "3 hours ago", "in 5 minutes", "just now". */
export function whenWords(iso: string, nowMs: number): string {
  const minutes = Math.round((Date.parse(iso) - nowMs) / MINUTE_MS);
  const unit = UNITS.find((one) => Math.abs(minutes) >= one.minutes);
  if (unit === undefined) return minutes < 0 || Object.is(minutes, -0) || minutes === 0 ? "just now" : "in a moment";
  const count = Math.round(Math.abs(minutes) / unit.minutes);
  const span = `${count} ${unit.name}${count === 1 ? "" : "s"}`;
  return minutes < 0 ? `${span} ago` : `in ${span}`;
}

export const SCHEDULES = [
  { minutes: null, label: "Only when I ask" },
  { minutes: 15, label: "Every 15 minutes" },
  { minutes: 60, label: "Every hour" },
  { minutes: 360, label: "Every 6 hours" },
  { minutes: 1440, label: "Every day" },
  { minutes: 10_080, label: "Every week" },
] as const;

export const scheduleWords = (minutes: number | null): string =>
  SCHEDULES.find((one) => one.minutes === minutes)?.label ?? `Every ${minutes} minutes`;
