import { existsSync, readFileSync } from "node:fs";
import { DEFAULT_LIMITS, type Driver, type GuardPolicy, isAppError } from "@parlance/core";
import { isSkipped, mariadbServer, type TestServer } from "@parlance/testkit";
import type { Connection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adminOf, configOf, DATABASE, NEEDS, READER } from "./fixtures/shop.ts";
import { mysql } from "./index.ts";
import { ask, openSession } from "./session.ts";

const SHARED = new URL("../../../../../shared/attacks/", import.meta.url);
const TABLES = ["customers", "orders", "products", "events", "update", "employees", "secrets", "audit"];
const POLICY: GuardPolicy = {
  tables: ["customers", "orders", "products", "events", "update", "employees", "v_orders"].map((name) => ({
    name,
    columns: [],
  })),
};
const LIMITS = { ...DEFAULT_LIMITS, maxRows: 10_000, timeoutMs: 1_000 };

interface CorpusLine {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: string;
}

/** Lines are JSON of the shape above; the corpus's own README gives it. */
const linesOf = (file: string): readonly CorpusLine[] =>
  readFileSync(new URL(file, SHARED), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): CorpusLine => JSON.parse(line))
    .filter(({ dialect }) => dialect === "mysql");

/** The fixture is written for the mysql client, whose DELIMITER the server does not know. */
function fixtureStatements(): readonly string[] {
  const [plain = "", routines = "", rest = ""] = readFileSync(new URL("fixtures/mysql.sql", SHARED), "utf8").split(
    /^delimiter .*$/m,
  );
  return [...plain.split(/;$/m), ...routines.split("//"), ...rest.split(/;$/m)].filter((sql) => sql.trim() !== "");
}

/** Every layer behind the guard, alone and with it, on a real server. The guard alone is tested in packages/sql. */
describe.skipIf(isSkipped(mariadbServer) || !existsSync(SHARED))(
  "the shared corpus on MariaDB (skipped where ../shared/attacks is absent)",
  () => {
    let server: TestServer;
    let admin: Connection;
    let driver: Driver;

    beforeAll(async () => {
      server = await mariadbServer.start();
      admin = await adminOf(server);
      await admin.query(`CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4; USE ${DATABASE}`);
      for (const statement of fixtureStatements()) await admin.query(statement);
      await admin.query(`CREATE USER '${READER.user}' IDENTIFIED BY '${READER.password}'`);
      for (const table of POLICY.tables) {
        await admin.query(`GRANT SELECT ON ${DATABASE}.\`${table.name}\` TO '${READER.user}'`);
      }
      driver = await mysql.open(configOf(server), NEEDS);
    }, 60_000);

    afterAll(async () => {
      await driver?.close();
      await admin?.end();
      await server?.stop();
    });

    /** Changes with any row of any table. */
    async function state(): Promise<string> {
      const [sums] = await admin.query(`CHECKSUM TABLE ${TABLES.map((name) => `${DATABASE}.\`${name}\``).join(", ")}`);
      const [objects] = await admin.query(
        "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema') ORDER BY 1, 2",
      );
      const [users] = await admin.query("SELECT User, Host FROM mysql.user ORDER BY 1, 2");
      return JSON.stringify([sums, objects, users]);
    }

    async function outcomeOf(sql: string): Promise<string> {
      try {
        const { frames } = await driver.stream({ sql, policy: POLICY, limits: LIMITS });
        for await (const frame of frames) expect(JSON.stringify(frame.data, textOfBigints)).not.toContain("tok-OTHER");
        return "ran";
      } catch (error) {
        if (isAppError(error)) return error.code;
        throw error;
      }
    }

    test("all layers together: attacks are refused or end at a limit, and nothing changes", {
      timeout: 60_000,
    }, async () => {
      const before = await state();
      const ran: string[] = [];
      for (const { id, sql, expect: expected } of linesOf("sql-attacks.jsonl")) {
        const started = performance.now();
        const outcome = await outcomeOf(sql);
        const isRefused = outcome === "SQL_REFUSED" || outcome === "SQL_UNKNOWN_TABLE" || outcome === "SQL_SYNTAX";
        if (!isRefused && expected === "refuse") ran.push(`${id} ${outcome}`);
        expect(performance.now() - started, `${id} ${outcome}`).toBeLessThan(LIMITS.timeoutMs + 2_000);
      }
      expect(ran).toEqual([]);
      expect(await state()).toBe(before);
    });

    test("all layers together: legitimate reads run", async () => {
      const failed: string[] = [];
      for (const { id, sql, expect: expected } of linesOf("sql-legit.jsonl")) {
        const outcome = await outcomeOf(sql);
        if (expected === "allow" && outcome !== "ran") failed.push(`${id} ${outcome} ${sql}`);
      }
      expect(failed).toEqual([]);
    });

    test("rights and session alone: nothing changes and nothing hidden is read", { timeout: 120_000 }, async () => {
      const before = await state();
      const read: string[] = [];
      for (const { id, sql } of linesOf("sql-attacks.jsonl")) {
        const { connection } = await openSession(configOf(server), NEEDS.outbound, 500);
        const rows = await ask(connection, sql, 3_000).catch((error: unknown) => String(error));
        connection.destroy();
        if (JSON.stringify(rows).includes("tok-OTHER")) read.push(id);
      }
      expect(read).toEqual([]);
      expect(await state()).toBe(before);
    });
  },
);

const textOfBigints = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
