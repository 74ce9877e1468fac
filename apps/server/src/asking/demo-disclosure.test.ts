import { type ModelServer, startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const DRAFT = { plan: "", kind: "sql", reading: "", assumptions: [], tables: [], message: "", choices: [] };
/** Drafts that fail in ways whose messages could quote the data. */
const FAILING = ["SELECT 1 AS n WHERE 'x' = 'y'", "SELECT CAST('x' AS INTEGER)", "SELECT nothing FROM nowhere"];

/** Stands in every prompt; the demo's data end on it. */
const TODAY = "2026-01-15";

let models: ModelServer;
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  let calls = 0;
  models = await startModelServer({
    vendor: "openai-compatible",
    handler: () => ({ object: { ...DRAFT, sql: FAILING[calls++ % FAILING.length] } }),
  });
  server = await openTestServer({
    isDemoEnabled: true,
    modelEnvironment: {
      PARLANCE_LLM_BASE_URL: models.baseUrl,
      PARLANCE_LLM_MODEL: "model-1",
      PARLANCE_LLM_DISCLOSURE: "schema",
    },
  });
  await server.demo.refresh();
  browser = server.browser();
}, 240_000);
afterAll(async () => {
  await server?.close();
  await models?.close();
});

const read = async (url: string) => (await browser.inject({ method: "GET", url: `/api/v1${url}` })).json();

interface ProfiledCatalog {
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly {
      readonly name: string;
      readonly profile?: {
        readonly min?: string;
        readonly max?: string;
        readonly topValues: readonly { value: string }[];
      };
    }[];
  }[];
}

const QUESTIONS = [
  "who is our biggest whale",
  "frobnicated revenue per region compared with the gizmo",
  "which product would the zorgle like best",
  "why did the quux fall after the campaign",
  "show the wobbly orders and the flaky ones",
];

test("of the demo's data, no value leaves where only the schema may", async () => {
  for (const id of ["sales", "marketing", "operations"]) {
    const catalog: ProfiledCatalog = await read(`/sources/${id}/catalog`);
    const names = catalog.tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
    const values = catalog.tables.flatMap(({ columns }) =>
      columns.flatMap(({ profile }) => [
        profile?.min ?? "",
        profile?.max ?? "",
        ...(profile?.topValues ?? []).map(({ value }) => value),
      ]),
    );
    // Short texts, plain numbers and what is a name as well stand in a prompt for reasons of their own.
    const secrets = [...new Set(values)].filter(
      (value) =>
        value.length >= 5 &&
        value !== TODAY &&
        !/^[\d.]+$/.test(value) &&
        !names.some((name) => name.includes(value.toLowerCase())),
    );
    expect(secrets.length).toBeGreaterThan(20);
    const before = models.calls.length;
    for (const question of QUESTIONS) {
      await browser.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId: id, question } });
    }
    const calls = models.calls.slice(before);
    expect(calls.length).toBeGreaterThan(QUESTIONS.length);
    for (const { body } of calls) {
      // Comments of the catalog may be told; the demo's own say what its columns mean.
      const { messages } = body as { messages: readonly { role: string; content: string }[] };
      const told = messages
        .flatMap(({ role, content }) => (role === "user" ? [withoutComments(content)] : []))
        .join("\n");
      expect(secrets.filter((value) => told.includes(value))).toEqual([]);
    }
  }
}, 240_000);

const withoutComments = (text: string): string => text.replace(/ -- .*$/gm, "");
