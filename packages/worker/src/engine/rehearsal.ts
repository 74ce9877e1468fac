import { mkdir, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArrivingFile } from "@parlance/core";
import { ingestInSandbox } from "./jobs.ts";
import type { EngineSettings } from "./settings.ts";

/** As much as the sniffer reads of a beginning; more would only cost processor time. */
const HEAD_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/**
 * Reads the whole lines at the beginning of a file that is still arriving, as a file of its own, and forgets them. Code
 * that runs for the first time takes several times as long, and here nobody is waiting yet. Other files than text say
 * what they hold at their end, so there is nothing to read ahead.
 */
export async function rehearseInSandbox(
  { path, fileName }: ArrivingFile,
  settings: EngineSettings,
  signal: AbortSignal,
): Promise<null> {
  const { sniffKind } = await import("../ingest/kind.ts");
  if ((await sniffKind(path, fileName)) !== "csv") return null;
  const folder = join(settings.scratchDir, "rehearsal");
  const outDir = join(folder, "out");
  await mkdir(outDir, { recursive: true });
  try {
    const head = join(folder, "head");
    await writeFile(head, await wholeLines(path));
    const request = { path: head, fileName, outDir, options: {}, takenNames: [], timeoutMs: 0 };
    await ingestInSandbox(request, settings, UNHEARD, signal);
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const UNHEARD = { progress: () => undefined };

async function wholeLines(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, buffer.lastIndexOf(LINE_FEED, bytesRead - 1) + 1);
  } finally {
    await file.close();
  }
}
