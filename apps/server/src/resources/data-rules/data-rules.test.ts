import type { Answer } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeUsualRules, openRuledTeam, type RuledTeam, send, setAttributes } from "../../fixtures/ruled-team.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const PATIENCE_MS = 120_000;

let server: TestServer;
let team: RuledTeam;

beforeAll(async () => {
  server = await openTestServer();
  team = await openRuledTeam(server);
}, PATIENCE_MS);
afterAll(() => server.close());

const run = async (who: Browser, sql: string) =>
  send(who, "POST", "/queries", { sourceId: team.sourceId, sql, acceptCost: true });
const rowsOf = async (who: Browser, sql: string): Promise<unknown[][]> => {
  const response = await run(who, sql);
  expect(response.statusCode, response.body).toBe(200);
  return response.json().result.rows;
};

describe("rules of a source", () => {
  const path = (): string => `/sources/${team.sourceId}/rules`;

  test("are made, read with an ETag, changed with If-Match, and removed", async () => {
    const rule = { kind: "row", filter: "region = user.region" };
    const appliesTo = { kind: "some", roles: ["viewer"], members: [] };
    const made = await send(team.owner, "POST", path(), { table: "customers", rule, appliesTo, note: "by region" });
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json();
    expect(made.json()).toMatchObject({ table: "customers", rule, appliesTo, fault: null, attributes: ["region"] });
    const read = await send(team.owner, "GET", `${path()}/${id}`);
    expect(read.headers.etag).toBe(made.headers.etag);
    const change = (ifMatch: string) =>
      send(team.owner, "PATCH", `${path()}/${id}`, { note: "changed" }, { "if-match": ifMatch });
    expect((await change('"7"')).json().code).toBe("EDIT_CONFLICT");
    expect((await change(String(read.headers.etag))).json()).toMatchObject({ note: "changed", revision: 2 });
    expect((await send(team.owner, "GET", path())).json().items).toHaveLength(1);
    expect((await send(team.owner, "DELETE", `${path()}/${id}`)).statusCode).toBe(204);
    expect((await send(team.owner, "GET", `${path()}/${id}`)).json().code).toBe("DATA_RULE_NOT_FOUND");
  });

  test.each([
    ["a filter that is no filter", { rule: { kind: "row", filter: "region =" } }, /Expected/],
    ["a column that is not there", { rule: { kind: "row", filter: "land = 'x'" } }, /no column land/],
    [
      "a column to hide that is not there",
      { rule: { kind: "column", column: "land", action: "hide" } },
      /no column land/,
    ],
    ["a table that is not there", { table: "people" }, /no table people/],
    ["nobody whom it is about", { appliesTo: { kind: "some", roles: [], members: [] } }, /whom/],
    ["somebody who is no member", { appliesTo: { kind: "some", roles: [], members: ["stranger"] } }, /not in this/],
  ])("with %s are refused, and told why", async (_name, part, message) => {
    const rule = { kind: "row", filter: "region = 'North'" };
    const appliesTo = { kind: "everyone", except: [] };
    const made = await send(team.owner, "POST", path(), { table: "customers", rule, appliesTo, ...part });
    expect(made.json()).toMatchObject({ code: "DATA_RULE_INVALID", message: expect.stringMatching(message) });
  });

  test("are nobody's but those who administer the workspace", async () => {
    for (const [method, at] of [
      ["GET", path()],
      ["POST", path()],
      ["POST", `${path()}/preview`],
      ["POST", `${path()}/check`],
    ] as const)
      expect((await send(team.north, method, at, method === "GET" ? undefined : {})).json().code, at).toBe(
        "PERMISSION_DENIED",
      );
    const stranger = server.browser();
    expect((await send(stranger, "GET", path())).json().code).toBe("SOURCE_NOT_FOUND");
  });
});

