import { DEFAULT_LIMITS, type Driver, frameRows } from "@parlance/core";
import {
  isSkipped,
  type MongodbAccount,
  type MongodbFront,
  mongodbServer,
  startMongodbFront,
  type TestServer,
} from "@parlance/testkit";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { mongodbConfig } from "./config.ts";
import { mongodb } from "./index.ts";

const BOTH = ["SCRAM-SHA-1", "SCRAM-SHA-256"];
const PLAIN = "correct horse";

const account = (user: string, mechanisms: readonly string[], more: Partial<MongodbAccount> = {}): MongodbAccount => ({
  user,
  password: PLAIN,
  database: "admin",
  mechanisms,
  ...more,
});

const ACCOUNTS: readonly MongodbAccount[] = [
  account("both", BOTH),
  account("old", ["SCRAM-SHA-1"]),
  account("new", ["SCRAM-SHA-256"]),
  account("comma, and = sign", BOTH),
  account("local", BOTH, { database: "shop" }),
  account("foreign", BOTH, { password: "pässwörd ß Ж" }),
  account("foreign old", ["SCRAM-SHA-1"], { password: "pässwörd ß Ж" }),
  account("roman", ["SCRAM-SHA-256"], { password: "IX ﬁ" }),
  account("directory", ["PLAIN"]),
  account("forged", ["SCRAM-SHA-256"], { isForged: true }),
];

describe.skipIf(isSkipped(mongodbServer))("signing in to MongoDB", () => {
  let server: TestServer;
  let front: MongodbFront;
  const needs = { outbound: createOutbound({ allowedNetworks: ["127.0.0.1/32"] }) };

  beforeAll(async () => {
    server = await mongodbServer.start();
    const client = new MongoClient(`mongodb://127.0.0.1:${server.port}`);
    await client
      .db("shop")
      .collection("orders")
      .insertMany([{ amount: 1 }, { amount: 2 }]);
    await client.close();
    front = await startMongodbFront({ server, accounts: ACCOUNTS });
  }, 180_000);
  afterAll(async () => {
    await front?.close();
    await server?.stop();
  });

  const open = (user: string, password: string, more: object = {}): Promise<Driver> =>
    mongodb.open(
      mongodbConfig.parse({
        host: "127.0.0.1",
        port: front.port,
        database: "shop",
        tls: "off",
        user,
        password,
        ...more,
      }),
      needs,
    );

  test.each([
    ["the newer of two mechanisms", "both", PLAIN, {}, "SCRAM-SHA-256"],
    ["the only mechanism of an old account", "old", PLAIN, {}, "SCRAM-SHA-1"],
    ["the only mechanism of a new account", "new", PLAIN, {}, "SCRAM-SHA-256"],
    ["a name with signs of the protocol", "comma, and = sign", PLAIN, {}, "SCRAM-SHA-256"],
    ["an account of another database", "local", PLAIN, { authDatabase: "shop" }, "SCRAM-SHA-256"],
    ["letters beyond ASCII", "foreign", "pässwörd ß Ж", {}, "SCRAM-SHA-256"],
    ["letters beyond ASCII, the old way", "foreign old", "pässwörd ß Ж", {}, "SCRAM-SHA-1"],
    ["letters in another form of the same", "roman", "\u2168\u00a0\ufb01\u00ad", {}, "SCRAM-SHA-256"],
  ])("%s", async (_case, user, password, more, mechanism) => {
    const driver = await open(user, password, more);
    try {
      const { tables } = await driver.introspect();
      expect(tables.map(({ name }) => name)).toContain("orders");
      const sql = '{"aggregate": "orders", "pipeline": [{"$group": {"_id": null, "total": {"$sum": "$amount"}}}]}';
      const stream = await driver.stream({ sql, policy: { tables: [], allTables: true }, limits: DEFAULT_LIMITS });
      const rows: unknown[][] = [];
      for await (const frame of stream.frames) rows.push(...frameRows(frame));
      expect(rows.flat()).toContain(3);
    } finally {
      await driver.close();
    }
    const used = new Set(front.letIn.filter((one) => one.user === user).map((one) => one.mechanism));
    expect([...used]).toEqual([mechanism]);
  });

  test.each([
    ["a wrong password", "both", "another secret", {}],
    ["a wrong password of an old account", "old", "another secret", {}],
    ["a letter of another case", "both", PLAIN.toUpperCase(), {}],
    ["an unknown user", "nobody", "another secret", {}],
    ["an account of another database", "local", PLAIN, {}],
    ["a mechanism that sends the password", "directory", PLAIN, {}],
    ["a server that does not know the password itself", "forged", PLAIN, {}],
  ])("%s is refused as a sign-in, without the password", async (_case, user, password, more) => {
    const before = front.letIn.length;
    const error = await open(user, password, more).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
    expect(JSON.stringify(error)).not.toContain(password);
    expect(front.letIn.length).toBe(before);
  });

  test.each([
    ["no user where one is wanted", "", "", /wants a user/],
    ["a password that SCRAM-SHA-256 does not take", "new", "duck 🦆", /character/],
    ["an answer that proves nothing", "forged", PLAIN, /proves nothing/],
  ])("%s is explained", async (_case, user, password, message) => {
    await expect(open(user, password)).rejects.toMatchObject({
      code: "SOURCE_SIGN_IN_FAILED",
      message: expect.stringMatching(message),
    });
  });

  test("no password was ever sent", () => {
    for (const password of [PLAIN, "another secret", "pässwörd ß Ж"]) {
      expect(front.sent().includes(Buffer.from(password))).toBe(false);
    }
  });
});
