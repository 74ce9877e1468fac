import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import { usualOf } from "./usual.ts";

describe("disclosures", () => {
  let server: TestServer;
  let ann: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    ann = server.browser();
    const form = multipart([{ name: "sales.csv", content: "id\n1\n" }]);
    const uploaded = await ann.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => server.close());

  const at = (id: string) => `/api/v1/disclosures/${id}`;
  const setUp = (provider: string, config: object) =>
    ann.inject({ method: "PUT", url: `/api/v1/providers/${provider}`, payload: { model: "m", config } });
  const usual = async () => (await ann.inject({ method: "GET", url: at(sourceId) })).json();

  test("follow from where the models are, until somebody decides", async () => {
    expect(await usual()).toMatchObject({ name: "sales", disclosure: "full", isDefault: true });
    await setUp("anthropic", { apiKey: "sk-x" });
    expect(await usual(), "a model outside").toMatchObject({ disclosure: "schema", isDefault: true });
    const decided = await ann.inject({ method: "PUT", url: at(sourceId), payload: { disclosure: "aggregates" } });
    expect(decided.json()).toMatchObject({ disclosure: "aggregates", isDefault: false });
    await setUp("openai-compatible", { baseUrl: "http://192.168.1.5:11434/v1" });
    expect(await usual(), "decided is decided").toMatchObject({ disclosure: "aggregates" });
    expect((await ann.inject({ method: "DELETE", url: at(sourceId) })).statusCode).toBe(204);
    expect(await usual(), "a model in the house").toMatchObject({ disclosure: "full", isDefault: true });
  });

  test("what the operator says goes before where the models are", async () => {
    const strict = await openTestServer({ modelEnvironment: { PARLANCE_LLM_DISCLOSURE: "nothing" } });
    const listed = await strict.browser().inject({ method: "GET", url: "/api/v1/disclosures" });
    expect(listed.json()).toMatchObject({ default: "nothing" });
    await strict.close();
  });

  test.each([
    ["made-up data are told in full", "demo", "schema", undefined, "full"],
    ["unless the operator has spoken", "demo", "schema", "schema", "schema"],
    ["other data are not", "files", "schema", undefined, "schema"],
  ] as const)("%s", (_name, kind, usual, operators, expected) => {
    expect(usualOf(kind, usual, operators)).toBe(expected);
  });

  test.each([
    ["a word there is not", { disclosure: "some" }, 400],
    ["more than the word", { disclosure: "full", sourceId: "x" }, 400],
  ])("%s is refused", async (_name, payload, status) => {
    expect((await ann.inject({ method: "PUT", url: at(sourceId), payload })).statusCode).toBe(status);
  });

  test("go with their source", async () => {
    const form = multipart([{ name: "gone.csv", content: "id\n1\n" }]);
    const uploaded = await ann.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    const id = uploaded.json().source.id;
    await ann.inject({ method: "PUT", url: at(id), payload: { disclosure: "nothing" } });
    expect((await ann.inject({ method: "DELETE", url: `/api/v1/sources/${id}` })).statusCode).toBe(204);
    expect((await ann.inject({ method: "GET", url: at(id) })).json().code).toBe("SOURCE_NOT_FOUND");
  });
});
