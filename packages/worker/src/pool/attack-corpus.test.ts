import { existsSync, readFileSync } from "node:fs";
import { isAppError } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "./pool-fixture.ts";

const SHARED = new URL("../../../../../shared/attacks/", import.meta.url);

interface CorpusLine {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: string;
  readonly policy?: boolean;
}

/** The product promises 2 s after the limit; a machine that runs other tests beside these gets this much. */
const BUSY_MACHINE_MS = 20_000;

const corpusLines = (file: string): CorpusLine[] =>
  readFileSync(new URL(file, SHARED), "utf8")
    .trim()
    .split("\n")
    .map((line): CorpusLine => JSON.parse(line))
    .filter((line) => line.dialect === "duckdb");

/** The corpus's tables as queries; the view and its canary table are left out, as a policy would. */
const TABLES = {
  customers:
    "SELECT i::INTEGER AS id, 'name ' || i AS name, 'u' AS email, 'DE' AS country, TIMESTAMP '2024-01-01' AS created_at FROM range(1, 51) t(i)",
  orders: `SELECT i::INTEGER AS id, (1 + i % 50)::INTEGER AS customer_id, (i * 7 % 300 + 0.5)::DECIMAL(12,2) AS amount,
           'paid' AS status, TIMESTAMP '2024-01-01' AS created_at, 'note; ' || i AS note, ['a', 'b'] AS tags,
           '{"delete": 1, "k": "v"}'::JSON AS payload FROM range(1, 501) t(i)`,
  products: `SELECT i::INTEGER AS id, 'p' || i AS name, (i * 1.5)::DECIMAL(10,2) AS price, '{"color": "red"}'::JSON AS attrs FROM range(1, 21) t(i)`,
  events: `SELECT i::INTEGER AS id, TIMESTAMP '2024-01-01' AS ts, 'click' AS kind, '{"a": 1}'::JSON AS body FROM range(1, 201) t(i)`,
  update: `SELECT i::INTEGER AS id, 'x' AS "delete", 'y' AS "DROP OFF", 'z' AS "insert into", i::INTEGER AS "select" FROM range(1, 11) t(i)`,
  employees:
    "SELECT i::INTEGER AS id, 'e' || i AS name, nullif(i // 2, 0)::INTEGER AS manager_id, (i * 100)::DECIMAL(10,2) AS salary FROM range(1, 16) t(i)",
  audit: "SELECT 1 AS id, 'x' AS what",
  v_orders: "SELECT 1 AS id, 1.5 AS amount, 'paid' AS status",
};

describe.skipIf(!existsSync(SHARED))(
  "the shared corpus through a worker (skipped where ../shared/attacks is absent)",
  () => {
    let fixture: PoolFixture;

    beforeAll(async () => {
      fixture = await openPoolFixture({ spares: 1 });
      await fixture.attach(TABLES);
    });
    afterAll(() => fixture.close());

    const outcome = async (sql: string, timeoutMs: number): Promise<string> => {
      try {
        await fixture.worker.run({ ...fixture.request(sql, { timeoutMs, maxRows: 1000 }), pageRows: 10 });
        return "ran";
      } catch (error) {
        return isAppError(error) ? error.code : String(error);
      }
    };

    test("every attack is refused, or ends at a limit", async () => {
      const wrong: string[] = [];
      for (const { id, sql, expect: expected } of corpusLines("sql-attacks.jsonl")) {
        const started = performance.now();
        const code = await outcome(sql, 1_000);
        const isRefused = ["SQL_REFUSED", "SQL_SYNTAX", "SQL_UNKNOWN_TABLE"].includes(code);
        if (code === "INTERNAL_ERROR" || (expected === "refuse" && !isRefused)) wrong.push(`${id} ${code}`);
        if (performance.now() - started > 1_000 + BUSY_MACHINE_MS) wrong.push(`${id} took too long`);
      }
      expect(wrong).toEqual([]);
      expect(await outcome("SELECT count(*) FROM orders", 10_000)).toBe("ran");
    }, 300_000);

    test("every legitimate statement runs", async () => {
      const wrong: string[] = [];
      for (const { id, sql, policy } of corpusLines("sql-legit.jsonl")) {
        const code = await outcome(sql, 20_000);
        if (code !== "ran" && policy !== true) wrong.push(`${id} ${code}: ${sql}`);
      }
      expect(wrong).toEqual([]);
    }, 300_000);
  },
);
