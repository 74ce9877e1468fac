import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frameRows } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "./pool-fixture.ts";
import { createWorkerPool } from "./worker-pool.ts";

const MIB = 1024 * 1024;

/** A statement that DuckDB's own interrupt does not reach. */
const DEAF = "SELECT levenshtein(repeat('ab', 400000), repeat('ba', 400000)) AS d";
/** The tests before used up the spare; in service there is a pause between two attacks. */
const SPARE_READY_MS = 3_000;
/** The product promises 2 s; a machine that runs other tests beside these gets this much more. */
const SOON_MS = 2_000 + 8_000;
const SLOW = "SELECT count(*) AS n FROM range(4000000) a(x), range(4000000) b(y) WHERE (x * y) % 7 = 3";

describe("a worker under attack", () => {
  let fixture: PoolFixture;

  beforeAll(async () => {
    fixture = await openPoolFixture({ spares: 1 });
    await fixture.attach({ t: "SELECT 42 AS x" });
    await fixture.attach({ t: "SELECT 43 AS x" }, "s2", "w2");
  });
  afterAll(() => fixture.close());

  const run = (sql: string, timeoutMs = 20_000) =>
    fixture.worker.run({ ...fixture.request(sql, { timeoutMs }), pageRows: 10 });
  const works = async () => frameRows((await run("SELECT x FROM t")).firstPage);

  test.runIf(process.platform === "linux")("the operating system limits its memory", () => {
    expect(fixture.pool.capabilities.hasMemoryLimit).toBe(true);
  });

  test.each([
    ["a billion numbers in one cell", "SELECT range(1000000000) AS r"],
    ["a text of ten gigabytes", "SELECT repeat('x', 10000000000) AS r"],
    ["a padded text of two gigabytes", "SELECT lpad('x', 2000000000, 'y') AS r"],
    ["a sorted list of a billion", "SELECT list_sort(range(1000000000)) AS r"],
    ["a list gathered from a billion rows", "SELECT list(x) AS r FROM range(1000000000) t(x)"],
  ])("%s is stopped for its size or its time, and the next statement works", async (_, sql) => {
    await expect(run(sql, 8_000)).rejects.toMatchObject({
      code: expect.stringMatching(/^(QUERY_TOO_LARGE|ENGINE_RESTARTED|QUERY_TIMEOUT)$/),
    });
    expect(await works()).toEqual([[42]]);
  });

  test("a statement that ignores interrupts is killed at its deadline, and the worker is back soon after", async () => {
    await sleep(SPARE_READY_MS);
    const started = performance.now();
    await expect(run(DEAF, 500)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
    const killed = performance.now();
    expect(killed - started).toBeLessThan(500 + SOON_MS);
    expect(await works()).toEqual([[42]]);
    expect(performance.now() - killed).toBeLessThan(SOON_MS);
  });

  test("a cancelled statement that ignores interrupts is gone soon after", async () => {
    const controller = new AbortController();
    const running = fixture.worker.run({ ...fixture.request(DEAF), pageRows: 1 }, controller.signal);
    const outcome = expect(running).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
    await sleep(200);
    const cancelled = performance.now();
    controller.abort();
    await outcome;
    expect(performance.now() - cancelled).toBeLessThan(SOON_MS);
  });

  test("calls in flight on a killed process end with ENGINE_RESTARTED; other workspaces notice nothing", async () => {
    const elsewhere = fixture.pool.forWorkspace("w2");
    const other = elsewhere.run({ ...fixture.request("SELECT x FROM t", {}, "s2"), pageRows: 1 });
    const innocent = run(SLOW);
    const outcome = expect(innocent).rejects.toMatchObject({ code: "ENGINE_RESTARTED" });
    // Long enough for the statement to be past its parsing, where it could still be stopped, on a busy machine.
    await expect(run(DEAF, 2_000)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
    await outcome;
    expect(frameRows((await other).firstPage)).toEqual([[43]]);
  });

  test("a kept result is made again after its process was killed", async () => {
    const request = fixture.request("SELECT x, x * 2 AS y FROM t");
    await fixture.worker.run({ ...request, pageRows: 1 });
    await expect(run(DEAF, 300)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
    expect(frameRows((await fixture.worker.page({ ...request, offset: 0, limit: 5 })).frame)).toEqual([[42, 84]]);
  });

  test("the folders of ended processes are gone", async () => {
    await expect(run(DEAF, 300)).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
    await works();
    // Two workspaces and one spare.
    expect((await readdir(join(fixture.dir, "scratch"))).length).toBeLessThanOrEqual(3);
  });
});

describe("result limits of a worker", () => {
  test("results beyond the budget are evicted and made again when asked for", async () => {
    const fixture = await openPoolFixture({ maxResultBytes: 2 * MIB });
    try {
      await fixture.attach({ t: "SELECT i AS x FROM range(100000) r(i)" });
      const requests = Array.from({ length: 5 }, (_, i) => fixture.request(`SELECT x + ${i} AS x FROM t ORDER BY x`));
      for (const request of requests) await fixture.worker.run({ ...request, pageRows: 1 });
      for (const [i, request] of requests.entries()) {
        const page = await fixture.worker.page({ ...request, offset: 99_999, limit: 1 });
        expect(frameRows(page.frame)).toEqual([[BigInt(99_999 + i)]]);
      }
    } finally {
      await fixture.close();
    }
  });

  test("an idle worker's process is ended and comes back when called", async () => {
    const fixture = await openPoolFixture({ idleMs: 50 });
    try {
      await fixture.attach({ t: "SELECT 1 AS x" });
      await expect.poll(() => readdir(join(fixture.dir, "scratch")), { timeout: 20_000 }).toEqual([]);
      const result = await fixture.worker.run({ ...fixture.request("SELECT x FROM t"), pageRows: 1 });
      expect(frameRows(result.firstPage)).toEqual([[1]]);
    } finally {
      await fixture.close();
    }
  });
});

describe("a worker that cannot start", () => {
  test.each([
    ["ends at once", "process.exit(3);"],
    ["cannot be read", "this is no program"],
  ])("one that %s is no fault of the statement or the file", async (_, program) => {
    const dir = await mkdtemp(join(tmpdir(), "parlance-start-"));
    const outDir = await mkdtemp(join(dir, "out-"));
    const entry = join(dir, "entry.mjs");
    await writeFile(entry, program);
    const lines: string[] = [];
    const pool = createWorkerPool({ scratchDir: dir, spares: 0, entry, onLog: (line) => lines.push(line) });
    const failure = { code: "SERVICE_BUSY", message: expect.stringContaining("could not be started") };
    try {
      const worker = pool.forWorkspace("w1");
      await expect(worker.attach({ sourceId: "s1", version: "1", tables: [] })).rejects.toMatchObject(failure);
      const request = { path: entry, fileName: "a.csv", outDir, options: {}, takenNames: [], timeoutMs: 60_000 };
      await expect(worker.ingest(request, () => undefined)).rejects.toMatchObject(failure);
      expect(lines.join("\n")).toContain("did not start");
    } finally {
      await pool.close();
      await rm(dir, { recursive: true, force: true });
    }
  });
});

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
