import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "./fixtures/multipart.ts";
import { ABSENT } from "./fixtures/routes-by-id.ts";
import { type Browser, openTestServer, type TestServer } from "./fixtures/test-server.ts";

/**
 * The 96 numbered attacks on an HTTP server that the project tests against. Each number has a test below, a test in
 * another file, or the reason why there is nothing to attack yet; the last test holds that none is forgotten.
 */
const HELD_ELSEWHERE: Readonly<Record<number, readonly string[]>> = {
  1: ["resources/auth/auth.test.ts", "permissions/matrix.test.ts", "permissions/routes.test.ts"],
  2: ["accounts/access-tokens.test.ts"],
  3: ["accounts/access-tokens.test.ts"],
  4: ["accounts/access-tokens.test.ts"],
  5: ["accounts/access-tokens.test.ts", "configuration/unsafe-settings.test.ts"],
  6: ["accounts/access-tokens.test.ts"],
  7: ["accounts/sessions.test.ts", "accounts/access-tokens.test.ts"],
  8: ["accounts/sessions.test.ts", "resources/members/members.test.ts"],
  9: ["resources/auth/auth.test.ts"],
  10: ["accounts/sessions.test.ts"],
  11: ["accounts/sessions.test.ts"],
  12: ["resources/account/account.test.ts", "resources/auth/recovery.test.ts"],
  13: ["accounts/sign-in-attempts.test.ts"],
  14: ["resources/auth/auth.test.ts", "resources/auth/recovery.test.ts", "resources/invitations/invitations.test.ts"],
  15: ["resources/auth/recovery.test.ts"],
  16: ["resources/auth/recovery.test.ts", "mailing/letters.test.ts"],
  17: ["resources/auth/recovery.test.ts"],
  18: ["resources/api-keys/api-keys.test.ts"],
  19: ["resources/api-keys/api-keys.test.ts"],
  20: ["resources/api-keys/api-keys.test.ts", "permissions/strangers.test.ts"],
  21: ["resources/setup/setup.test.ts"],
  22: ["resources/auth/auth.test.ts"],
  24: ["resources/single-sign-on/single-sign-on.test.ts"],
  25: ["permissions/strangers.test.ts"],
  29: ["permissions/matrix.test.ts", "permissions/object-rights.test.ts"],
  30: ["resources/conversations/conversations.test.ts", "resources/members/members.test.ts"],
  37: ["resources/connections/connections.test.ts"],
  38: ["resources/connections/connections.test.ts", "permissions/object-rights.test.ts"],
  39: ["resources/queries/queries.test.ts", "../../../packages/ask/src/model/prompt-injection.test.ts"],
  40: ["resources/queries/queries.test.ts"],
  41: ["../../../packages/ask/src/model/prompt-injection.test.ts", "resources/data-rules/canary.test.ts"],
  42: ["../../web/e2e/models.test.ts", "../../../packages/ask/src/present/word-answer.test.ts"],
  43: [
    "../../../packages/models/src/openai-compatible/openai-compatible.test.ts",
    "../../../packages/ask/src/model/consult-model.test.ts",
  ],
  44: ["resources/data-rules/canary.test.ts", "observing/no-secrets.test.ts"],
  49: ["http/streaming.test.ts"],
  52: ["resources/saved-answers/saved-answers.test.ts"],
  53: ["../../../packages/connectors/src/outbound/address-judge.test.ts"],
  54: ["../../../packages/connectors/src/outbound/outbound.test.ts"],
  55: ["../../../packages/connectors/src/outbound/outbound.test.ts"],
  56: ["../../../packages/connectors/src/rest/rest.test.ts"],
  57: ["resources/connections/connections.test.ts"],
  58: ["../../../packages/connectors/src/mysql/driver.test.ts"],
  59: ["../../../packages/connectors/src/mysql/rogue.test.ts"],
  60: ["../../../packages/connectors/src/trino/protocol.test.ts"],
  61: ["../../../packages/connectors/src/mongodb/mongodb.test.ts"],
  62: ["../../../packages/connectors/src/bigquery/bigquery.test.ts"],
  63: ["../../../packages/connectors/src/outbound/outbound.test.ts"],
  67: ["../../../packages/worker/src/ingest/malformed.test.ts"],
  68: ["../../../packages/worker/src/ingest/malformed.test.ts"],
  69: ["../../../packages/worker/src/ingest/databases.test.ts"],
  70: ["../../../packages/worker/src/ingest/databases.test.ts"],
  73: ["resources/uploads/uploads.test.ts", "limiting/storage-quota.test.ts"],
  74: ["resources/uploads/uploads.test.ts"],
  75: ["../../../packages/worker/src/export/export-result.test.ts"],
  78: ["../../../tools/house/style.test.ts", "mailing/letters.test.ts"],
  79: ["plugins/protocol.test.ts"],
  80: ["plugins/protocol.test.ts"],
  85: ["plugins/protocol.test.ts"],
  89: ["plugging/unruly-plugins.test.ts"],
  95: ["observing/no-secrets.test.ts", "observing/logged-error.test.ts", "plugins/protocol.test.ts"],
};

