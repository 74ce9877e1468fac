import type { Driver } from "@parlance/core";
import {
  CONTRACT_TABLE,
  type FrontAccount,
  isSkipped,
  type MysqlFront,
  makeCertificate,
  mariadbServer,
  startMysqlFront,
  type TestServer,
} from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { configOf, fill, rowsOf } from "./fixtures/shop.ts";
import { mysql } from "./index.ts";

const certificate = await makeCertificate("db.example");
if (certificate === null)
  process.stderr.write("Skipped: sign-in of MySQL 8. Install it with: apt-get install openssl\n");

const PLAIN = "correct horse";
const FOREIGN = "pässwörd Ⅸ ﬁ 🦆 ß";
const PLUGINS = ["caching_sha2_password", "sha256_password", "mysql_native_password"] as const;
const PASSWORDS = { plain: PLAIN, foreign: FOREIGN } as const;

/** One account for each plugin and password, so that no test finds what another has proved. */
const ACCOUNTS: readonly FrontAccount[] = [
  ...["tls", "off"].flatMap((tls) =>
    PLUGINS.flatMap((plugin) =>
      Object.entries(PASSWORDS).map(([name, password]) => ({ user: `${tls} ${plugin} ${name}`, password, plugin })),
    ),
  ),
  { user: "open", password: "", plugin: "caching_sha2_password" },
  { user: "clear", password: PLAIN, plugin: "mysql_clear_password" },
  { user: "kerberos", password: PLAIN, plugin: "authentication_kerberos" },
];

describe.skipIf(certificate === null || isSkipped(mariadbServer))("signing in as MySQL 8 wants it", () => {
  let server: TestServer;
  let front: MysqlFront;
  const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
  const needs = { outbound: createOutbound({ allowedNetworks: ["127.0.0.1"], lookup }) };
  const encrypted = { host: "db.example", tls: "verify", ca: certificate?.cert };

  beforeAll(async () => {
    server = await mariadbServer.start();
    await fill(server);
    front = await startMysqlFront({ server, accounts: ACCOUNTS, ...(certificate && { certificate }) });
  }, 60_000);
  afterAll(async () => {
    await front?.close();
    await server?.stop();
  });

  const open = (user: string, password: string, more: object = {}): Promise<Driver> =>
    mysql.open(configOf(front, { user, password, ...more }), needs);
  const attemptsOf = (name: string) => front.signIns.filter(({ user }) => user === name);

  async function signIn(user: string, password: string, more: object = {}): Promise<void> {
    const driver = await open(user, password, more);
    try {
      expect(await rowsOf(driver, "SELECT 7 AS seven")).toHaveLength(1);
    } finally {
      await driver.close();
    }
  }

  describe.each(Object.entries(PASSWORDS))("with a %s password", (name, password) => {
    test.each([
      ["tls", "caching_sha2_password", "tls", "fast"],
      ["off", "caching_sha2_password", "rsa", "fast"],
      ["tls", "sha256_password", "tls", "tls"],
      ["off", "sha256_password", "rsa", "rsa"],
      ["tls", "mysql_native_password", "fast", "fast"],
      ["off", "mysql_native_password", "fast", "fast"],
    ])("encryption %s, %s: first by %s, then by %s", async (tls, plugin, first, later) => {
      const user = `${tls} ${plugin} ${name}`;
      const more = tls === "tls" ? encrypted : {};
      await signIn(user, password, more);
      await signIn(user, password, more);
      const attempts = attemptsOf(user);
      expect(attempts.every(({ isLetIn }) => isLetIn)).toBe(true);
      expect([attempts[0]?.way, attempts.at(-1)?.way]).toEqual([first, later]);
      if (tls === "off") {
        const sent = Buffer.concat(attempts.flatMap(({ answers }) => answers));
        expect(sent.includes(Buffer.from(password))).toBe(false);
      }
    });
  });

  test("an account without a password", async () => {
    await signIn("open", "");
  });

  describe.each([
    ["encrypted", encrypted],
    ["not encrypted", {}],
  ])("%s", (_name, more) => {
    test.each([
      ["a wrong password", "off caching_sha2_password plain", "another secret"],
      ["a wrong password of sha256_password", "off sha256_password plain", "another secret"],
      ["a password with a letter of another case", "off caching_sha2_password plain", PLAIN.toUpperCase()],
      ["no password", "off caching_sha2_password plain", ""],
      ["an unknown user", "nobody", "another secret"],
    ])("%s is told as such, without the password", async (_case, user, password) => {
      const error = await open(user, password, more).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
      if (password !== "") expect(JSON.stringify(error)).not.toContain(password);
    });

    test("a server that wants the password in the clear is not told it", async () => {
      await expect(open("clear", PLAIN, more)).rejects.toMatchObject({
        code: "SOURCE_SIGN_IN_FAILED",
        message: expect.stringContaining("clear"),
      });
      const sent = Buffer.concat(attemptsOf("clear").flatMap(({ answers }) => answers));
      expect(sent.includes(Buffer.from(PLAIN))).toBe(false);
    });

    test("a way of signing in that is not known is named", async () => {
      await expect(open("kerberos", PLAIN, more)).rejects.toMatchObject({
        code: "SOURCE_SIGN_IN_FAILED",
        message: expect.stringContaining("authentication_kerberos"),
      });
    });
  });

  test("the catalog is read through it", async () => {
    const driver = await open("off caching_sha2_password plain", PLAIN);
    try {
      const { tables } = await driver.introspect();
      expect(tables.map(({ name }) => name)).toContain(CONTRACT_TABLE);
    } finally {
      await driver.close();
    }
  });
});
