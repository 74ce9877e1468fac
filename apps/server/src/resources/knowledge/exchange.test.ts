import type { KnowledgeBody } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = "id,customer,total_amount,status\n1,Ann,10.50,completed\n2,Bob,20.25,cancelled\n";
const FILE = `parlance: knowledge/1
tables:
  orders:
    usually:
      only:
        - column: status
          is: completed
    columns:
      total_amount:
        synonyms:
          - grog
metrics:
  - name: yield
    expression:
      table: orders
      sql: SUM(total_amount) / COUNT(*)
`;

describe("knowledge as a file", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
    const form = multipart([{ name: "orders.csv", content: ORDERS }]);
    const made = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = made.json().source.id;
  });
  afterAll(() => server.close());

  const url = (apply = false) => `/api/v1/sources/${sourceId}/knowledge.yaml${apply ? "?apply=true" : ""}`;
  const put = (yaml: string, apply = false, headers: Record<string, string> = {}) =>
    browser.inject({
      method: "PUT",
      url: url(apply),
      payload: yaml,
      headers: { "content-type": "application/yaml", ...headers },
    });
  const get = () => browser.inject({ method: "GET", url: url() });
  const changesOf = (response: Awaited<ReturnType<typeof put>>): string[] =>
    response
      .json()
      .changes.map(
        (one: { change: string; after: KnowledgeBody | null; before: KnowledgeBody | null }) =>
          `${one.change} ${(one.after ?? one.before)?.kind}`,
      );

  test("an import tells what would change, then changes it, and the export is the same text again", async () => {
    const preview = await put(FILE);
    expect(preview.statusCode, preview.body).toBe(200);
    expect(preview.json()).toMatchObject({ isApplied: false, problems: [] });
    expect(changesOf(preview)).toEqual(["added filter", "added alias", "added metric"]);
    expect((await get()).body).not.toContain("grog");
    expect((await put(FILE, true)).json()).toMatchObject({ isApplied: true });
    const exported = await get();
    expect(exported.headers["content-type"]).toMatch(/application\/yaml/);
    expect(exported.body.replace(/^#.*\n+/, "")).toBe(FILE);
    expect(changesOf(await put(exported.body))).toEqual([]);
    const asked = await browser.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId, question: "total grog" },
    });
    expect(asked.json().result.rows.map(String)).toEqual(["10.50"]);
    expect(asked.json().assumptions.join()).toContain("only orders where status is completed");
    expect(asked.json().alternatives[0].sql).not.toContain("completed");
  });

  test("what the file leaves out goes, what it says otherwise is changed", async () => {
    const less = FILE.replace(/metrics:[\s\S]*$/, "").replace("is: completed", "is: cancelled");
    const answer = await put(less, true);
    expect(changesOf(answer)).toEqual(["changed filter", "removed metric"]);
  });

  test("a file that does not fit changes nothing and says where", async () => {
    const before = (await get()).body;
    const wrong = FILE.replace("total_amount:", "totl_amount:").replace("SUM(total_amount)", "SUM(nothing)");
    const answer = (await put(wrong, true)).json();
    expect(answer.isApplied).toBe(false);
    expect(answer.problems).toMatchObject([
      { line: 11, message: expect.stringContaining('Did you mean "total_amount"?') },
      { line: 13, field: "metrics.0" },
    ]);
    expect((await put("parlance: [", true)).json().problems[0].line).toBe(1);
    expect((await get()).body).toBe(before);
  });

  test("an import from an old export is refused, when it says which", async () => {
    const { etag } = (await get()).headers;
    expect((await put(FILE, true, { "if-match": String(etag) })).json().isApplied).toBe(true);
    const late = await put(FILE, true, { "if-match": String(etag) });
    expect([late.statusCode, late.json().code]).toEqual([412, "EDIT_CONFLICT"]);
  });

  test("trying something out shows its effect and keeps nothing", async () => {
    const tryIt = (body: KnowledgeBody, question?: string) =>
      browser.inject({
        method: "POST",
        url: `/api/v1/sources/${sourceId}/knowledge/try`,
        payload: { body, ...(question === undefined ? {} : { question }) },
      });
    const figure: KnowledgeBody = {
      kind: "metric",
      name: "net intake",
      definition: { kind: "figure", fn: "sum", table: "orders", column: "total_amount" },
    };
    const tried = (await tryIt(figure, "net intake by customer")).json();
    expect(tried).toMatchObject({ faults: [], value: "30.75", isExpressible: true });
    expect(tried.before.unusedWords.length + (tried.before.verdict === "answer" ? 0 : 1)).toBeGreaterThan(0);
    expect(tried.after.sql).toContain("SUM(");
    expect((await tryIt({ kind: "hidden", table: "nowhere" })).json().faults).toHaveLength(1);
    expect((await get()).body).not.toContain("net intake");
  });
});