const NOT_YET: readonly (readonly [reason: string, ...numbers: number[]])[] = [
  ["no model proposes a chart's specification; our own rules choose one of a fixed list", 46],
  ["no reports rendered on the server", 77],
  ["no embedding", 81, 82, 83, 84],
  ["no letters that people write, and no schedules", 87, 88],
];

interface Attack {
  readonly number: number;
  readonly name: string;
  readonly run: () => Promise<void>;
}

const PATIENCE_MS = 120_000;
const UPLOAD = { method: "POST", url: "/api/v1/workspaces/mine/sources" } as const;
const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";

let server: TestServer;
let ann: Browser;
let bob: Browser;
/** Belong to Ann. */
let sourceId: string;
let resultId: string;
let port: number;

const upload = async (who: Browser, content: string, name = "sales.csv"): Promise<Record<string, never>> =>
  (await who.inject({ ...UPLOAD, ...multipart([{ name, content }]) })).json().source;
const query = (who: Browser, id: string, sql: string) =>
  who.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId: id, sql } });
const ask = (payload: string | object, headers: Record<string, string> = {}, who = ann) =>
  who.inject({
    method: "POST",
    url: "/api/v1/ask",
    payload,
    headers: { "content-type": "application/json", ...headers },
  });
const get = (url: string, who = ann) => who.inject({ method: "GET", url: `/api/v1${url}` });

beforeAll(async () => {
  server = await openTestServer({ maxUploadBytes: 1_000_000, queryTimeoutMs: 8_000 });
  [ann, bob] = [server.browser(), server.browser()];
  port = Number(new URL(await server.listen()).port);
  const source = await upload(ann, CSV);
  sourceId = String(source.id);
  const ran = await query(ann, sourceId, "SELECT customer, sum(amount) AS total FROM sales GROUP BY customer");
  expect(ran.statusCode, ran.body).toBe(200);
  resultId = ran.json().result.resultId;
}, PATIENCE_MS);
afterAll(() => server.close());

/** Sends bytes as they are and reads until the server ends the connection. */
async function raw(request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.setTimeout(20_000, () => socket.destroy());
  socket.write(request);
  return text(socket).catch(() => "");
}
const visit = (path: string): Promise<string> =>
  raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

const isExport = (path: unknown): boolean => String(path).endsWith(".csv");

