import {
  type Cell,
  DEFAULT_LIMITS,
  type Frame,
  findTable,
  frameRows,
  type GuardPolicy,
  type ResultStream,
  type RunLimits,
} from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConnectorFixture } from "./connector-fixture.ts";
import { CONTRACT_KINDS, CONTRACT_ROW_COUNT, CONTRACT_TABLE, FORBIDDEN_TABLE } from "./contract-data.ts";

/** A stopped statement must be gone 2 s after its limit or its cancellation; a machine that runs other tests gets more. */
const STOP_WITHIN_MS = 2_000 + 8_000;
const MEGABYTE = 1024 * 1024;

/**
 * What every connector promises, tested against the real source. A connector's own test calls this once and adds only
 * what is peculiar to it.
 */
export function describeConnectorContract(name: string, openFixture: () => Promise<ConnectorFixture>): void {
  describe(`${name}: the connector contract`, () => {
    let fixture: ConnectorFixture;
    const policy = { tables: [{ name: CONTRACT_TABLE, columns: Object.keys(CONTRACT_KINDS) }] };
    let nextResult = 0;

    beforeAll(async () => {
      fixture = await openFixture();
    });
    afterAll(async () => fixture?.close());

    const statement = (sql: string, limits: Partial<RunLimits> = {}) => ({
      sql,
      policy,
      limits: { ...DEFAULT_LIMITS, ...limits },
    });
    const run = (sql: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal, pageRows = 10_000) =>
      fixture.connection.run({ ...statement(sql, limits), resultId: `contract-${++nextResult}`, pageRows }, signal);
    const stream = (sql: string, limits: Partial<RunLimits> = {}, signal?: AbortSignal) =>
      fixture.connection.stream(statement(sql, limits), signal);
    const countRows = async (): Promise<number> => {
      const counted = await run(`SELECT count(*) AS n FROM ${CONTRACT_TABLE}`);
      return Number(counted.firstPage.data[0]?.[0]);
    };

    describe("introspection", () => {
      test("lists the table with its columns, kinds and row count", async () => {
        const table = findTable(await fixture.connection.introspect(), CONTRACT_TABLE);
        expect(table?.columns.map((column) => column.name)).toEqual(Object.keys(CONTRACT_KINDS));
        for (const column of table?.columns ?? []) {
          const kinds: Readonly<Record<string, readonly string[]>> = CONTRACT_KINDS;
          expect(kinds[column.name], `${column.name} is ${column.type.kind}`).toContain(column.type.kind);
        }
        expect(table?.rowCount).toBe(CONTRACT_ROW_COUNT);
      });

      test("gives the same version while nothing changes", async () => {
        const first = await fixture.connection.introspect();
        const second = await fixture.connection.introspect();
        expect(first.version).not.toBe("");
        expect(second.version).toBe(first.version);
      });

      test("lists the distinct values of text columns", async () => {
        const values = await fixture.connection.values();
        const customers = values.find(({ table, column }) => table === CONTRACT_TABLE && column === "customer");
        expect(customers?.values.map(({ value }) => value).sort()).toEqual(
          Array.from({ length: 10 }, (_, i) => `customer ${i}`),
        );
      });

      test("agrees with results about the type of every column", async () => {
        const table = findTable(await fixture.connection.introspect(), CONTRACT_TABLE);
        const result = await run(`SELECT * FROM ${CONTRACT_TABLE}`);
        expect(result.columns.map(({ name, type }) => [name, type.kind])).toEqual(
          table?.columns.map(({ name, type }) => [name, type.kind]),
        );
      });
    });

    describe("results", () => {
      test("keep exact decimals, dates and nulls", async () => {
        const result = await run(
          `SELECT id, customer, amount, day, note FROM ${CONTRACT_TABLE} WHERE id IN (1, 5000) ORDER BY id`,
        );
        expect(frameRows(result.firstPage).map(([id, ...rest]) => [Number(id), ...rest])).toEqual([
          [1, "customer 0", "1.25", "2024-01-01", "note 1"],
          [5000, "customer 9", "6250.00", "2024-08-29", null],
        ]);
      });

      test("keep every type's extremes", async () => {
        for (const { name, expression, kind, cell } of fixture.types) {
          const result = await run(`SELECT ${expression} AS v`);
          expect([name, result.columns[0]?.type.kind, result.firstPage.data[0]?.[0]]).toEqual([name, kind, cell]);
        }
      });

      test("of no rows still have columns", async () => {
        const result = await run(`SELECT id, note FROM ${CONTRACT_TABLE} WHERE id < 0`);
        expect(result.columns.map((column) => column.name)).toEqual(["id", "note"]);
        expect(result.rowCount).toBe(0);
        expect(result.firstPage).toMatchObject({ rowCount: 0, data: [[], []] });
      });

      test("with the same column twice have unique names", async () => {
        const { columns } = await run(`SELECT id, id FROM ${CONTRACT_TABLE} WHERE id = 1`);
        expect(new Set(columns.map((column) => column.name)).size).toBe(2);
      });

      test("tell the whole row count with a first page of the size asked for", async () => {
        const result = await run(`SELECT id FROM ${CONTRACT_TABLE} ORDER BY id`, {}, undefined, 10);
        expect(result.rowCount).toBe(CONTRACT_ROW_COUNT);
        expect(result.firstPage.rowCount).toBe(10);
        expect(result.isTruncated).toBe(false);
      });
    });

    describe("read-only", () => {
      test("no statement that changes anything runs, by run or by stream", async () => {
        const before = await countRows();
        for (const sql of fixture.sql.writes) {
          await expect(run(sql), `run ${sql}`).rejects.toMatchObject({ code: "SQL_REFUSED" });
          await expect(stream(sql), `stream ${sql}`).rejects.toMatchObject({ code: "SQL_REFUSED" });
          expect(await fixture.connection.check(sql, policy), `check ${sql}`).toMatchObject({ isAllowed: false });
        }
        expect(await countRows()).toBe(before);
      });

      test("no table outside the policy is read", async () => {
        const sql = `SELECT * FROM ${FORBIDDEN_TABLE}`;
        const code = expect.stringMatching(/^SQL_(REFUSED|UNKNOWN_TABLE)$/);
        await expect(run(sql)).rejects.toMatchObject({ code });
        expect(await fixture.connection.check(sql, policy)).toMatchObject({ isAllowed: false });
      });

      test("a check of a plain read tells its tables", async () => {
        const verdict = await fixture.connection.check(`SELECT count(*) FROM ${CONTRACT_TABLE}`, policy);
        expect(verdict).toEqual({ isAllowed: true, tables: [CONTRACT_TABLE] });
      });
    });

    describe("rules", () => {
      const hashKey = "contract-key-that-nobody-may-see";
      const ruled: GuardPolicy = {
        ...policy,
        restrictions: {
          hashKey,
          tables: [
            {
              table: CONTRACT_TABLE,
              rows: {
                kind: "compare",
                operator: "<=",
                left: { kind: "column", name: "id", type: "number" },
                right: { kind: "literal", type: "number", value: "3" },
              },
              columns: {
                customer: { kind: "mask", mask: { keep: "first", characters: 1 }, type: "text" },
                day: { kind: "hash" },
                note: { kind: "hide" },
              },
            },
          ],
        },
      };
      const runRuled = (sql: string) =>
        fixture.connection.run({
          ...statement(sql),
          policy: ruled,
          resultId: `contract-${++nextResult}`,
          pageRows: 10,
        });
      const columns = Object.keys(CONTRACT_KINDS).filter((column) => column !== "note");

      test("rows and columns that are withheld do not exist, by run and by stream", async () => {
        const sql = `SELECT * FROM ${CONTRACT_TABLE} ORDER BY id`;
        const result = await runRuled(sql);
        expect(result.columns.map(({ name }) => name)).toEqual(columns);
        expect(frameRows(result.firstPage).map(([id, customer]) => [Number(id), customer])).toEqual([
          [1, "c*********"],
          [2, "c*********"],
          [3, "c*********"],
        ]);
        const streamed = await fixture.connection.stream({ ...statement(sql), policy: ruled });
        expect(streamed.columns.map(({ name }) => name)).toEqual(columns);
        expect(await rowsOf(streamed)).toEqual(frameRows(result.firstPage));
      });

      test("a masked value cannot be asked for", async () => {
        const counted = await runRuled(`SELECT count(*) AS n FROM ${CONTRACT_TABLE} WHERE customer = 'customer 0'`);
        expect(Number(counted.firstPage.data[0]?.[0])).toBe(0);
      });

      test("a hidden column is refused as one that never was, and no error tells a rule", async () => {
        const outcomeOf = (column: string) =>
          runRuled(`SELECT count(*) FROM ${CONTRACT_TABLE} WHERE ${column} = 'x'`).catch((error: unknown) => error);
        const [hidden, unknown] = [await outcomeOf("note"), await outcomeOf("nowt")];
        expect(hidden).toMatchObject({ code: "SQL_UNKNOWN_COLUMN" });
        expect(unknown).toMatchObject({ code: "SQL_UNKNOWN_COLUMN" });
        const told = (error: unknown) => JSON.stringify(error, ["message", "hint", "details", "candidates"]);
        // Which other column comes near is a matter of letters; that one of them is hidden must not be.
        expect(told(hidden).match(/note/g)).toHaveLength(1);
        expect(told(unknown)).not.toContain("note");
        expect(told(unknown)).not.toContain(hashKey.slice(0, 8));
      });

      test("no estimate shows them", async () => {
        const sql = `SELECT * FROM ${CONTRACT_TABLE}`;
        const estimate = await fixture.connection.estimate?.(sql, ruled);
        expect(estimate?.plan).toBeUndefined();
        expect(estimate?.rows).toBeUndefined();
      });

      test("the verdict speaks of what was written", async () => {
        const verdict = await fixture.connection.check(`SELECT id FROM ${CONTRACT_TABLE}`, ruled);
        expect(verdict).toEqual({ isAllowed: true, tables: [CONTRACT_TABLE] });
      });
    });

    describe("limits", () => {
      test("rows beyond maxRows are left out and the result says so", async () => {
        const result = await run(`SELECT id FROM ${CONTRACT_TABLE} ORDER BY id`, { maxRows: 100 });
        expect([result.rowCount, result.isTruncated]).toEqual([100, true]);
        const streamed = await stream(`SELECT id FROM ${CONTRACT_TABLE} ORDER BY id`, { maxRows: 3000 });
        expect(await rowsOf(streamed)).toHaveLength(3000);
        expect(streamed.wasTruncated()).toBe(true);
      });

      test("exactly maxRows rows are not called truncated", async () => {
        const result = await run(`SELECT id FROM ${CONTRACT_TABLE}`, { maxRows: CONTRACT_ROW_COUNT });
        expect([result.rowCount, result.isTruncated]).toEqual([CONTRACT_ROW_COUNT, false]);
      });

      test("bytes beyond maxBytes are left out and the result says so", async () => {
        const result = await run(fixture.sql.endless, { maxBytes: MEGABYTE });
        expect(result.isTruncated).toBe(true);
        expect(result.rowCount).toBeLessThan(MEGABYTE);
      });

      test("a cell beyond maxCellBytes is cut and the result says so", async () => {
        const result = await run(fixture.sql.hugeCell, { maxCellBytes: 1000 });
        expect(result.isTruncated).toBe(true);
        expect(Buffer.byteLength(String(result.firstPage.data[0]?.[0]))).toBeLessThanOrEqual(1000);
      });

      test("a statement past its time is stopped with QUERY_TIMEOUT, and the next one works", async () => {
        const started = performance.now();
        await expect(run(fixture.sql.slow, { timeoutMs: 500 })).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
        expect(performance.now() - started).toBeLessThan(500 + STOP_WITHIN_MS);
        expect(await countRows()).toBe(CONTRACT_ROW_COUNT);
      });
    });

    describe("cancel", () => {
      test("ends a running statement within 2 s with QUERY_CANCELLED, and the next one works", async () => {
        const controller = new AbortController();
        const running = run(fixture.sql.slow, {}, controller.signal);
        const outcome = expect(running).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
        await sleep(300);
        const cancelled = performance.now();
        controller.abort();
        await outcome;
        expect(performance.now() - cancelled).toBeLessThan(STOP_WITHIN_MS);
        expect(await countRows()).toBe(CONTRACT_ROW_COUNT);
      });

      test("before the start means that nothing starts", async () => {
        const gone = AbortSignal.abort();
        await expect(run("SELECT 1 AS one", {}, gone)).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
        await expect(stream("SELECT 1 AS one", {}, gone)).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      });

      test("in the middle of a stream ends the stream with QUERY_CANCELLED", async () => {
        const controller = new AbortController();
        const streamed = await stream(fixture.sql.endless, { maxRows: 1e9, maxBytes: 1e12 }, controller.signal);
        const reading = (async () => {
          for await (const _frame of streamed.frames) controller.abort();
        })();
        await expect(reading).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
      });
    });

    describe("streams", () => {
      test("deliver every row once, in order, in frames of at most 2,048 rows", async () => {
        const streamed = await stream(`SELECT id FROM ${CONTRACT_TABLE} ORDER BY id`);
        const ids: number[] = [];
        for await (const frame of streamed.frames) {
          expect(frame.rowCount).toBeLessThanOrEqual(2048);
          ids.push(...(frame.data[0] ?? []).map(Number));
        }
        expect(ids).toEqual(Array.from({ length: CONTRACT_ROW_COUNT }, (_, i) => i + 1));
        expect(streamed.wasTruncated()).toBe(false);
      });

      test("go at the reader's pace: memory stays flat while nobody reads", async () => {
        const streamed = await stream(fixture.sql.endless, { maxRows: 1e9, maxBytes: 1e12 });
        const frames = streamed.frames[Symbol.asyncIterator]();
        await frames.next();
        const before = process.memoryUsage().rss;
        await sleep(1_000);
        expect(process.memoryUsage().rss - before).toBeLessThan(64 * MEGABYTE);
        await frames.return?.();
      });

      test("left early free the connection for the next statement", async () => {
        for (let i = 0; i < 12; i++) {
          const streamed = await stream(fixture.sql.endless, { maxRows: 1e9, maxBytes: 1e12 });
          for await (const _frame of streamed.frames) break;
        }
        expect(await countRows()).toBe(CONTRACT_ROW_COUNT);
      });
    });

    describe("errors", () => {
      test("a statement that cannot be parsed is SQL_SYNTAX with its position", async () => {
        const error = await caught(() => run("SELECT count(* FROM t"));
        expect(error).toMatchObject({ code: "SQL_SYNTAX" });
        expect(error).toHaveProperty("details.position");
      });

      test("an unknown column is SQL_UNKNOWN_COLUMN and names a near one", async () => {
        const error = await caught(() => run(`SELECT custmer FROM ${CONTRACT_TABLE}`));
        expect(error).toMatchObject({ code: "SQL_UNKNOWN_COLUMN" });
        expect(JSON.stringify(error)).toContain("customer");
      });

      test("show no path, host or user", async () => {
        for (const sql of ["SELECT custmer FROM contract_orders", "SELECT nope(1)", "SELECT CAST('x' AS INTEGER)"]) {
          // Not every database takes the last one for a mistake.
          const error = await run(sql).then(() => null, told);
          expect(JSON.stringify([error?.message, error?.hint, error?.details])).not.toMatch(
            /\/tmp|\/home|\.parquet|localhost/,
          );
        }
      });
    });

    describe("concurrent use", () => {
      test("many statements at once each get their own answer", async () => {
        const counts = await Promise.all(
          Array.from({ length: 12 }, async (_, i) => {
            const result = await run(`SELECT count(*) AS n FROM ${CONTRACT_TABLE} WHERE id <= ${i * 10}`);
            return Number(result.firstPage.data[0]?.[0]);
          }),
        );
        expect(counts).toEqual(Array.from({ length: 12 }, (_, i) => i * 10));
      });

      test("four slow statements do not hold up a quick one", async () => {
        const controller = new AbortController();
        const slow = Array.from({ length: 4 }, () => caught(() => run(fixture.sql.slow, {}, controller.signal)));
        await sleep(200);
        const started = performance.now();
        expect(await countRows()).toBe(CONTRACT_ROW_COUNT);
        expect(performance.now() - started).toBeLessThan(STOP_WITHIN_MS);
        controller.abort();
        for (const error of await Promise.all(slow)) expect(error).toMatchObject({ code: "QUERY_CANCELLED" });
      });
    });

    describe("close", () => {
      test("can be called twice, and nothing runs afterwards", async () => {
        await fixture.connection.close();
        await fixture.connection.close();
        await expect(run("SELECT 1 AS one")).rejects.toMatchObject({ name: "AppError" });
      });
    });
  });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function rowsOf(stream: ResultStream): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  const add = (frame: Frame) => rows.push(...frameRows(frame));
  for await (const frame of stream.frames) add(frame);
  return rows;
}

interface CaughtError {
  readonly message: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

// Assertions on its fields follow; anything else than an AppError fails them.
const told = (error: unknown): CaughtError => error as CaughtError;

async function caught(work: () => Promise<unknown>): Promise<CaughtError> {
  try {
    await work();
  } catch (error) {
    return told(error);
  }
  throw new Error("expected an error");
}
