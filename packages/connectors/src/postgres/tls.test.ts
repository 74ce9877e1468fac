import type { AddressInfo } from "node:net";
import { connect, createServer, type Server } from "node:net";
import { TLSSocket } from "node:tls";
import { isSkipped, makeCertificate, postgresServer, type TestServer } from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { postgresConfig } from "./config.ts";
import { openPostgres } from "./driver.ts";

/** Puts TLS before a server that has none: answers the request for it, decrypts, and passes the rest on. */
function tlsFront(target: number, certificate: { cert: string; key: string }): Server {
  return createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write("S");
      const secure = new TLSSocket(socket, { isServer: true, ...certificate });
      const plain = connect(target, "127.0.0.1");
      for (const end of [secure, plain]) end.on("error", () => undefined);
      secure.pipe(plain).pipe(secure);
    });
  });
}

const certificate = await makeCertificate("db.example");
if (certificate === null)
  process.stderr.write("Skipped: TLS of PostgreSQL. Install it with: apt-get install openssl\n");

describe.skipIf(certificate === null || isSkipped(postgresServer))("encryption to PostgreSQL", () => {
  let server: TestServer;
  let front: Server;
  let port: number;
  const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
  const needs = { outbound: createOutbound({ allowedNetworks: ["127.0.0.1"], lookup }) };

  beforeAll(async () => {
    server = await postgresServer.start();
    front = tlsFront(server.port, certificate ?? { cert: "", key: "" });
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    // Listening on a port of the loopback interface, so the address is an AddressInfo.
    port = (front.address() as AddressInfo).port;
  });
  afterAll(async () => {
    front?.close();
    await server?.stop();
  });

  const open = async (change: Record<string, unknown>) => {
    const config = { host: "db.example", port, database: server.database, user: server.user, ...change };
    const driver = await openPostgres(postgresConfig.parse(config), needs);
    await driver.close();
    return "opened";
  };

  test("works when authority and name are right", async () => {
    expect(await open({ certificateAuthority: certificate?.cert })).toBe("opened");
  });

  test("without verification is possible by choice", async () => {
    expect(await open({ tls: "require" })).toBe("opened");
  });

  test.each([
    ["an unknown authority", {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["another name", { host: "evil.example", certificateAuthority: "its own" }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("is refused for %s", async (_name, change, reason) => {
    const settings = "certificateAuthority" in change ? { ...change, certificateAuthority: certificate?.cert } : change;
    await expect(open(settings)).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED", details: { reason } });
  });

  test("is asked for by default, and a server without it is refused", async () => {
    await expect(open({ port: server.port })).rejects.toMatchObject({ code: "SOURCE_TLS_FAILED" });
  });
});
