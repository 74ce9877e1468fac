import { readFile } from "node:fs/promises";
import type { ProcessFacts } from "@parlance/worker";
import type { Metrics } from "./metrics.ts";

const PAGE_BYTES = 4096;

export type ProcessKind = "query" | "source";

/** Brings what a pool of child processes does into the metrics whenever they are read. */
export function watchProcesses(metrics: Metrics, kind: ProcessKind, facts: () => ProcessFacts): void {
  metrics.beforeRead(async () => {
    const { running, spare, calls, starts, deaths, pids } = facts();
    metrics.processes.set({ kind, state: "running" }, running);
    metrics.processes.set({ kind, state: "spare" }, spare);
    metrics.processCalls.set({ kind }, calls);
    metrics.processStarts.set({ kind }, starts);
    metrics.processDeaths.set({ kind }, deaths);
    const bytes = await Promise.all(pids.map(residentBytes));
    metrics.processBytes.set(
      { kind },
      bytes.reduce((sum, one) => sum + one, 0),
    );
  });
}

/** 0 where the system does not tell, or the process has just ended. */
const residentBytes = (pid: number): Promise<number> =>
  readFile(`/proc/${pid}/statm`, "utf8").then(
    (text) => Number(text.split(" ")[1] ?? 0) * PAGE_BYTES,
    () => 0,
  );
