import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ArrivingFile, IngestedFile, IngestRequest } from "@parlance/core";
import type { ReadAhead } from "../ingest/ahead/read-ahead.ts";
import type { WorkerReply } from "./call-reply.ts";
import { ingestInSandbox } from "./jobs.ts";
import { openSandbox } from "./sandbox.ts";
import type { EngineSettings } from "./settings.ts";

interface Rehearsed {
  readonly ahead: ReadAhead;
  close(): Promise<void>;
}

/** Files of which this process reads the beginning while the rest arrives, until it is asked for them. */
export class Rehearsals {
  readonly #settings: EngineSettings;
  readonly #byPath = new Map<string, Rehearsed>();

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** Other files than text say what they hold at their end, so there is nothing to read ahead. */
  async begin(file: ArrivingFile, signal: AbortSignal): Promise<null> {
    const { sniffKind } = await import("../ingest/kind.ts");
    if ((await sniffKind(file.path, file.fileName)) !== "csv") return null;
    const rehearsed = await this.#open(file, signal);
    if (rehearsed) this.#byPath.set(file.path, rehearsed);
    return null;
  }

  /** Reads the whole file; what was read of it before counts where it is the same. */
  async ingest(
    request: IngestRequest,
    reply: Pick<WorkerReply, "progress">,
    signal: AbortSignal,
  ): Promise<IngestedFile> {
    const rehearsed = this.#byPath.get(request.path);
    this.#byPath.delete(request.path);
    rehearsed?.ahead.finish();
    try {
      return await ingestInSandbox(request, this.#settings, reply, signal, rehearsed?.ahead);
    } finally {
      await rehearsed?.close();
    }
  }

  async #open({ path, fileName, options }: ArrivingFile, signal: AbortSignal): Promise<Rehearsed | null> {
    const { scratchDir, threads, memoryBytes, maxTempBytes } = this.#settings;
    const { IngestJob } = await import("../ingest/job.ts");
    const { pipeIn, ReadAhead } = await import("../ingest/ahead/read-ahead.ts");
    const folder = await mkdtemp(join(scratchDir, "rehearsal-"));
    const reach = { readPaths: [pipeIn(folder)], writeDirs: [folder] };
    const instance = await openSandbox({ ...reach, tempDir: folder, threads, memoryBytes, maxTempBytes });
    const connection = await instance.connect();
    const close = async (): Promise<void> => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    };
    const request = { path, fileName, outDir: folder, options, takenNames: [], timeoutMs: 0 };
    try {
      const ahead = await ReadAhead.begin(new IngestJob(request, connection, UNHEARD, signal), folder);
      if (ahead !== null) return { ahead, close: () => ahead.abandon().finally(close) };
    } catch (error) {
      await close();
      throw error;
    }
    await close();
    return null;
  }
}

const UNHEARD = (): void => undefined;
