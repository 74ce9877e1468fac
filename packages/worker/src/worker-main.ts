import type { IngestProgress } from "@parlance/core";
import { createHandlers } from "./engine/calls.ts";
import { isEngineLost, toCallError } from "./engine/errors.ts";
import { Parser } from "./engine/parser.ts";
import { endWhenTooLarge } from "./engine/self-limit.ts";
import type { EngineSettings } from "./engine/settings.ts";
import { endProcess, serveCalls } from "./protocol/call-server.ts";
import type { WorkerMethods } from "./protocol/messages.ts";

/** The query worker's process. */
serveCalls<WorkerMethods, EngineSettings, IngestProgress>({
  async start(settings) {
    endWhenTooLarge(settings.maxResidentBytes, endProcess);
    const { scratchDir, memoryBytes, maxTempBytes } = settings;
    const parser = await Parser.open({ tempDir: scratchDir, threads: 1, memoryBytes, maxTempBytes });
    return createHandlers(settings, parser);
  },
  toCallError,
  isFatal: isEngineLost,
});
