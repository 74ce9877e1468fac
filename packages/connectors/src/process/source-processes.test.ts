import { fileURLToPath } from "node:url";
import { type Connection, DEFAULT_LIMITS, frameRows, type RunLimits } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSourceFixture, type SourceFixture } from "./fixture.ts";

const ENTRY = fileURLToPath(new URL("./trouble.fixture.ts", import.meta.url));
const PASSWORD = "correct horse battery staple";

describe("a source process", () => {
  let fixture: SourceFixture;
  let connection: Connection;
  const log: string[] = [];
  let nextId = 1;

  beforeAll(async () => {
    fixture = await openSourceFixture({
      entry: ENTRY,
      processBytes: 512 * 1024 * 1024,
      onLog: (line) => log.push(line),
    });
    connection = await fixture.open("trouble", { password: PASSWORD });
  });
  afterAll(() => fixture.close());

  const statement = (sql: string, limits: Partial<RunLimits> = {}) => ({
    sql,
    policy: { tables: [] },
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  const run = (sql: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal) =>
    connection.run({ ...statement(sql, limits), resultId: `r${nextId++}`, pageRows: 10 }, signal);
  const works = async () => (await run("rows")).rowCount;

  test("streams rows into the worker, which pages them", async () => {
    const stored = await connection.run({ ...statement("rows"), resultId: "paged", pageRows: 2 });
    expect([stored.rowCount, frameRows(stored.firstPage)]).toEqual([10_000, [[0], [1]]]);
    const ref = { ...statement("rows"), resultId: "paged", sourceId: "contract" };
    const page = await fixture.worker.page({ ...ref, offset: 9_999, limit: 5 });
    expect(frameRows(page.frame)).toEqual([[9999]]);
  });

  test("streams rows to a reader", async () => {
    const stream = await connection.stream(statement("rows"));
    let rows = 0;
    for await (const frame of stream.frames) rows += frame.rowCount;
    expect(rows).toBe(10_000);
  });

  test("sends at the reader's pace", async () => {
    const stream = await connection.stream(statement("endless", { timeoutMs: 60_000 }));
    const frames = stream.frames[Symbol.asyncIterator]();
    await frames.next();
    const before = process.memoryUsage().rss;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    await frames.return?.();
  });

  test("hands catalogs on with numbers beyond JSON's", async () => {
    const catalog = await connection.introspect();
    expect(catalog.tables[0]?.samples).toEqual([["1", "AQ=="]]);
  });

  test("gets no secret and no environment but over the pipe", async () => {
    process.env.PARLANCE_TEST_SECRET = PASSWORD;
    const seen = JSON.stringify(frameRows((await run("env")).firstPage));
    delete process.env.PARLANCE_TEST_SECRET;
    expect(seen).toContain("TZ");
    expect(seen).not.toContain(PASSWORD);
  });

  test("tells the steps of a probe and why it failed", async () => {
    const steps: string[] = [];
    const request = { workspaceId: "contract", connector: "trouble", config: { password: "x" } };
    await expect(fixture.sources.probe(request, ({ id, state }) => steps.push(`${id} ${state}`))).rejects.toMatchObject(
      { code: "SOURCE_SIGN_IN_FAILED" },
    );
    expect(steps).toEqual(["connect done"]);
  });

  test.each([
    ["a connector that does not exist", "nothing", {}],
    ["a connector by an inherited name", "constructor", {}],
    ["settings that are not the connector's", "trouble", { password: "secret-1", host: "x" }],
  ])("refuses %s, and never repeats a value", async (_name, connector, config) => {
    const error = await fixture.open(connector, config).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "SOURCE_CONFIG_INVALID" });
    expect(JSON.stringify(error)).not.toContain("secret-1");
  });

  describe("that does not obey is killed, and the next statement works", () => {
    // These statements never end by themselves, so that an outcome says they were ended. How soon is measured by `npm run bench -- cancel`.
    test.each(["deaf", "spin"])("at the deadline of a statement that is %s", async (sql) => {
      await expect(run(sql, { timeoutMs: 300 })).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
      expect(await works()).toBe(10_000);
    });

    test.each(["deaf", "spin"])("after the cancel of a statement that is %s", async (sql) => {
      const controller = new AbortController();
      const outcome = expect(run(sql, {}, controller.signal)).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      // Mostly enough for it to begin; cancelled before, it ends as it should all the same.
      await new Promise((resolve) => setTimeout(resolve, 200));
      controller.abort();
      await outcome;
      expect(await works()).toBe(10_000);
    });

    test.each(["memory", "exit", "throw"])("when it dies of %s", async (sql) => {
      await expect(run(sql, { timeoutMs: 20_000 })).rejects.toMatchObject({
        code: expect.stringMatching(/^(ENGINE_RESTARTED|QUERY_TOO_LARGE)$/),
      });
      expect(await works()).toBe(10_000);
    });

    test("by the system: calls in flight fail, the next one works", async () => {
      const endless = run("endless", { maxRows: 1e12, maxBytes: 1e15, timeoutMs: 20_000 });
      const outcome = expect(endless).rejects.toMatchObject({ code: "ENGINE_RESTARTED" });
      await new Promise((resolve) => setTimeout(resolve, 200));
      await expect(run("exit")).rejects.toMatchObject({ code: "ENGINE_RESTARTED" });
      await outcome;
      expect(await works()).toBe(10_000);
    });
  });

  test("serves several sources, and closing one leaves the other", async () => {
    const other = await fixture.open("trouble", { password: "y" }, "other");
    await other.close();
    await other.close();
    await expect(other.introspect()).rejects.toMatchObject({ code: "SOURCE_NOT_FOUND" });
    expect(await works()).toBe(10_000);
  });

  test("logs how it ended, and no secret", () => {
    expect(log.join("\n")).toMatch(/source process \d+ ended \(SIGKILL\)/);
    expect(log.join("\n")).not.toContain(PASSWORD);
  });
});
