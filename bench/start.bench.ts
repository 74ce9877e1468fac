import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRow } from "./bench-row.ts";
import { percentile, startBuilt, withFolder } from "./built-server.ts";

const RUNS = 5;
const IDLE_MS = 5_000;

/** The built server from spawn to its printed address, and what it takes while nobody asks. */
export async function run(): Promise<readonly BenchRow[]> {
  return withFolder(async (dataDir) => {
    const first = await startBuilt({ dataDir, hasDemo: false });
    await first.stop();
    const starts: number[] = [];
    for (let i = 1; i < RUNS; i++) {
      const server = await startBuilt({ dataDir, hasDemo: false });
      starts.push(server.startMs);
      await server.stop();
    }
    const server = await startBuilt({ dataDir, hasDemo: false });
    starts.push(server.startMs);
    await sleep(IDLE_MS);
    const idleMb = server.residentMb();
    await server.stop();
    return [
      row("first start, empty data folder, to ready", "ms", first.startMs, 3_000, "one run"),
      row("start to ready", "ms", percentile(starts, 0.5), 3_000, `median of ${RUNS}, goal 1,500`),
      row("idle memory of the API process", "MB", idleMb, 350, `${IDLE_MS / 1000} s after the start, goal 200`),
    ];
  });
}

const row = (name: string, unit: BenchRow["unit"], ours: number, limit: number, notes: string): BenchRow => ({
  name,
  unit,
  ours,
  bare: null,
  bar: { kind: "limit", limit },
  notes,
});
