import { isSkipped, mariadbServer } from "@parlance/testkit";
import { createConnection } from "mysql2/promise";
import { describe, expect, test } from "vitest";
import { READS } from "./fixtures/reads.ts";
import { TABLES } from "./fixtures/tables.ts";

/** What the grammar takes for granted about names of WITH queries, shown by who answers: the query or the table. */
const NAMES: readonly (readonly [string, string, string])[] = [
  [
    "in its own text a WITH query's name is the table's",
    "WITH secrets AS (SELECT * FROM secrets) SELECT token FROM secrets",
    "canary",
  ],
  [
    "later names are tables",
    "WITH a AS (SELECT token FROM secrets), secrets AS (SELECT 'cte' AS token) SELECT token FROM a",
    "canary",
  ],
  ["afterwards it is the query's", "WITH secrets AS (SELECT 'cte' AS token) SELECT token FROM secrets", "cte"],
  ["with its database it is the table's", "WITH secrets AS (SELECT 'cte') SELECT token FROM shop.secrets", "canary"],
  [
    "it ends with its query",
    "SELECT b.token FROM (WITH secrets AS (SELECT 1) SELECT * FROM secrets) a, secrets b",
    "canary",
  ],
];

describe.skipIf(isSkipped(mariadbServer))("MariaDB", () => {
  test("runs every read that the guard allows, and resolves names as the guard does", {
    timeout: 120_000,
  }, async () => {
    const server = await mariadbServer.start();
    const { host, port, user, password } = server;
    const connection = await createConnection({ host, port, user, password, disableEval: true, rowsAsArray: true });
    try {
      await connection.query("CREATE DATABASE shop CHARACTER SET utf8mb4");
      await connection.query("USE shop");
      for (const table of TABLES) await connection.query(table);
      const failed: string[] = [];
      for (const sql of Object.values(READS).flat()) {
        await connection.query(sql).catch((error: unknown) => failed.push(`${sql}: ${String(error)}`));
      }
      expect(failed).toEqual([]);
      for (const [fact, sql, answer] of NAMES) {
        const [rows] = await connection.query(sql);
        expect([fact, rows]).toEqual([fact, [[answer]]]);
      }
    } finally {
      await connection.end();
      await server.stop();
    }
  });
});
