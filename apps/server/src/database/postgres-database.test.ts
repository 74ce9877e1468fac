import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionOf, isUnreachable } from "./postgres-connection.ts";
import { openPostgres } from "./postgres-database.ts";

describe("the address of a product database", () => {
  test.each([
    ["this machine without a word", "postgres://u@localhost/db", false],
    ["this machine by address", "postgres://u@127.0.0.1/db", false],
    ["another machine without a word", "postgres://u@db.example.com/db", { rejectUnauthorized: true }],
    ["another machine, encrypted only", "postgres://u@db.example.com/db?sslmode=require", { rejectUnauthorized: true }],
    ["another machine, unverified", "postgres://u@db.example.com/db?sslmode=no-verify", { rejectUnauthorized: true }],
    ["another machine in the clear, in so many words", "postgres://u@db.example.com/db?sslmode=disable", false],
  ])("%s: TLS is %3$s", (_name, address, ssl) => {
    expect(connectionOf(address).ssl).toEqual(ssl);
  });

  test("holds who signs in, decoded", () => {
    expect(connectionOf("postgres://ada:p%40ss%2Fword@db.example.com:6543/shop")).toMatchObject({
      host: "db.example.com",
      port: 6543,
      user: "ada",
      password: "p@ss/word",
      database: "shop",
    });
  });
});

test("a server that is not there is told in a sentence without the password", async () => {
  const opening = openPostgres("postgres://ada:hidden-word@127.0.0.1:1/shop", { reachWithinMs: 0 });
  const error = await opening.catch((failure: unknown) => failure);
  expect(String(error)).toMatch(/The product database at 127\.0\.0\.1:1\/shop cannot be used: .*PARLANCE_DATABASE_URL/);
  expect(String(error)).not.toMatch(/hidden-word/);
});

describe.skipIf(isSkipped(postgresServer))("a product database on a server", () => {
  let server: TestServer;
  let address: string;
  beforeAll(async () => {
    server = await postgresServer.start();
    address = `postgres://${server.user}@${server.host}:${server.port}/${server.database}`;
  });
  afterAll(() => server.stop());

  test("is migrated once by several that open it at once, and is usable by all", async () => {
    const databases = await Promise.all([1, 2, 3].map(() => openPostgres(address)));
    for (const { db } of databases) {
      const { rows } = await db.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM workspaces`);
      expect(rows).toEqual([{ n: 0 }]);
    }
    await Promise.all(databases.map((database) => database.close()));
  });

  test("compares vectors, with the extension or without", async () => {
    const { db, vectorForm, close } = await openPostgres(address);
    const [along, across] = vectorForm === "pgvector" ? ["[1,0]", "[0,2]"] : ["{1,0}", "{0,2}"];
    const { rows } = await db.execute<{ same: number; other: number }>(
      sql`SELECT ${along}::vector <=> ${along}::vector AS same, ${along}::vector <=> ${across}::vector AS other`,
    );
    expect(rows).toEqual([{ same: 0, other: 1 }]);
    await close();
  });

  test("goes on after its connections were cut, and says of a query meanwhile that it could not be asked", async () => {
    const { db, isAlive, close } = await openPostgres(address);
    const cut = sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()`;
    const failure: unknown = await db.execute(cut).catch((error: unknown) => error);
    expect(isUnreachable(failure)).toBe(true);
    await expect.poll(() => isAlive().catch(() => false)).toBe(true);
    await close();
  });

  test("of a newer Parlance is refused", async () => {
    const { db, close } = await openPostgres(address);
    await db.execute(sql`INSERT INTO schema_migrations VALUES ('9999-tomorrow.sql', now())`);
    await close();
    await expect(openPostgres(address)).rejects.toThrow(/newer Parlance.*9999-tomorrow/);
  });
});
