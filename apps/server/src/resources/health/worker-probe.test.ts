import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkerPool } from "@parlance/worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workerProbe } from "./worker-probe.ts";

const HALF_MINUTE_MS = 30_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-probe-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a worker that parses is well, and is not asked again for half a minute", async () => {
  const pool = createWorkerPool({ scratchDir: join(folder, "well"), spares: 0 });
  let now = 0;
  let asked = 0;
  const counting = {
    ...pool,
    forWorkspace(id: string) {
      asked++;
      return pool.forWorkspace(id);
    },
  };
  const probe = workerProbe(counting, { now: () => now }, "health");
  await pool.forWorkspace("health").check({ sourceId: "x", sql: "SELECT 1", policy: { tables: [] } });
  expect([await probe(), await probe(), asked]).toEqual([true, true, 1]);
  now += HALF_MINUTE_MS;
  expect([await probe(), asked]).toEqual([true, 2]);
  await pool.close();
});

test("a worker that cannot start fails", { timeout: 60_000 }, async () => {
  const pool = createWorkerPool({ scratchDir: join(folder, "broken"), spares: 0, entry: join(folder, "absent.js") });
  const probe = workerProbe(pool, { now: () => 0 }, "health");
  await expect.poll(probe, { timeout: 30_000 }).toBe(false);
  await pool.close();
});
