import type { IngestProgress } from "@parlance/core";
import type { CliIo } from "./cli-io.ts";

const PHASES: Readonly<Record<IngestProgress["phase"], string>> = {
  receive: "Reading",
  sniff: "Looking at",
  convert: "Reading",
  profile: "Profiling",
  keys: "Finding keys in",
  index: "Indexing",
};

/** Files below this are read before a person could read the line. */
const WORTH_SHOWING_BYTES = 8 * 1024 * 1024;
const REDRAW_MS = 100;

export interface ProgressLine {
  readonly show: (progress: IngestProgress, fileName: string) => void;
  readonly clear: () => void;
}

/** One line on standard error that is drawn over and wiped at the end; silent where nobody watches. */
export function progressLine(io: CliIo, totalBytes: number): ProgressLine {
  if (!io.isErrorTerminal || totalBytes < WORTH_SHOWING_BYTES) return { show: () => undefined, clear: () => undefined };
  let drawnAt = 0;
  return {
    show: (progress, fileName) => {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      io.warn(`\r\u001b[K${progressText(progress, fileName)}`);
    },
    clear: () => io.warn("\r\u001b[K"),
  };
}

export function progressText(progress: IngestProgress, fileName: string): string {
  const { phase, bytesDone, bytesTotal, rows } = progress;
  const share = bytesTotal > 0 ? ` ${Math.min(100, Math.floor((bytesDone / bytesTotal) * 100))} %` : "";
  const counted = rows > 0 ? `, ${rows.toLocaleString("en-US")} rows` : "";
  return `${PHASES[phase]} ${progress.table ?? fileName}${share}${counted} ...`;
}