const ATTACKS: readonly Attack[] = [
  {
    number: 23,
    name: "a forged request from another site changes nothing",
    async run() {
      const crossSite = { "sec-fetch-site": "cross-site" };
      expect((await ask({ sourceId, question: "x" }, crossSite)).statusCode).toBe(403);
      expect((await ask("{}", { "content-type": "text/plain" })).statusCode).toBe(415);
      const override = await ann.inject({
        method: "POST",
        url: `/api/v1/sources/${sourceId}?_method=DELETE`,
        headers: { "x-http-method-override": "DELETE" },
        payload: { _method: "DELETE" },
      });
      expect(override.statusCode).toBe(405);
      expect((await get(`/sources/${sourceId}?_method=DELETE`)).statusCode).toBe(200);
    },
  },
  {
    number: 26,
    name: "an id inside a body gives no more than one in the path",
    async run() {
      expect((await ask({ sourceId, question: "how many sales" }, {}, bob)).statusCode).toBe(404);
      expect((await query(bob, sourceId, "SELECT 1")).statusCode).toBe(404);
    },
  },
  {
    number: 27,
    name: "the workspace comes from the cookie and the path, never from a body or a query string",
    async run() {
      expect((await ask({ sourceId, question: "x", workspaceId: "sales" })).statusCode).toBe(400);
      const annsWorkspace = (await get("/workspaces")).json().items[0].id;
      const listed = await get(`/workspaces/mine/sources?workspaceId[]=${annsWorkspace}&workspaceId[]=x`, bob);
      expect(listed.json().items).toEqual([]);
      const twice = `{"sourceId":"${ABSENT}","question":"x","sourceId":"${sourceId}"}`;
      expect((await ask(twice, {}, bob)).statusCode).toBe(404);
    },
  },
  {
    number: 28,
    name: "fields that are not for setting are refused",
    async run() {
      for (const field of ["role", "isAdmin", "workspaceId", "ownerId", "createdAt", "version", "expiresAt"]) {
        const payload = { name: "x", [field]: "x" };
        const patched = await ann.inject({ method: "PATCH", url: `/api/v1/sources/${sourceId}`, payload });
        expect(patched.statusCode, field).toBe(400);
      }
    },
  },
  {
    number: 31,
    name: "another person's lists and counters hold nothing of mine",
    async run() {
      expect((await get("/workspaces/mine/sources", bob)).json()).toEqual({ items: [], nextCursor: null });
      expect((await get("/workspaces", bob)).json().items[0].sourceCount).toBe(0);
    },
  },
  {
    number: 32,
    name: "the same statement on a source of the same name is not answered from another person's cache",
    async run() {
      const other = await upload(bob, "id,customer,amount\n1,Zoe,99\n");
      const sql = "SELECT customer, sum(amount) AS total FROM sales GROUP BY customer";
      expect((await query(bob, String(other.id), sql)).body).not.toContain("Ann");
      await bob.inject({ method: "DELETE", url: `/api/v1/sources/${String(other.id)}` });
    },
  },
  {
    number: 33,
    name: "ids that a client sends for tracing find nothing of anybody",
    async run() {
      const headers = { "x-request-id": "trace-00000001", "x-query-id": "trace-00000001" };
      const [mine, theirs] = [
        await ask({ sourceId, question: "how many sales" }, headers),
        await ask({ sourceId, question: "how many sales" }, headers, bob),
      ];
      expect([mine.statusCode, theirs.statusCode]).toEqual([200, 404]);
      expect(mine.headers["x-request-id"]).not.toBe("trace-00000001");
    },
  },
  {
    number: 34,
    name: "an export is gone with its source, and another person's never was there",
    async run() {
      const source = await upload(ann, CSV);
      const ran = await query(ann, String(source.id), "SELECT 1 AS one");
      const url = `/results/${ran.json().result.resultId}/export?format=csv`;
      expect((await get(url)).statusCode).toBe(200);
      expect((await get(url, bob)).statusCode).toBe(404);
      await ann.inject({ method: "DELETE", url: `/api/v1/sources/${String(source.id)}` });
      expect((await get(url)).statusCode).toBe(404);
    },
  },
  {
    number: 35,
    name: "an id that is none is refused without a failure",
    async run() {
      const ids = ["1", "-1", "1.0", "1e3", "0x1", "null", "undefined", "[object Object]", "__proto__", "constructor"];
      for (const id of [...ids, "x".repeat(10_000), "../x", "a\0b"].map(encodeURIComponent)) {
        for (const path of [`/sources/${id}`, `/results/${id}/rows`, `/workspaces/${id}/sources`]) {
          expect([400, 404, 414], path.slice(0, 60)).toContain((await get(path)).statusCode);
        }
      }
    },
  },
  {
    number: 36,
    name: "another person's upload cannot be watched or cancelled",
    async run() {
      const key = "watched-by-bob-01";
      const form = multipart([{ name: "a.csv", content: CSV }]);
      await ann.inject({ ...UPLOAD, payload: form.payload, headers: { ...form.headers, "idempotency-key": key } });
      const watching = new AbortController();
      const events = await fetch(`http://127.0.0.1:${port}/api/v1/uploads/${key}/events`, {
        headers: { cookie: await bob.cookie() },
        signal: watching.signal,
      });
      const first = await events.body?.getReader().read();
      watching.abort();
      expect(new TextDecoder().decode(first?.value)).not.toMatch(/"phase":"(?:done|profile|convert)"/);
    },
  },
  {
    number: 47,
    name: "numbers beyond their bounds are refused",
    async run() {
      for (const wrong of ["limit=1e9", "offset=-1", "limit=0", "limit=NaN", "offset=1e400"]) {
        expect((await get(`/results/${resultId}/rows?${wrong}`)).statusCode, wrong).toBe(400);
      }
    },
  },
  {
    number: 48,
    name: "an enormous cell and 5,000 columns are bounded and leave the server well",
    async run() {
      // A worker that runs out of memory says 503 to what it was at, be it this statement or the one after it.
      const isBounded = ({ statusCode }: { statusCode: number }) => statusCode < 500 || statusCode === 503;
      const cell = await query(ann, sourceId, "SELECT repeat('x', 200000000) AS cell");
      expect(cell.statusCode === 200 ? cell.json().result.isTruncated : isBounded(cell), cell.body.slice(0, 300)).toBe(
        true,
      );
      expect(cell.body.length).toBeLessThan(20_000_000);
      const columns = Array.from({ length: 5_000 }, (_, i) => `${i} AS c${i}`).join(", ");
      const wide = await query(ann, sourceId, `SELECT ${columns}`);
      expect(isBounded(wide), wide.body.slice(0, 300)).toBe(true);
      await expect.poll(async () => (await query(ann, sourceId, "SELECT 1")).statusCode, { timeout: 30_000 }).toBe(200);
    },
  },
  {
    number: 50,
    name: "one person's slow statements do not keep another from an answer",
    async run() {
      const other = String((await upload(bob, CSV)).id);
      const slow = "SELECT count(*) FROM range(100000000000) a(x), sales";
      let isAnyDone = false;
      const running = Array.from({ length: 12 }, () => query(ann, sourceId, slow));
      for (const one of running) void one.then(() => (isAnyDone = true));
      expect((await query(bob, other, "SELECT 1")).statusCode).toBe(200);
      expect(isAnyDone).toBe(false);
      const ended = await Promise.all(running);
      expect(ended.every((one) => [408, 429, 503].includes(one.statusCode))).toBe(true);
    },
  },
  {
    number: 51,
    name: "a filter's value is a value, whatever it says",
    async run() {
      const filtered = (value: unknown) =>
        get(
          `/results/${resultId}/rows?filter=${encodeURIComponent(JSON.stringify([{ column: "customer", operator: "eq", value }]))}`,
        );
      for (const value of ["'; DROP TABLE sales --", "$1", "{{x}}", "__proto__", "%' OR 1=1 --"]) {
        const response = await filtered(value);
        expect(response.json().rowCount, response.body).toBe(0);
      }
      for (const value of [["Ann"], { $ne: null }, 1]) expect((await filtered(value)).statusCode).toBe(400);
      expect((await filtered("Ann")).json().rowCount).toBe(1);
    },
  },
  {
    number: 64,
    name: "a source's name is data",
    async run() {
      const rename = (name: string) =>
        ann.inject({ method: "PATCH", url: `/api/v1/sources/${sourceId}`, payload: { name } });
      for (const name of [`"quoted"`, "${" + "process.env}", "Robert'); DROP TABLE sources;--", "\u202egnp.exe"]) {
        expect((await rename(name)).json().name).toBe(name);
      }
      for (const name of ["two\nlines", "x".repeat(10_000), "nul\0"]) expect((await rename(name)).statusCode).toBe(400);
      await rename("sales");
    },
  },
  {
    number: 65,
    name: "a file's name is a label: it reaches no path and no header unquoted",
    async run() {
      const names = ["../../etc/cron.d/x.csv", "..\\..\\x.csv", "\u202evsc.exe.csv", "．．／x.csv"];
      const form = multipart(names.map((name, i) => ({ name, content: `a${i}\n1\n` })));
      const response = await ann.inject({ ...UPLOAD, ...form });
      expect(response.statusCode, response.body).toBe(201);
      const { source } = response.json();
      for (const file of source.files) expect(file.name).not.toMatch(/[\\/]/);
      const renamed = await ann.inject({
        method: "PATCH",
        url: `/api/v1/sources/${source.id}`,
        payload: { name: `../..";filename="x.exe` },
      });
      expect(renamed.statusCode).toBe(200);
      const ran = await query(ann, source.id, "SELECT 1 AS one");
      expect(ran.statusCode, ran.body).toBe(200);
      const exported = await get(`/results/${ran.json().result.resultId}/export?format=csv`);
      expect(exported.headers["content-disposition"]).toMatch(
        /^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[^"/]+$/,
      );
    },
  },
  {
    number: 66,
    name: "a file that is not what its name says is refused or read as text, and never served as a page",
    async run() {
      const elf = `\x7fELF${"\0".repeat(500)}`;
      for (const name of ["a.sqlite", "a.xlsx", "a.parquet", "a.duckdb"]) {
        const response = await ann.inject({ ...UPLOAD, ...multipart([{ name, content: elf }]) });
        expect([response.statusCode, response.json().code], name).toEqual([422, expect.stringMatching(/^FILE_/)]);
      }
      const page = await upload(ann, "<script>alert(1)</script>\n1\n", "page.csv");
      const rows = await get(`/sources/${String(page.id)}/catalog`);
      expect(rows.headers).toMatchObject({
        "content-type": expect.stringContaining("application/json"),
        "x-content-type-options": "nosniff",
      });
    },
  },
  {
    number: 71,
    name: "archives are not unpacked",
    async run() {
      const zip = `PK\x03\x04${"\0".repeat(200)}../../x.csv`;
      const response = await ann.inject({ ...UPLOAD, ...multipart([{ name: "slip.zip", content: zip }]) });
      expect(response.statusCode).toBe(422);
    },
  },
  {
    number: 72,
    name: "forms with too many parts, and bodies that end early, are refused",
    async run() {
      const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, "x"]));
      const response = await ann.inject({ ...UPLOAD, ...multipart([], many) });
      expect([400, 413]).toContain(response.statusCode);
      const cookie = await ann.cookie();
      const head = `POST ${UPLOAD.url} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n`;
      const form = "Content-Type: multipart/form-data; boundary=b\r\n";
      const cut = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\n1\n--b--\r\n`;
      expect(statusOf(await raw(`${head}${form}Content-Length: 3\r\n\r\n${cut}`))).toBeGreaterThanOrEqual(400);
    },
  },
  {
    number: 76,
    name: "an export whose reader leaves is removed",
    async run() {
      const ran = await query(ann, sourceId, "SELECT a.i, b.i AS j FROM range(600) a(i), range(600) b(i)");
      expect(ran.statusCode, ran.body.slice(0, 300)).toBe(200);
      const leaving = new AbortController();
      const url = `http://127.0.0.1:${port}/api/v1/results/${ran.json().result.resultId}/export?format=csv`;
      const response = await fetch(url, { headers: { cookie: await ann.cookie() }, signal: leaving.signal });
      await response.body?.getReader().read();
      leaving.abort();
      const exports = () => readdirSync(join(server.dataDir, "scratch"), { recursive: true }).filter(isExport);
      await expect.poll(exports, { timeout: 20_000 }).toEqual([]);
    },
  },
  {
    number: 86,
    name: "no address redirects elsewhere",
    async run() {
      for (const path of [
        "/?next=//evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%5c%5cevil.example/",
        "/docs/",
      ]) {
        const answer = await visit(path);
        expect([200, 400, 404], path).toContain(statusOf(answer));
        expect(answer, path).not.toMatch(/^location:/im);
      }
    },
  },
  {
    number: 90,
    name: "JSON that no client writes is refused or read as written; large numbers stay exact",
    async run() {
      const bodies = [
        '{"question":NaN}',
        '\uFEFF{"question":',
        '{"a":{"constructor":{"prototype":{"x":1}}}}',
        "[]",
        "null",
        "1",
      ];
      for (const body of bodies) expect((await ask(body)).statusCode, body).toBe(400);
      const lone = await ask(`{"sourceId":"${sourceId}","question":"\\ud800 sales"}`);
      expect(lone.statusCode).toBe(200);
      const ran = await query(ann, sourceId, "SELECT 9007199254740993 AS big");
      expect(ran.json().result.rows).toEqual([["9007199254740993"]]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  },
  {
    number: 91,
    name: "requests that two servers would read differently are refused",
    async run() {
      const head = "POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
      const smuggled = [
        `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`,
        `${head}Transfer-Encoding: xchunked\r\n\r\n{}`,
        `GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      ];
      for (const request of smuggled) {
        const status = statusOf(await raw(request));
        expect([400, 431], request.slice(0, 120)).toContain(status);
      }
      for (const path of ["//api/v1/workspaces", "/API/v1/workspaces", "/api/v1/workspaces/", "/api/v1/%2e%2e/x"]) {
        // Either nothing, or the web app's page as for any unknown address: never what the API would say.
        expect(await visit(path), path).toMatch(/^HTTP\/1\.1 (?:404|400|200 OK[\s\S]*content-type: text\/html)/i);
      }
    },
  },
  {
    number: 92,
    name: "methods that an address does not have are answered with those it has",
    async run() {
      const wrong = [
        ["PATCH", "/workspaces", "GET, HEAD, POST"],
        ["DELETE", "/workspaces/mine/sources", "GET, HEAD, POST"],
        ["GET", "/ask", "POST"],
        ["PUT", `/sources/${sourceId}`, "DELETE, GET, HEAD, PATCH"],
      ] as const;
      for (const [method, path, allow] of wrong) {
        const response = await ann.inject({ method, url: `/api/v1${path}` });
        expect([response.statusCode, response.json().code, response.headers.allow]).toEqual([
          405,
          "REQUEST_METHOD",
          allow,
        ]);
      }
      const trace = await raw("TRACE /api/v1/workspaces HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      expect([404, 405]).toContain(statusOf(trace));
      expect(trace).not.toContain("TRACE /");
      expect(statusOf(await raw("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n"))).not.toBe(200);
    },
  },
  {
    number: 94,
    name: "a connection that never ends its headers is closed in time",
    async run() {
      expect(server.fastify.server.headersTimeout).toBeGreaterThan(0);
      expect(server.fastify.server.headersTimeout).toBeLessThanOrEqual(60_000);
    },
  },
  {
    number: 96,
    name: "nothing tells of the inside",
    async run() {
      // Numbers of the whole server are for this machine, and for nobody who comes through a proxy.
      const forwarded = { "x-forwarded-for": "203.0.113.9" };
      expect((await server.fastify.inject({ url: "/metrics", headers: forwarded })).statusCode).toBe(401);
      for (const url of ["/.env", "/.git/HEAD", "/assets/index.js.map", "/debug", "/admin.php", "/server-status"]) {
        const response = await server.fastify.inject(url);
        // An unknown page is the web app's page, where it is built.
        const isPage =
          response.statusCode === 200 && response.headers["content-type"]?.toString().startsWith("text/html");
        expect(isPage || response.statusCode === 404, url).toBe(true);
        expect(response.body, url).not.toMatch(/SECRET|node_modules|at .+\.ts:\d+/);
      }
      const health = await server.fastify.inject("/api/v1/health");
      expect(Object.keys(health.json()).sort()).toEqual(["status"]);
    },
  },
];

describe("attacks over HTTP", () => {
  for (const { number, name, run } of ATTACKS) test(`#${number} ${name}`, { timeout: PATIENCE_MS }, run);

  describe("with a small allowance of requests", () => {
    let limited: TestServer;
    beforeAll(async () => {
      limited = await openTestServer({ requestsPerMinute: 5, anonymous: "allowed" });
    }, PATIENCE_MS);
    afterAll(() => limited.close());

    test("#45 #93 too many requests are refused with Retry-After, whatever address a header claims", async () => {
      const answers = [];
      for (let i = 0; i < 8; i++) {
        const headers = { "x-forwarded-for": `203.0.113.${i}` };
        answers.push(await limited.fastify.inject({ url: "/api/v1/workspaces", headers }));
      }
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
      expect(answers.at(-1)?.json().code).toBe("REQUEST_RATE_LIMITED");
      expect(Number(answers.at(-1)?.headers["retry-after"])).toBeGreaterThan(0);
    });
  });

  test("each of the 96 has a test here or elsewhere, or a reason", () => {
    const here = [...ATTACKS.map(({ number }) => number), 45, 93];
    const elsewhere = Object.keys(HELD_ELSEWHERE).map(Number);
    const notYet = NOT_YET.flatMap(([, ...numbers]) => numbers);
    const all = [...here, ...elsewhere, ...notYet].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
    for (const path of Object.values(HELD_ELSEWHERE).flat()) {
      expect(existsSync(fileURLToPath(new URL(path, import.meta.url))), path).toBe(true);
    }
  });
});
