import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluations } from "../../database/evaluation-tables.ts";
import { syncs } from "../../database/schema.ts";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import { JobBoard } from "../../jobs/job-board.ts";
import type { Job } from "./schema.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const EXAMPLE = at("../../../../../examples/plugins/quiet-hours/index.js");
const ENDLESS = at("../../plugging/fixtures/endless.js");

describe("jobs", () => {
  let server: TestServer;
  let root: SignedInPerson;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer({ plugins: [EXAMPLE, ENDLESS] });
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    const payload = { connector: "quiet-hours-calendar", name: "Days", config: { year: "2024" } };
    const made = await root.inject({ method: "POST", url: "/api/v1/sources", payload });
    expect(made.statusCode, made.body).toBeLessThan(300);
    sourceId = made.json().source?.id ?? made.json().id;
  });
  afterAll(() => server?.close());

  const list = async (): Promise<readonly Job[]> => {
    const response = await root.inject({ method: "GET", url: "/api/v1/instance/jobs" });
    expect(response.statusCode, response.body).toBe(200);
    return response.json().items;
  };
  const post = (path: string) => root.inject({ method: "POST", url: `/api/v1/instance/jobs/${path}` });

  test("are for administrators of the server alone", async () => {
    const ann = await signUp(server, { email: "ann@example.com", role: "owner" });
    for (const [method, url] of [
      ["GET", "/instance/jobs"],
      ["POST", "/instance/jobs/sweep/run"],
      ["POST", "/instance/jobs/sync-x/cancel"],
    ] as const) {
      expect((await ann.inject({ method, url: `/api/v1${url}` })).json().code, url).toBe("PERMISSION_DENIED");
    }
  });

  test("tell of syncs with their source, and of every chore of this instance", { timeout: 60_000 }, async () => {
    await expect
      .poll(async () => (await list()).find(({ kind }) => kind === "sync"), { timeout: 50_000 })
      .toMatchObject({ subject: "Days", state: "done", canCancel: false, canRun: false });
    const kinds = (await list()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["sweep", "look-for-syncs", "index", "backup", "mail"]));
  });

  test("are run once more where they failed, and now where they would run by themselves", {
    timeout: 60_000,
  }, async () => {
    const startedAt = new Date(Date.UTC(2026, 0, 1));
    const failed = {
      id: "failed-1",
      sourceId,
      cause: "schedule",
      state: "failed",
      startedAt,
      message: "Gone.",
    } as const;
    await server.database.db.insert(syncs).values(failed);
    expect(await list()).toContainEqual(
      expect.objectContaining({ id: "sync-failed-1", message: "Gone.", canRun: true }),
    );
    expect((await post("sync-failed-1/run")).statusCode).toBe(204);
    const ofSource = async () => (await list()).filter(({ kind, state }) => kind === "sync" && state === "done");
    await expect.poll(async () => (await ofSource()).length, { timeout: 50_000 }).toBe(2);
    expect((await post("sweep/run")).statusCode).toBe(204);
    await expect
      .poll(async () => (await list()).find(({ id }) => id === "sweep"))
      .toMatchObject({ state: "waiting", endedAt: expect.any(String), message: null });
  });

  test("are stopped while they run, and begun again", { timeout: 60_000 }, async () => {
    const payload = { connector: "endless-well", name: "Well", config: {} };
    const made = await root.inject({ method: "POST", url: "/api/v1/sources", payload });
    expect(made.statusCode, made.body).toBeLessThan(300);
    const well = async (): Promise<Job | undefined> => (await list()).find(({ subject }) => subject === "Well");
    await expect.poll(well, { timeout: 50_000 }).toMatchObject({ state: "running", canCancel: true, canRun: false });
    const first = await well();
    expect((await post(`${first?.id}/cancel`)).statusCode).toBe(204);
    await expect.poll(well, { timeout: 50_000 }).toMatchObject({ id: first?.id, state: "failed", canRun: true });
    expect((await post(`${first?.id}/run`)).statusCode).toBe(204);
    await expect.poll(well, { timeout: 50_000 }).toMatchObject({ state: "running", canCancel: true });
    expect((await post(`${(await well())?.id}/cancel`)).statusCode).toBe(204);
    await expect.poll(well, { timeout: 50_000 }).toMatchObject({ state: "failed" });
  });

  test("an evaluation that was cut off is begun again by whoever is in its workspace", {
    timeout: 60_000,
  }, async () => {
    const url = `/api/v1/sources/${sourceId}`;
    const body = { kind: "verified", question: "what is the weather", sql: "SELECT 'fine' AS weather" };
    const known = await root.inject({ method: "POST", url: `${url}/knowledge`, payload: { body } });
    expect(known.statusCode, known.body).toBe(201);
    const begun = await root.inject({ method: "POST", url: `${url}/evaluations`, payload: {} });
    const { id } = begun.json();
    const ofKind = async () => (await list()).filter(({ kind }) => kind === "evaluation");
    const states = async () => (await ofKind()).map(({ state }) => state);
    await expect.poll(states, { timeout: 50_000 }).toEqual(["done"]);
    expect((await post(`evaluation-${id}/run`)).json().code, "it came to its end").toBe("JOB_NOT_POSSIBLE");
    await server.database.db.update(evaluations).set({ state: "stopped" }).where(eq(evaluations.id, id));
    const eve = await signUp(server, { email: "eve@example.com", isInstanceAdmin: true });
    const theirs = await eve.inject({ method: "POST", url: `/api/v1/instance/jobs/evaluation-${id}/run` });
    expect(theirs.json().code, "in a workspace of others").toBe("JOB_NOT_POSSIBLE");
    expect(await ofKind()).toMatchObject([{ state: "stopped", canRun: true }]);
    expect((await post(`evaluation-${id}/run`)).statusCode).toBe(204);
    await expect.poll(async () => new Set(await states()), { timeout: 50_000 }).toEqual(new Set(["done", "stopped"]));
  });

  test.each([
    ["sync-absent/run", "JOB_NOT_FOUND"],
    ["evaluation-absent/cancel", "JOB_NOT_FOUND"],
    ["mail/cancel", "JOB_NOT_FOUND"],
    ["sync-failed-1/cancel", "JOB_NOT_POSSIBLE"],
  ])("%s is refused with %s", async (path, code) => {
    expect((await post(path)).json().code).toBe(code);
  });
});

test("a chore that fails says so until it works again", async () => {
  let now = 1;
  const board = new JobBoard(() => now++);
  const fail = () => Promise.reject(new Error("password=hunter2"));
  await expect(board.run("sweep", fail)).rejects.toThrow();
  const sweep = () => board.list().find(({ name }) => name === "sweep");
  expect(sweep()).toMatchObject({ isRunning: false, startedAt: 1, endedAt: 2, runs: 1 });
  expect(sweep()?.error).toBe("It failed; the log of this instance tells how.");
  await board.run("sweep", async () => expect(sweep()).toMatchObject({ isRunning: true, error: null }));
  expect(sweep()).toMatchObject({ error: null, runs: 2 });
});
