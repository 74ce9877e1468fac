import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "./sandbox.ts";

/** The engine's own walls, tested without the guard in front of them: each layer must hold alone. */
describe("an engine in its sandbox", () => {
  let dir: string;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parlance-sandbox-"));
    await mkdir(join(dir, "scratch"));
    await writeFile(join(dir, "mine.csv"), "a\n1\n");
    await writeFile(join(dir, "other.csv"), "secret\ncanary\n");
    const instance = await openSandbox({
      readPaths: [join(dir, "mine.csv")],
      writeDirs: [join(dir, "scratch")],
      tempDir: join(dir, "scratch"),
      threads: 1,
      memoryBytes: 256 * 1024 * 1024,
      maxTempBytes: 1024 * 1024 * 1024,
    });
    connection = await instance.connect();
  });
  afterAll(async () => {
    connection.closeSync();
    await rm(dir, { recursive: true, force: true });
  });

  const sql = (text: string): string => text.replaceAll("DIR", dir);

  test.each([
    ["its own file", "SELECT * FROM read_csv('DIR/mine.csv')"],
    ["a file written into its own folder", "COPY (SELECT 1) TO 'DIR/scratch/out.csv'"],
  ])("reaches %s", async (_, text) => {
    await connection.run(sql(text));
  });

  test.each([
    ["another file beside its own", "SELECT * FROM read_csv('DIR/other.csv')"],
    ["another file by a way round", "SELECT * FROM read_csv('DIR/scratch/../other.csv')"],
    ["a system file", "SELECT * FROM read_text('/etc/passwd')"],
    ["a list of files", "SELECT * FROM glob('DIR/*')"],
    ["a file by replacement scan", "SELECT * FROM 'DIR/other.csv'"],
    ["a file to write elsewhere", "COPY (SELECT 1) TO 'DIR/out.csv'"],
    ["a file to write over its own", "COPY (SELECT 1) TO 'DIR/../out.csv'"],
    ["a database elsewhere", "ATTACH 'DIR/other.db' AS other"],
    ["an exported database elsewhere", "EXPORT DATABASE 'DIR/dump'"],
    ["a log file", "SET log_query_path = 'DIR/log.sql'"],
    ["the network", "SELECT * FROM read_csv('https://example.com/a.csv')"],
    ["an extension to install", "INSTALL httpfs"],
    ["an extension to load", "LOAD httpfs"],
    ["the switch for external access", "SET enable_external_access = true"],
    ["the list of its folders", "SET allowed_directories = ['/']"],
    ["the list of its files", "SET allowed_paths = ['/etc/passwd']"],
    ["the lock itself", "SET lock_configuration = false"],
    ["its memory limit", "SET memory_limit = '100GB'"],
    ["its folder for spilled data", "SET temp_directory = '/'"],
    ["its thread count", "PRAGMA threads = 64"],
    ["the reset of a setting", "RESET enable_external_access"],
  ])("does not reach %s", async (_, text) => {
    await expect(connection.run(sql(text))).rejects.toThrow();
  });

  test("does not open when a setting would not hold", async () => {
    const bad = openSandbox({
      readPaths: [],
      writeDirs: [],
      tempDir: join(dir, "scratch"),
      threads: 0,
      memoryBytes: 1024 * 1024,
      maxTempBytes: 0,
    });
    await expect(bad).rejects.toThrow();
  });
});
