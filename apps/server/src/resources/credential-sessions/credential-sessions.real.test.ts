import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestServer as DatabaseServer, isSkipped, mariadbServer, postgresServer } from "@parlance/testkit";
import type { LightMyRequestResponse } from "fastify";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../app.ts";
import { signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const PASSWORD = "reads-only-s3cret";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHOP = [
  "CREATE TABLE orders (id int PRIMARY KEY, city varchar(100) NOT NULL, amount decimal(10,2) NOT NULL)",
  "INSERT INTO orders VALUES (1, 'Oslo', 10.25), (2, 'Rome', 20.50), (3, 'Oslo', 30.00)",
];

const KINDS = [
  {
    name: "PostgreSQL",
    connector: "postgres",
    kind: postgresServer,
    async prepare({ host, port, user, database, folder }: DatabaseServer) {
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      const reader = `CREATE ROLE reader LOGIN PASSWORD '${PASSWORD}'`;
      for (const sql of [...SHOP, reader, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"])
        await client.query(sql);
      const rules = "host all reader 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
      await writeFile(join(folder, "data", "pg_hba.conf"), rules);
      await client.query("SELECT pg_reload_conf()");
      await client.end();
    },
    async connections({ host, port, user, database }: DatabaseServer): Promise<number> {
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      const { rows } = await client.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'reader'");
      await client.end();
      return rows[0].n;
    },
  },
  {
    name: "MariaDB",
    connector: "mysql",
    kind: mariadbServer,
    async prepare({ host, port, user, password, database }: DatabaseServer) {
      const connection = await createConnection({ host, port, user, password, database });
      const readers = ["'%'", "localhost"].flatMap((from) => [
        `CREATE USER reader@${from} IDENTIFIED BY '${PASSWORD}'`,
        `GRANT SELECT ON parlance.* TO reader@${from}`,
      ]);
      for (const sql of [...SHOP, ...readers]) await connection.query(sql);
      await connection.end();
    },
    async connections({ host, port, user, password, database }: DatabaseServer): Promise<number> {
      const connection = await createConnection({ host, port, user, password, database });
      const [rows] = await connection.query(
        "SELECT count(*) AS n FROM information_schema.processlist WHERE user = 'reader'",
      );
      await connection.end();
      return Number((rows as { n: number }[])[0]?.n);
    },
  },
] as const;

for (const { name, connector, kind, prepare, connections } of KINDS) {
  describe.skipIf(isSkipped(kind))(`credentials of ${name} in place of an account`, () => {
    let database: DatabaseServer;
    let server: TestServer;
    const logged: string[] = [];

    beforeAll(async () => {
      database = await kind.start();
      await prepare(database);
      server = await openTestServer({
        allowedNetworks: ["127.0.0.0/8"],
        logLevel: "info",
        logTo: { write: (line: string) => void logged.push(line), writableLength: 0 },
      });
    }, 120_000);

    afterAll(async () => {
      await server.close();
      await database.stop();
    });

    const config = (password = PASSWORD) => ({
      host: database.host,
      port: database.port,
      database: database.database,
      user: "reader",
      password,
      tls: "off",
    });

    const begin = (payload: object = {}) =>
      server.fastify.inject({
        method: "POST",
        url: "/api/v1/credential-sessions",
        payload: { connector, config: config(), transport: "token", ...payload },
      });

    interface Session {
      readonly id: string;
      readonly sourceId: string;
      get(path: string, app?: App): Promise<LightMyRequestResponse>;
      post(path: string, payload: object, app?: App): Promise<LightMyRequestResponse>;
      end(app?: App): Promise<LightMyRequestResponse>;
    }

    async function session(): Promise<Session> {
      const answer = await begin();
      expect(answer.statusCode, answer.body).toBe(201);
      const { sessionId: id, source } = answer.json();
      const headers = { "x-session-id": id };
      return {
        id,
        sourceId: source.id,
        get: async (path, app = server) => app.fastify.inject({ method: "GET", url: `/api/v1${path}`, headers }),
        post: async (path, payload, app = server) =>
          app.fastify.inject({ method: "POST", url: `/api/v1${path}`, headers, payload }),
        end: async (app = server) =>
          app.fastify.inject({ method: "DELETE", url: "/api/v1/credential-sessions/current", headers }),
      };
    }

    const run = (who: Session, sourceId = who.sourceId, app: App = server) =>
      who.post("/queries", { sourceId, sql: "SELECT city, sum(amount) AS total FROM orders GROUP BY city" }, app);

    test("ask, query, catalog, list and results work, and the session's end is eight hours away", async () => {
      const answer = await begin();
      expect(answer.json()).toMatchObject({
        expiresAt: new Date(server.clock.now() + 8 * HOUR_MS).toISOString(),
        source: { kind: "remote", tableCount: 1, connection: null },
      });
      expect(answer.headers["set-cookie"]).toBeUndefined();
      const one = await session();
      const list = await one.get("/workspaces/mine/sources");
      expect(list.json().items, list.body).toMatchObject([{ id: one.sourceId }]);
      expect((await one.get(`/sources/${one.sourceId}`)).statusCode).toBe(200);
      const catalog = await one.get(`/sources/${one.sourceId}/tables`);
      expect(catalog.json().items, catalog.body).toMatchObject([{ name: "orders" }]);
      const asked = await one.post("/ask", { sourceId: one.sourceId, question: "total amount by city" });
      expect(asked.statusCode, asked.body).toBe(200);
      expect(asked.json().sql).toMatch(/sum/i);
      const ran = await run(one);
      expect(ran.statusCode, ran.body).toBe(200);
      expect(ran.body).toContain("40.25");
      expect((await one.get("/auth/me")).json().kind).toBe("credentials");
    });

    test("a wrong password, an unknown kind and a kind that is copied begin nothing", async () => {
      expect((await begin({ config: config("wrong") })).statusCode).toBeGreaterThanOrEqual(400);
      expect((await begin({ connector: "nothing" })).json().code).toBe("CONNECTOR_NOT_FOUND");
      expect((await begin({ connector: "sheets", config: {} })).json().code).toBe("CREDENTIAL_SESSION_CONNECTOR");
    });

    test("an address that nobody allowed is not connected to", async () => {
      const answer = await begin({ config: { ...config(), host: "169.254.169.254" } });
      expect(answer.json().code).toBe("ADDRESS_NOT_ALLOWED");
    });

    test("sessions see nothing of each other, of accounts, nor accounts of them", async () => {
      const [one, two] = [await session(), await session()];
      const ann = await signUp(server, { email: `ann-${one.sourceId}@example.com` });
      const random = await two.get("/sources/session-01a1fdee-0000-7000-8000-000000000000");
      for (const path of [`/sources/${one.sourceId}`, `/sources/${one.sourceId}/tables`]) {
        const foreign = await two.get(path);
        expect(foreign.statusCode).toBe(404);
        expect({ ...foreign.json(), requestId: "" }).toEqual({ ...random.json(), requestId: "" });
        expect((await ann.inject({ method: "GET", url: `/api/v1${path}` })).statusCode).toBe(404);
      }
      expect((await run(two, one.sourceId)).statusCode).toBe(404);
      expect((await two.get("/workspaces/mine/sources")).body).not.toContain(one.sourceId);
      const { resultId } = (await run(one)).json().result ?? {};
      expect(resultId).toBeDefined();
      expect((await one.get(`/results/${resultId}/rows`)).statusCode).toBe(200);
      expect((await two.get(`/results/${resultId}/rows`)).statusCode).toBe(404);
    });

    test.each([
      ["POST", "/sources"],
      ["POST", "/conversations"],
      ["POST", "/workspaces"],
      ["GET", "/members"],
      ["GET", "/providers"],
      ["GET", "/account/two-factor"],
      ["GET", "/instance/mails"],
    ] as const)("%s %s is not for them", async (method, path) => {
      const one = await session();
      const answer = method === "GET" ? await one.get(path) : await one.post(path, {});
      expect([403, 404], answer.body).toContain(answer.statusCode);
    });

    test("DELETE ends it everywhere: id, connections, results, catalog", async () => {
      const one = await session();
      const ran = await run(one);
      expect(ran.statusCode, ran.body).toBe(200);
      const { resultId } = ran.json().result;
      expect((await one.end()).statusCode).toBe(204);
      expect((await one.get("/credential-sessions/current")).json().code).toBe("AUTH_EXPIRED");
      for (const path of [`/sources/${one.sourceId}`, `/results/${resultId}/rows`])
        expect((await one.get(path)).statusCode).toBe(401);
      await expect.poll(async () => (await sessionsOpen()).includes(one.sourceId)).toBe(false);
    });

    const sessionsOpen = async (): Promise<readonly string[]> => server.databaseSessions.held();

    test("eight hours end it, whatever is done in it, and the sweep lets go of what it held", async () => {
      const one = await session();
      server.clock.advance(4 * HOUR_MS);
      expect((await run(one)).statusCode).toBe(200);
      server.clock.advance(4 * HOUR_MS - MINUTE_MS);
      expect((await run(one)).statusCode).toBe(200);
      server.clock.advance(MINUTE_MS);
      expect((await run(one)).statusCode).toBe(401);
      expect(await sessionsOpen()).toContain(one.sourceId);
      await server.databaseSessions.sweep();
      expect(await sessionsOpen()).toEqual([]);
      await expect.poll(() => connections(database), { timeout: 10_000 }).toBe(0);
    });

    test("nothing of it is in the product database, the data folder or the log", async () => {
      const one = await session();
      await run(one);
      await one.post("/ask", { sourceId: one.sourceId, question: "how many orders in Oslo" });
      const { rows } = await server.database.db.execute<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      const needles = [PASSWORD, one.id, one.sourceId, "Oslo", "reader"];
      for (const { name: table } of rows) {
        const content = JSON.stringify((await server.database.db.execute(`SELECT * FROM "${table}"`)).rows);
        const found = needles.filter((needle) => content.includes(needle));
        // The trail says that a session was begun and ended, and by which.
        expect(
          found.filter((needle) => !(table === "audit_events" && needle === one.sourceId)),
          table,
        ).toEqual([]);
      }
      expect(needles.slice(0, 2).filter((needle) => logged.join("").includes(needle))).toEqual([]);
      const files = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
      for (const file of files.filter((each) => each.isFile() && !each.parentPath.includes("/database"))) {
        const content = await readFile(join(file.parentPath, file.name), "latin1");
        expect(
          needles.slice(0, 3).filter((needle) => content.includes(needle)),
          file.name,
        ).toEqual([]);
      }
    });

    test("a browser has it in a cookie that no script reads, under which an account would count for more", async () => {
      const browser = server.browser();
      const payload = { connector, config: config() };
      const answer = await browser.inject({ method: "POST", url: "/api/v1/credential-sessions", payload });
      expect(answer.json().sessionId).toBeUndefined();
      expect(answer.cookies).toContainEqual(
        expect.objectContaining({ name: "parlance_database", httpOnly: true, sameSite: "Lax", path: "/" }),
      );
      const me = await browser.inject({ method: "GET", url: "/api/v1/auth/me" });
      // A browser on this machine is somebody without an account before it is asked for a cookie.
      expect(me.json().kind).toBe("credentials");
    });

    test.each([
      ["beyond this machine", { host: "0.0.0.0" }, 403],
      ["behind a proxy", { isBehindProxy: true }, 403],
      ["beyond this machine where it is allowed", { host: "0.0.0.0", credentialSessions: "allowed" as const }, 422],
      ["on this machine where it is refused", { credentialSessions: "refused" as const }, 403],
    ])("%s", async (_name, options, status) => {
      const other = await openTestServer({ allowedNetworks: ["127.0.0.0/8"], ...options });
      const payload = { connector, config: {} };
      const answer = await other.fastify.inject({ method: "POST", url: "/api/v1/credential-sessions", payload });
      expect(answer.statusCode, answer.body).toBe(status);
      await other.close();
    });

    test.each(["", "x", "x".repeat(43), "../../x", "a, b"])("the id %j is nobody's", async (id) => {
      const answer = await server.fastify.inject({
        method: "GET",
        url: "/api/v1/workspaces/mine/sources",
        headers: { "x-session-id": id },
      });
      expect(answer.json().code).toBe("AUTH_EXPIRED");
    });
  });
}
