import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../../fixtures/accounts.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { CANARIES, makeUsualRules, openRuledTeam, type RuledTeam, send } from "../../fixtures/ruled-team.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const PAY = ["salary,grade", ...Array.from({ length: 12 }, (_, i) => `${4_242_000_001 + i},g${i % 3}`)].join("\n");

describe("combinations for people under rules", () => {
  let server: TestServer;
  let team: RuledTeam;
  let pay: string;
  let combined: string;
  let bySalary: object;
  beforeAll(async () => {
    server = await openTestServer({ isDemoEnabled: false });
    team = await openRuledTeam(server);
    const { owner, sourceId, makeRule } = team;
    const form = multipart([{ name: "pay.csv", content: PAY }]);
    const uploaded = await owner.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    pay = uploaded.json().source.id;
    bySalary = {
      from: { sourceId, table: "customers", column: "salary" },
      to: { sourceId: pay, table: "pay", column: "salary" },
    };
    const body = { name: "Both", sourceIds: [sourceId, pay], joins: [bySalary] };
    combined = (await send(owner, "POST", "/combinations", body)).json().id;
    await makeUsualRules(team);
    await makeRule({ kind: "column", column: "salary", action: "hide" }, "customers", {
      kind: "some",
      roles: ["admin"],
      members: [],
    });
    const hidden = { kind: "column", column: "salary", action: "hide" };
    const rule = { table: "pay", rule: hidden, appliesTo: { kind: "everyone", except: [owner.userId] } };
    expect((await send(owner, "POST", `/sources/${pay}/rules`, rule)).statusCode).toBe(201);
  });
  afterAll(() => server.close());

  const joinsFor = async (who: RuledTeam["owner"]) =>
    (await send(who, "GET", `/combinations/${combined}`)).json().joins;

  test("a join on a hidden column is nowhere, its name included", async () => {
    const { north, sourceId } = team;
    const pages = server.routes
      .list()
      .filter(({ method, url }) => method === "GET" && url.startsWith("/api/v1/sources/:id"))
      .map(({ url }) => url.slice("/api/v1".length).replace(":id", combined).replace(":table", "customers"))
      .filter((page) => !page.includes(":"));
    expect(pages).toContain(`/sources/${combined}/catalog`);
    const told: string[] = [];
    for (const page of [...pages, `/combinations/${combined}`, "/workspaces/mine/sources"])
      told.push(`${page} ${(await send(north, "GET", page)).body}`);
    for (const question of ["total spent by grade", "list all customers", "what columns does customers have"])
      told.push((await send(north, "POST", "/ask", { sourceId: combined, question })).body);
    for (const sql of ["SELECT * FROM customers", "SELECT c.id FROM customers c JOIN pay p ON p.grade = c.name"])
      for (const path of ["/queries", "/queries/estimate"])
        told.push((await send(north, "POST", path, { sourceId: combined, sql })).body);
    expect(told.filter((text) => CANARIES.some((canary) => text.includes(canary)))).toEqual([]);
    expect([await joinsFor(north), await joinsFor(team.owner)]).toEqual([[], [bySalary]]);
    expect(sourceId).not.toBe(combined);
  });

  test("whoever sees a part is told no counts of the whole by making one", async () => {
    const { north, sourceId } = team;
    const body = { name: "Mine", sourceIds: [sourceId, pay], joins: [] };
    const headers = { "idempotency-key": "mine-once" };
    for (const _ of ["made", "made again"]) {
      const created = await send(north, "POST", "/combinations", body, headers);
      expect(created.statusCode, created.body).toBe(201);
      // 12 of the table whose rows they all see; of the other they see some.
      expect(created.json()).toMatchObject({ tableCount: 2, rowCount: 12 });
    }
  });

  test("where values of a source may go is said by those who say what is told of it", async () => {
    const path = `/sources/${pay}`;
    const refused = await send(team.north, "PATCH", path, { sendsKeys: false });
    expect([refused.statusCode, refused.json().code]).toEqual([403, "PERMISSION_DENIED"]);
    expect((await send(team.owner, "GET", path)).json().sendsKeys).toBe(true);
    expect((await send(team.owner, "PATCH", path, { sendsKeys: false })).json().sendsKeys).toBe(false);
  });

  test("whoever changes the joins they see leaves those they do not", async () => {
    const admin = await signUp(server, {
      email: "admin@team.example",
      role: "admin",
      workspaceId: team.owner.workspaceId,
    });
    expect(await joinsFor(admin)).toEqual([]);
    const own = {
      from: { sourceId: team.sourceId, table: "customers", column: "city" },
      to: { sourceId: pay, table: "pay", column: "grade" },
    };
    const sourceIds = [team.sourceId, pay];
    const changed = await send(admin, "PUT", `/combinations/${combined}`, { sourceIds, joins: [own] });
    expect(changed.json().joins, changed.body).toEqual([own]);
    expect(await joinsFor(team.owner)).toEqual([own, bySalary]);
    const other = { ...own, from: { ...own.from, column: "salary" } };
    const refused = await send(admin, "PUT", `/combinations/${combined}`, { sourceIds, joins: [other] });
    const unknown = await send(admin, "PUT", `/combinations/${combined}`, {
      sourceIds,
      joins: [{ ...own, from: { ...own.from, column: "never" } }],
    });
    expect([refused.statusCode, refused.json().code]).toEqual([unknown.statusCode, unknown.json().code]);
  });
});
