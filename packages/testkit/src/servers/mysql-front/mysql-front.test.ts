import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate } from "../certificate.ts";
import { mariadbServer } from "../mariadb-server.ts";
import { folderOf, isSkipped, type TestServer } from "../server-kind.ts";
import { type MysqlFront, startMysqlFront } from "./mysql-front.ts";

const run = promisify(execFile);
const PROGRAMS = folderOf("mariadb", ["/usr/bin"]);
const PLUGINS = "/usr/lib/x86_64-linux-gnu/libmariadb3/plugin";
const hasClient = PROGRAMS !== undefined && existsSync(`${PLUGINS}/caching_sha2_password.so`);
if (!hasClient)
  process.stderr.write("Skipped: MariaDB's client against the sign-in of MySQL 8. It is not installed.\n");
const certificate = await makeCertificate("db.example");

/** A client that nobody here wrote says whether the front speaks as a server of MySQL 8 does. */
describe.skipIf(!hasClient || certificate === null || isSkipped(mariadbServer))("MariaDB's own client", () => {
  let server: TestServer;
  let front: MysqlFront;

  beforeAll(async () => {
    server = await mariadbServer.start();
    const accounts = ["caching_sha2_password", "sha256_password"].flatMap((plugin) => [
      { user: `${plugin} tls`, password: "correct horse", plugin },
      { user: `${plugin} plain`, password: "correct horse", plugin },
    ]);
    front = await startMysqlFront({ server, accounts, ...(certificate && { certificate }) });
  }, 60_000);
  afterAll(async () => {
    await front?.close();
    await server?.stop();
  });

  async function ask(user: string, password: string, more: readonly string[]): Promise<string> {
    const where = ["--no-defaults", "--protocol=tcp", "-h", front.host, "-P", String(front.port), "-u", user];
    const args = [...where, `--password=${password}`, `--plugin-dir=${PLUGINS}`, ...more, "-N", "-B", "-e", "SELECT 7"];
    return (await run("mariadb", args)).stdout.trim();
  }

  test.each([
    ["caching_sha2_password tls", "--ssl", ["tls", "fast"]],
    ["caching_sha2_password plain", "--skip-ssl", ["rsa", "fast"]],
    ["sha256_password tls", "--ssl", ["tls", "tls"]],
    ["sha256_password plain", "--skip-ssl", ["rsa", "rsa"]],
  ])("is let in as %s with %s", async (user, ssl, ways) => {
    const more = ssl === "--ssl" ? [ssl, "--skip-ssl-verify-server-cert"] : [ssl];
    expect(await ask(user, "correct horse", more)).toBe("7");
    expect(await ask(user, "correct horse", more)).toBe("7");
    expect(front.signIns.filter((one) => one.user === user).map(({ way }) => way)).toEqual(ways);
    await expect(ask(user, "another", more)).rejects.toThrow(/1045/);
  });
});
