import { formatBytes, formatCount } from "@parlance/ui";
import type { Upload, UploadPhase } from "../api/uploads.ts";

export const PHASE_WORDS: Readonly<Record<UploadPhase, string>> = {
  receive: "Sending",
  sniff: "Looking at the format",
  convert: "Reading rows",
  profile: "Counting and measuring columns",
  keys: "Finding keys",
  index: "Learning your words",
  done: "Ready to ask",
  failed: "Not read",
  cancelled: "Cancelled",
};

const ORDER: readonly UploadPhase[] = ["receive", "sniff", "convert", "profile", "keys", "index", "done"];

/** Half of the bar is the way to the server, the other half is what happens there. */
export function uploadShare({ phase, bytesDone, bytesTotal }: Upload): number {
  if (phase === "receive") return 0.5 * (bytesTotal === 0 ? 0 : bytesDone / bytesTotal);
  return 0.5 + 0.5 * (Math.max(1, ORDER.indexOf(phase)) / (ORDER.length - 1));
}

export function uploadFigures({ phase, bytesDone, bytesTotal, rows, table }: Upload): string {
  if (phase === "receive") return `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`;
  const count = rows > 0 ? `${formatCount(rows)} rows` : formatBytes(bytesTotal);
  return table === undefined ? count : `${count} · ${table}`;
}

/** Where in the file the trouble is, as far as the server knows. */
export function faultPlace(details: Readonly<Record<string, unknown>>): string {
  const part = (name: string, key: string) => {
    const value = details[key];
    return typeof value === "string" || typeof value === "number" ? [`${name} ${value}`] : [];
  };
  return [...part("File", "file"), ...part("row", "row"), ...part("column", "column")].join(", ");
}
