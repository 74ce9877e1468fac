import { isSkipped, makeCertificate, mariadbServer, startMariadb, type TestServer } from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { configOf, fill } from "./fixtures/shop.ts";
import { openSession } from "./session.ts";

const certificate = await makeCertificate("db.example");
if (certificate === null) process.stderr.write("Skipped: TLS of MariaDB. Install it with: apt-get install openssl\n");

describe.skipIf(certificate === null || isSkipped(mariadbServer))("encryption to MariaDB", () => {
  let server: TestServer;
  const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
  const outbound = createOutbound({ allowedNetworks: ["127.0.0.1"], lookup });

  beforeAll(async () => {
    server = await startMariadb(certificate ?? undefined);
    await fill(server);
  }, 60_000);
  afterAll(() => server?.stop());

  /** The cipher of the session, which is empty where nothing is encrypted. */
  async function cipherWith(change: Record<string, unknown>): Promise<string> {
    // The setting that a form leaves alone is the one that verifies.
    const config = configOf(server, { host: "db.example", tls: undefined, ...change });
    const { connection } = await openSession(config, outbound, 2_000);
    const [[row]] = await connection.promise().query<[string, string][] & []>("SHOW STATUS LIKE 'Ssl_cipher'");
    connection.destroy();
    return String(row?.[1]);
  }

  test("works when authority and name are right", async () => {
    expect(await cipherWith({ ca: certificate?.cert })).not.toBe("");
  });

  test("without verification is possible by choice, and is encryption all the same", async () => {
    expect(await cipherWith({ tls: "unverified" })).not.toBe("");
  });

  test("is left out by choice only", async () => {
    expect(await cipherWith({ tls: "off" })).toBe("");
  });

  test.each([
    ["an unknown authority", () => ({}), /certificate/i],
    ["another name", () => ({ host: "evil.example", ca: certificate?.cert }), /certificate|name/i],
    ["an authority that is none", () => ({ ca: "no certificate" }), /./],
  ])("is refused by default for %s", async (_name, change, hint) => {
    await expect(cipherWith(change())).rejects.toMatchObject({
      code: "SOURCE_TLS_FAILED",
      hint: expect.stringMatching(hint),
    });
  });
});
