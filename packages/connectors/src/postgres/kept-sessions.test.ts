import { DEFAULT_LIMITS, type Driver, type ResultStream } from "@parlance/core";
import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { postgresConfig } from "./config.ts";
import { openPostgres } from "./driver.ts";
import { KeptSessions } from "./kept-sessions.ts";
import { PostgresSession } from "./session.ts";

const ROLE = "narrow";

describe.skipIf(isSkipped(postgresServer))("sessions kept for the next look at the catalog", () => {
  const outbound = createOutbound({ allowedNetworks: ["127.0.0.1"] });
  const opened: { close(): Promise<void> }[] = [];
  let server: TestServer;
  let watcher: Client;

  beforeAll(async () => {
    server = await postgresServer.start();
    watcher = new Client({ host: server.host, port: server.port, user: server.user, database: server.database });
    await watcher.connect();
    await watcher.query(`CREATE TABLE things (id int PRIMARY KEY, name text); INSERT INTO things VALUES (1, 'one');
      CREATE ROLE ${ROLE} LOGIN; GRANT SELECT ON things TO ${ROLE}`);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  afterAll(async () => {
    await watcher?.end();
    await server?.stop();
  });

  const config = (user: string) =>
    postgresConfig.parse({ host: "127.0.0.1", port: server.port, database: server.database, user, tls: "off" });

  async function openDriver(user: string): Promise<Driver> {
    const driver = await openPostgres(config(user), { outbound });
    opened.push(driver);
    return driver;
  }

  const openSession = () =>
    PostgresSession.open(config(server.user), outbound, {
      maxCellBytes: 1024,
      signal: new AbortController().signal,
      isForCatalog: true,
    });

  async function connectionsOf(user: string): Promise<number> {
    const sql = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'Parlance' AND usename = $1";
    return (await watcher.query<{ n: number }>(sql, [user])).rows[0]?.n ?? Number.NaN;
  }

  /** The server takes a moment to notice; the test ends by its own time where it never does. */
  async function untilConnections(user: string, count: number): Promise<void> {
    while ((await connectionsOf(user)) > count) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  const read = (driver: Driver): Promise<ResultStream> =>
    driver.stream({ sql: "SELECT id FROM things", policy: { tables: [], allTables: true }, limits: DEFAULT_LIMITS });

  test("one that asked for the catalog only is taken again; one that looked into tables is closed", async () => {
    const kept = new KeptSessions();
    const session = await openSession();
    await session.texts("SELECT relname FROM pg_class LIMIT 1");
    kept.give(session);
    expect(kept.isEmpty).toBe(false);
    expect(kept.take()).toBe(session);
    expect(kept.isEmpty).toBe(true);
    await session.begin(1_000, "pg_catalog");
    kept.give(session);
    expect(kept.isEmpty).toBe(true);
    await untilConnections(server.user, 0);
  });

  test("two are kept at most, and none after the end", async () => {
    const kept = new KeptSessions();
    for (const session of [await openSession(), await openSession(), await openSession()]) kept.give(session);
    await untilConnections(server.user, 2);
    await kept.end();
    expect(kept.take()).toBeNull();
    await untilConnections(server.user, 0);
  });

  test("one that broke meanwhile is replaced", async () => {
    const driver = await openDriver(server.user);
    await driver.introspect();
    await watcher.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Parlance'");
    await expect(driver.introspect()).resolves.toMatchObject({ tables: [{ name: "things" }] });
  });

  test("they give way to statements where the user has few connections", async () => {
    await watcher.query(`ALTER ROLE ${ROLE} CONNECTION LIMIT 2`);
    const driver = await openDriver(ROLE);
    await driver.introspect();
    await untilConnections(ROLE, 1);
    const streams = await Promise.all([read(driver), read(driver)]);
    for (const stream of streams) for await (const frame of stream.frames) expect(frame.rowCount).toBe(1);
  });

  test("a catalog is read where the user has one connection only", async () => {
    await untilConnections(ROLE, 0);
    await watcher.query(`ALTER ROLE ${ROLE} CONNECTION LIMIT 1`);
    const driver = await openDriver(ROLE);
    await expect(driver.introspect()).resolves.toMatchObject({ tables: [{ name: "things" }] });
  });

  test("a closed source leaves none", async () => {
    const driver = await openDriver(server.user);
    await driver.introspect();
    await driver.close();
    await untilConnections(server.user, 0);
  });
});
