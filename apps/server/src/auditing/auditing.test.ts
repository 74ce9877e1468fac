import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEvents } from "../database/audit-tables.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import type { Identity } from "../plugins/identity.ts";
import { AuditLog } from "./audit-log.ts";
import { AuditStore } from "./audit-store.ts";
import { BatchedWriter } from "./batched-writer.ts";

const DAY_MS = 24 * 3_600_000;
const silent = { error: () => undefined };

const ann: Identity = {
  workspaceId: "workspace-a",
  role: "owner",
  isInstanceAdmin: false,
  scopes: null,
  kind: "user",
  principal: "user-ann",
  userId: "user-ann",
  attributes: { email: "ann@example.com" },
};

describe("the audit trail", () => {
  let server: TestServer;
  let store: AuditStore;
  let log: AuditLog;
  beforeAll(async () => {
    server = await openTestServer();
    store = new AuditStore(server.database.db);
    log = new AuditLog(store, silent, () => new Date(server.clock.now()));
  });
  afterAll(() => server.close());

  test("keeps events in the order they came, with who it was at the time", async () => {
    log.record({ action: "source.delete", identity: ann, target: { type: "sources", id: "s1" }, outcome: "done" });
    server.clock.advance(1_000);
    log.record({ action: "account.sign-in", identity: null, outcome: "failed", address: "192.0.2.7" });
    await log.settled();
    const rows = await store.list({}, undefined, 10);
    expect(rows.map(({ action, actor, actorKind, outcome }) => [action, actor, actorKind, outcome])).toEqual([
      ["account.sign-in", "", "nobody", "failed"],
      ["source.delete", "ann@example.com", "user", "done"],
    ]);
  });

  test("is searched by workspace, person, action or its type, thing and outcome", async () => {
    const actions = async (filter: Parameters<AuditStore["list"]>[0]) =>
      (await store.list(filter, undefined, 10)).map(({ action }) => action);
    expect(await actions({ workspaceId: "workspace-a" })).toEqual(["source.delete"]);
    expect(await actions({ workspaceId: "workspace-b" })).toEqual([]);
    expect(await actions({ actor: "ANN@" })).toEqual(["source.delete"]);
    expect(await actions({ actor: "%" })).toEqual([]);
    expect(await actions({ action: "account" })).toEqual(["account.sign-in"]);
    expect(await actions({ action: "account.sign-in" })).toEqual(["account.sign-in"]);
    expect(await actions({ target: "s1" })).toEqual(["source.delete"]);
    expect(await actions({ outcome: ["failed"] })).toEqual(["account.sign-in"]);
  });

  test("whoever came in is found by their address, though nobody was known when they asked", async () => {
    const cameIn = { id: "u-eve", email: "eve@example.com" };
    log.record({ action: "account.sign-in", identity: null, cameIn, outcome: "done" });
    await log.settled();
    const [row] = await store.list({ actor: "eve@" }, undefined, 10);
    expect([row?.action, row?.actorKind, row?.actorId]).toEqual(["account.sign-in", "user", "u-eve"]);
  });

  test("long words are cut, so that nobody fills the disk with one request", async () => {
    log.record({ action: "source.change", identity: ann, outcome: "done", detail: { name: "x".repeat(10_000) } });
    await log.settled();
    const [row] = await store.list({ action: "source.change" }, undefined, 1);
    expect(row?.detail.name).toHaveLength(500);
  });

  test("signs that a database cannot hold lose no event", async () => {
    log.record({ action: "answer.ask", identity: ann, outcome: "done", detail: { question: "how\u0000 many \ud800" } });
    await log.settled();
    expect(await store.list({ action: "answer.ask" }, undefined, 1)).toHaveLength(1);
  });

  test.each([
    ["an update", sql`UPDATE audit_events SET actor = 'nobody'`],
    ["a delete", sql`DELETE FROM audit_events`],
    ["a truncate", sql`TRUNCATE audit_events`],
  ])("%s is refused by the database itself", async (_name, statement) => {
    const before = await server.database.db.$count(auditEvents);
    await expect(server.database.db.execute(statement)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
    expect(await server.database.db.$count(auditEvents)).toBe(before);
  });

  test("what is older than the retention goes, and nothing else can be removed afterwards", async () => {
    server.clock.advance(10 * DAY_MS);
    log.record({ action: "workspace.change", identity: ann, outcome: "done" });
    await log.settled();
    await store.removeBefore(new Date(server.clock.now() - DAY_MS));
    expect((await store.list({}, undefined, 10)).map(({ action }) => action)).toEqual(["workspace.change"]);
    await expect(server.database.db.execute(sql`DELETE FROM audit_events`)).rejects.toThrow();
  });
});

describe("rows written in batches", () => {
  test("those that come together go together, and settled waits for all", async () => {
    const written: number[][] = [];
    const writer = new BatchedWriter<number>(async (rows) => void written.push(rows), silent);
    writer.add(1);
    writer.add(2);
    await writer.settled();
    writer.add(3);
    await writer.settled();
    expect(written).toEqual([[1, 2], [3]]);
  });

  test("a failure loses its rows, is counted and told, and the next rows are written", async () => {
    const written: number[] = [];
    const told: unknown[] = [];
    const writer = new BatchedWriter<number>(
      async (rows) => {
        if (rows.includes(1)) throw new Error("down");
        written.push(...rows);
      },
      { error: (facts: unknown) => void told.push(facts) },
    );
    writer.add(1);
    await writer.settled();
    writer.add(2);
    await writer.settled();
    expect([writer.dropped, written, told.length]).toEqual([1, [2], 1]);
  });
});
