import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import sqlite from "node-sqlite3-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { openSandbox } from "../engine/sandbox.ts";
import { ingestFile } from "./index.ts";
import { ingestPath, openEngine } from "./ingest-fixture.ts";

let engine: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  engine = await openEngine();
  folder = await mkdtemp(join(tmpdir(), "parlance-databases-"));
});

describe("a DuckDB file", () => {
  it("is read inside the sandbox: tables, keys and comments, no views", async () => {
    const path = join(folder, "made.duckdb");
    const made = await DuckDBInstance.create(path);
    const maker = await made.connect();
    await maker.run("CREATE TABLE a (id INTEGER PRIMARY KEY, big HUGEINT)");
    await maker.run("INSERT INTO a VALUES (1, 12345678901234567890), (2, NULL)");
    await maker.run("CREATE TABLE b (a_id INTEGER REFERENCES a (id))");
    await maker.run("INSERT INTO b VALUES (1)");
    await maker.run("COMMENT ON TABLE a IS 'the first'");
    await maker.run("CREATE VIEW v AS SELECT * FROM read_text('/etc/hostname')");
    maker.closeSync();
    made.closeSync();
    const outDir = join(folder, "out");
    await mkdir(outDir);
    const instance = await openSandbox({
      ...{ readPaths: [path], writeDirs: [outDir], tempDir: outDir, threads: 2 },
      ...{ memoryBytes: 512 * 1024 * 1024, maxTempBytes: 1024 * 1024 * 1024 },
    });
    const sandboxed = await instance.connect();
    const request = { path, fileName: "made.duckdb", outDir, options: {}, takenNames: ["a"], timeoutMs: 60_000 };
    const file = await ingestFile(request, sandboxed, () => undefined);
    sandboxed.closeSync();
    instance.closeSync();
    expect(file.tables).toMatchObject([
      { name: "a_2", origin: "a", comment: "the first", primaryKey: ["id"], rowCount: 2 },
      { name: "b", foreignKeys: [{ columns: ["a_id"], refTable: "a_2", refColumns: ["id"] }] },
    ]);
    expect(file.warnings).toEqual([{ message: "1 views were left out; only tables are read." }]);
    const big = await engine.runAndReadAll(`SELECT big FROM '${file.tables[0]?.path}' LIMIT 1`);
    expect(big.getRowsJson()).toEqual([["12345678901234567890"]]);
  });
});

describe("a SQLite file", () => {
  const make = (name: string, sql: string): string => {
    const path = join(folder, name);
    const database = new sqlite.Database(path);
    database.exec(sql);
    database.close();
    return path;
  };

  it("gets its types from stored values, whatever the columns declare", async () => {
    const path = make(
      "types.sqlite",
      `CREATE TABLE t (n TEXT, d DATETIME, price NUMERIC(10,2), word INTEGER, raw BLOB, code TEXT);
       INSERT INTO t VALUES (1, '2024-01-31', 1.25, 'x', x'00ff', '007'), (2, '2024-02-01', 2.5, 'y', NULL, '008')`,
    );
    const { tables } = await ingestPath(engine, path);
    expect(tables.t?.columns).toEqual(
      ["n VARCHAR", "d DATE", "price DECIMAL(18,2)", "word VARCHAR", "raw BLOB", "code VARCHAR"].map((column) =>
        column === "n VARCHAR" ? "n BIGINT" : column,
      ),
    );
    expect(tables.t?.rows[0]?.[5]).toBe("007");
  });

  it("runs nothing that it holds: views that never end, triggers and virtual tables are left out", async () => {
    const path = make(
      "hostile.sqlite",
      `CREATE TABLE t (id INTEGER PRIMARY KEY, "odd ""name" TEXT); INSERT INTO t VALUES (1, 'x');
       CREATE TRIGGER boom AFTER INSERT ON t BEGIN DELETE FROM t; END;
       CREATE VIEW endless AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT * FROM r;
       CREATE VIRTUAL TABLE words USING fts5(body)`,
    );
    const before = await readFile(path);
    const { file, tables } = await ingestPath(engine, path);
    expect(file.tables.map(({ name }) => name)).toEqual(["t"]);
    expect(tables.t).toEqual({ columns: ["id BIGINT", 'odd "name VARCHAR'], rows: [["1", "x"]] });
    expect(file.warnings).toHaveLength(2);
    expect(await readFile(path)).toEqual(before);
  });
});
