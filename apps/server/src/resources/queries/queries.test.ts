import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { sharedPath } from "../../fixtures/repository.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const TABLES = `create table orders(id integer primary key, status varchar);
insert into orders select i, 'paid' from range(1, 11) t(i);`;

/** A DuckDB file made from SQL, as somebody would upload it. */
async function duckdbFile(statements: readonly string[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-duckdb-"));
  const path = join(folder, "data.duckdb");
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
  const bytes = await readFile(path);
  await rm(folder, { recursive: true });
  return bytes;
}

async function openWith(statements: readonly string[]) {
  const server = await openTestServer({ queryTimeoutMs: 2_000 });
  const browser = server.browser();
  const form = multipart([{ name: "data.duckdb", content: await duckdbFile(statements) }]);
  const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  expect(uploaded.statusCode, uploaded.body).toBe(201);
  const sourceId: string = uploaded.json().source.id;
  const post = (path: string, sql: string, headers: Record<string, string> = {}, who: Browser = browser) =>
    who.inject({ method: "POST", url: `/api/v1/${path}`, payload: { sourceId, sql }, headers });
  return { server, post };
}

describe("queries", () => {
  let server: TestServer;
  let post: Awaited<ReturnType<typeof openWith>>["post"];
  beforeAll(async () => {
    ({ server, post } = await openWith([TABLES]));
  });
  afterAll(() => server.close());

  test("a SELECT answers with rows, chart and the tables it read", async () => {
    const response = await post("queries", "SELECT count(*) AS n FROM orders");
    expect(response.statusCode, response.body).toBe(200);
    expect(response.json()).toMatchObject({
      result: { rows: [["10"]], rowCount: 1, isTruncated: false },
      chart: { kind: "kpi" },
      tables: ["orders"],
    });
  });

  test("the stream carries columns, rows, chart and done", async () => {
    const response = await post("queries", "SELECT id FROM orders", { accept: "text/event-stream" });
    expect([...response.body.matchAll(/^event: (\w+)$/gm)].map((match) => match[1])).toEqual([
      "columns",
      "rows",
      "chart",
      "done",
    ]);
  });

  test("a refused statement names its rule, and check says the same", async () => {
    const [ran, checked] = [
      await post("queries", "DROP TABLE orders"),
      await post("queries/check", "DROP TABLE orders"),
    ];
    expect([ran.statusCode, ran.json().code]).toEqual([403, "SQL_REFUSED"]);
    expect(checked.json()).toMatchObject({ isAllowed: false, refusal: { rule: ran.json().details.rule } });
    expect((await post("queries/check", "SELECT 1")).json()).toEqual({ isAllowed: true });
  });

  test("a statement past its time is stopped", async () => {
    const response = await post("queries", "SELECT count(*) FROM range(100000000000) t(i), orders");
    expect([response.statusCode, response.json().code]).toEqual([408, "QUERY_TIMEOUT"]);
  });

  test("somebody else's source cannot be queried", async () => {
    expect((await post("queries", "SELECT 1", {}, server.browser())).statusCode).toBe(404);
    expect((await post("queries/check", "SELECT 1", {}, server.browser())).statusCode).toBe(404);
  });
});

interface Line {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: string;
  readonly policy?: boolean;
}

const corpus = (name: string): readonly Line[] =>
  readFileSync(sharedPath(`attacks/${name}`), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Line => JSON.parse(line))
    .filter((line) => line.dialect === "duckdb");

/** Answers that mean: stopped at a limit, and the server is well. */
const BOUNDED = new Set(["QUERY_TIMEOUT", "QUERY_TOO_LARGE", "ENGINE_RESTARTED", "SQL_FAILED", "SQL_TYPE_MISMATCH"]);
/** The canary, and what only a server of the attacker's making would have. */
const NOT_UPLOADED = /\b(?:secrets|audit|sequence|macro|v_file)\b/;
const hasCorpus = existsSync(sharedPath("attacks/sql-attacks.jsonl"));

describe.skipIf(!hasCorpus)("the shared corpus through the API", () => {
  let server: TestServer;
  let post: Awaited<ReturnType<typeof openWith>>["post"];
  beforeAll(async () => {
    const statements = readFileSync(sharedPath("attacks/fixtures/duckdb.sql"), "utf8").split(/;\n/);
    const wanted = statements.filter((sql) => sql.trim() !== "" && !NOT_UPLOADED.test(sql));
    // Views of an uploaded database are code and are not read; the corpus expects this one to be there.
    ({ server, post } = await openWith(wanted.map((sql) => sql.replace(/create view/i, "create table"))));
  });
  afterAll(() => server.close());

  test("every attack is refused or bounded, and the next query works", { timeout: 600_000 }, async () => {
    const passed: string[] = [];
    for (const line of corpus("sql-attacks.jsonl")) {
      const response = await post("queries", line.sql);
      const { code } = response.json();
      const isStopped = response.statusCode >= 400 && response.statusCode !== 500;
      const isFine =
        line.expect === "refuse" ? isStopped : isStopped || BOUNDED.has(code) || response.statusCode === 200;
      if (!isFine)
        passed.push(`${line.id} (${line.expect}) ${response.statusCode} ${code ?? ""}: ${line.sql.slice(0, 120)}`);
      expect(response.body).not.toContain("tok-OTHER-TENANT");
    }
    expect(passed).toEqual([]);
    expect((await post("queries", "SELECT count(*) FROM orders")).json().result.rows).toEqual([["500"]]);
  });

  test("every legitimate read runs", { timeout: 300_000 }, async () => {
    const refused: string[] = [];
    for (const line of corpus("sql-legit.jsonl").filter((read) => read.policy !== true)) {
      const response = await post("queries", line.sql);
      if (response.statusCode !== 200)
        refused.push(`${line.id} ${response.json().code} ${response.json().message}: ${line.sql.slice(0, 160)}`);
    }
    expect(refused).toEqual([]);
  });
});