describe("people under rules", () => {
  beforeAll(() => makeUsualRules(team), PATIENCE_MS);

  test("ask the same question and get their own right numbers", async () => {
    const ask = async (who: Browser): Promise<Answer> => {
      const asked = await send(who, "POST", "/ask", { sourceId: team.sourceId, question: "total spent" });
      expect(asked.statusCode, asked.body).toBe(200);
      return asked.json();
    };
    const [all, north, south] = [await ask(team.owner), await ask(team.north), await ask(team.south)];
    expect([all, north, south].map((answer) => Number(answer.result?.rows[0]?.[0]))).toEqual([780, 360, 420]);
    expect(all.receipt?.limits).toBeUndefined();
    expect(north.receipt?.limits).toEqual([
      { table: "customers", hasFewerRows: true, maskedColumns: expect.arrayContaining(["phone", "ssn", "remark"]) },
    ]);
    expect(JSON.stringify(north)).not.toContain("salary");
  });

  test("never meet in a cache, whoever runs the same statement first", async () => {
    const sql = "SELECT count(*) AS n, sum(spent) AS total FROM customers";
    const seen = [];
    for (const who of [team.south, team.owner, team.north, team.south, team.owner, team.nowhere])
      seen.push((await rowsOf(who, sql))[0]?.map(Number));
    // A total of no rows is null.
    expect(seen).toEqual([
      [4, 420],
      [12, 780],
      [8, 360],
      [4, 420],
      [12, 780],
      [0, 0],
    ]);
  });

  test("see masked and hashed values", async () => {
    const rows = await rowsOf(team.north, "SELECT phone, ssn, remark FROM customers WHERE id = 3");
    const [[phone, ssn, remark] = []] = rows;
    expect(phone).toMatch(/^\*+03$/);
    expect(ssn).toMatch(/^[0-9a-f]{16,}$/);
    expect(remark).toBeNull();
  });

  test("are told of a hidden column what they are told of one that never was", async () => {
    const refusals = [];
    for (const column of ["salary", "salarx"]) {
      const response = await run(team.north, `SELECT ${column} FROM customers`);
      refusals.push({
        status: response.statusCode,
        body: response.body.replaceAll(column, "X").replace(/"requestId":"[^"]*"/, ""),
      });
    }
    expect(refusals[0]).toEqual(refusals[1]);
  });

  test("see changes of rules and of themselves with the next request", async () => {
    const count = async () => Number((await rowsOf(team.nowhere, "SELECT count(*) AS n FROM customers"))[0]?.[0]);
    expect(await count()).toBe(0);
    await setAttributes(server, team.nowhere, { region: "South" });
    expect(await count()).toBe(4);
    const id = await team.makeRule({ kind: "row", filter: "city <> 'Rome'" });
    expect(await count()).toBe(0);
    await send(team.owner, "DELETE", `/sources/${team.sourceId}/rules/${id}`);
    expect(await count()).toBe(4);
  });
});

describe("what was made under other rules", () => {
  test("is not read any more: results, answers of a conversation, what the next question refers to", async () => {
    const { sourceId, nowhere } = team;
    await setAttributes(server, nowhere, { region: "South" });
    const begun = await send(nowhere, "POST", "/conversations", { sourceId });
    const conversationId: string = begun.json().id;
    const asked = await send(nowhere, "POST", "/ask", { sourceId, question: "total spent by city", conversationId });
    const { resultId } = asked.json().result;
    const read = async () => {
      const kept = await send(nowhere, "GET", `/conversations/${conversationId}`);
      const { isWithheld, answer, sql } = kept.json().messages[0];
      return { isWithheld, isShown: answer !== null && sql !== null };
    };
    const page = async () => (await send(nowhere, "GET", `/results/${resultId}/rows`)).statusCode;
    expect([await page(), await read()]).toEqual([200, { isWithheld: false, isShown: true }]);
    await setAttributes(server, nowhere, { region: "North" });
    expect([await page(), await read()]).toEqual([404, { isWithheld: true, isShown: false }]);
    const history = await send(nowhere, "GET", "/history");
    expect(history.json().items[0]).toMatchObject({ isWithheld: true, sql: null, sentence: null });
    await setAttributes(server, nowhere, { region: "South" });
    expect([await page(), await read()]).toEqual([200, { isWithheld: false, isShown: true }]);
  });

  test("is shown to members who see the same, and to nobody by a link", async () => {
    const { sourceId, owner, north, south, nowhere } = team;
    await setAttributes(server, nowhere, { region: "South" });
    const begun = await send(south, "POST", "/conversations", { sourceId });
    const id: string = begun.json().id;
    await send(south, "POST", "/ask", { sourceId, question: "total spent by city", conversationId: id });
    await send(south, "PUT", `/conversations/${id}/workspace-share`);
    const seen = [];
    for (const who of [south, nowhere, north, owner])
      seen.push((await send(who, "GET", `/conversations/${id}`)).json().messages[0].isWithheld);
    expect(seen).toEqual([false, false, true, true]);
    const { token } = (await send(south, "POST", `/conversations/${id}/share`, {})).json();
    const linked = await send(server.browser(), "GET", "/shared-conversation", undefined, { "x-share-token": token });
    expect(linked.json().messages).toMatchObject([{ isWithheld: true, result: null, sentence: null, sql: null }]);
  });
});

