import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DEFAULT_LIMITS, frameRows, type QueryWorker } from "@parlance/core";
import { askEngine, type EngineResult, type PreparedSource, prepareSource } from "@parlance/engine";
import { policyForCatalog } from "@parlance/sql";
import { createWorkerPool, type WorkerPool } from "@parlance/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoQuestion } from "./demo-workspace.ts";
import { demoWorkspaces } from "./demo-workspaces.ts";
import { generateDemo } from "./generate-demo.ts";
import { answers } from "./same-answer-fixture.ts";

// Not the first or last day of anything, so that "last month" and "this year" mean something.
const TODAY = "2026-08-19";

interface Room {
  readonly source: PreparedSource;
  readonly policy: ReturnType<typeof policyForCatalog>;
  readonly worker: QueryWorker;
  readonly duckdb: DuckDBConnection;
}

let folder = "";
let pool: WorkerPool;
const rooms = new Map<string, Room>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-questions-"));
  pool = createWorkerPool({ scratchDir: join(folder, "scratch"), spares: 0 });
  for (const { id } of demoWorkspaces) rooms.set(id, await openRoom(id));
});

afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

async function openRoom(workspaceId: string): Promise<Room> {
  const outDir = join(folder, workspaceId);
  await mkdir(outDir);
  const duckdb = await (await DuckDBInstance.create(":memory:")).connect();
  const tables = await generateDemo({ workspaceId, outDir, today: TODAY, runSql: (sql) => duckdb.run(sql) });
  const worker = pool.forWorkspace(workspaceId);
  const { catalog, values } = await worker.describe({ tables }, () => undefined);
  await worker.attach({ sourceId: workspaceId, version: catalog.version, tables });
  return { source: prepareSource(catalog, values), policy: policyForCatalog(catalog), worker, duckdb };
}

function roomOf(workspaceId: string): Room {
  const room = rooms.get(workspaceId);
  if (room === undefined) throw new Error(`no room ${workspaceId}`);
  return room;
}

const askIn = ({ source }: Room, question: string): EngineResult =>
  askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" });

async function runIn({ worker, policy }: Room, sourceId: string, sql: string) {
  const stored = await worker.run({ resultId: sql, sourceId, sql, policy, limits: DEFAULT_LIMITS, pageRows: 10_000 });
  return frameRows(stored.firstPage);
}

async function expectedRows({ duckdb }: Room, { expectedSql }: DemoQuestion) {
  return (await duckdb.runAndReadAll(expectedSql(TODAY))).getRowsJson();
}

for (const { id, questions } of demoWorkspaces) {
  describe(`${id}: suggested questions`, () => {
    it.each(questions.map((each) => [each.question, each] as const))("%s", async (_text, question) => {
      const room = roomOf(id);
      const expected = await expectedRows(room, question);
      expect(expected.length).toBeGreaterThan(0);
      const { verdict, readings } = askIn(room, question.question);
      const sql = readings[0]?.sql ?? "";
      expect([verdict, sql]).toEqual([expect.stringMatching(/^(answer|confirm)$/), expect.any(String)]);
      const actual = await runIn(room, id, sql);
      expect(answers(actual, expected, question), `${sql}\n${JSON.stringify(actual.slice(0, 5), bigintText)}`).toBe(
        true,
      );
    });
  });
}

const bigintText = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