describe("who may change rules", () => {
  test("sees the source as somebody else, with a rule that is not kept yet", async () => {
    const { owner, north, sourceId } = team;
    const at = `/sources/${sourceId}/rules/preview`;
    const appliesTo = { kind: "everyone", except: [] };
    const draft = { table: "customers", rule: { kind: "column", column: "city", action: "hide" }, appliesTo, note: "" };
    const seen = (await send(owner, "POST", at, { as: { kind: "member", userId: north.userId }, draft })).json();
    expect(seen.tables).toMatchObject([{ name: "customers", hasFewerRows: true, hidden: ["city", "salary"] }]);
    expect(seen.rows.rows).toHaveLength(8);
    const role = { kind: "role", role: "viewer" };
    const asRole = (await send(owner, "POST", at, { as: role })).json();
    expect(asRole).toMatchObject({ missing: ["region"], rows: { rows: [] } });
    const whole = (await send(owner, "POST", at, { as: { kind: "member", userId: owner.userId } })).json();
    expect(whole.tables).toMatchObject([{ hasFewerRows: false, hidden: [] }]);
    expect((await rowsOf(north, "SELECT city FROM customers")).length).toBe(8);
  });
});

describe("a rule that cannot be followed any more", () => {
  test("keeps its table from those it is about, and is shown as broken", async () => {
    const own = await openTestServer();
    try {
      const lost = await openRuledTeam(own);
      await lost.makeRule({ kind: "column", column: "salary", action: "hide" });
      // As after a sync that found the column gone or called otherwise.
      await own.database.db.execute(
        `UPDATE data_rules SET body = '{"kind":"column","column":"wages","action":"hide"}' WHERE source_id = '${lost.sourceId}'`,
      );
      const listed = (await send(lost.owner, "GET", `/sources/${lost.sourceId}/rules`)).json();
      expect(listed.items[0].fault.message).toMatch(/no column wages any more/);
      const catalog = (await send(lost.north, "GET", `/sources/${lost.sourceId}/catalog`)).json();
      expect(catalog.tables).toEqual([]);
      const restrictions = (await send(lost.north, "GET", `/sources/${lost.sourceId}/restrictions`)).json();
      expect(restrictions.withheld).toEqual(["customers"]);
      const ran = await send(lost.north, "POST", "/queries", {
        sourceId: lost.sourceId,
        sql: "SELECT 1 FROM customers",
      });
      expect(ran.json().code).toBe("SQL_UNKNOWN_TABLE");
      const whole = (await send(lost.owner, "GET", `/sources/${lost.sourceId}/catalog`)).json();
      expect(whole.tables).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe("people who see a part", () => {
  test("cannot change the files of the source, nor learn how many rows it has", async () => {
    const { north, owner, sourceId } = team;
    const undone = await send(north, "POST", `/sources/${sourceId}/undo`, {});
    expect(undone.json().code).toBe("SOURCE_SEEN_IN_PART");
    const read = async (who: Browser) => (await send(who, "GET", `/sources/${sourceId}`)).json().rowCount;
    expect([await read(owner), await read(north)]).toEqual([12, 0]);
  });

  test("get their part through an API key as well", async () => {
    const made = await send(team.north, "POST", "/api-keys", { name: "program", access: "full" });
    expect(made.statusCode, made.body).toBe(201);
    const program = await server.fastify.inject({
      method: "POST",
      url: "/api/v1/queries",
      headers: { authorization: `Bearer ${made.json().key}` },
      payload: { sourceId: team.sourceId, sql: "SELECT count(*) AS n FROM customers" },
    });
    expect(program.statusCode, program.body).toBe(200);
    expect(Number(program.json().result.rows[0][0])).toBe(8);
  });
});
