import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createConnection } from "mysql2/promise";
import type { TestCertificate } from "./certificate.ts";
import { type Availability, folderOf, type ServerKind, type TestServer } from "./server-kind.ts";
import { accountNamed, freePort, makeServerFolder, runFile, startServerProcess } from "./server-process.ts";

const DATABASE = "parlance";

/** Nothing survives the test, so nothing needs to reach the disk. `--no-defaults` keeps the machine's own server out. */
const SETTINGS = [
  "--skip-networking=0",
  "--bind-address=127.0.0.1",
  "--skip-name-resolve",
  "--skip-log-bin",
  "--innodb-flush-method=nosync",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-buffer-pool-size=64M",
  "--default-time-zone=+00:00",
  "--character-set-server=utf8mb4",
  "--performance-schema=OFF",
];

const isAvailable = (): Availability => {
  const programs = folderOf("mariadbd", ["/usr/sbin", "/usr/local/sbin"]);
  return programs === undefined
    ? { isAvailable: false, reason: "Install it with: apt-get install --no-install-recommends mariadb-server" }
    : { isAvailable: true, programs };
};

const start = (): Promise<TestServer> => startMariadb();

/** With a certificate it offers TLS to those who ask for it. */
export async function startMariadb(certificate?: TestCertificate): Promise<TestServer> {
  const found = isAvailable();
  if (!found.isAvailable) throw new Error(`MariaDB is missing. ${found.reason}`);
  const account = accountNamed("mysql");
  const folder = makeServerFolder("mariadb", account);
  const data = join(folder, "data");
  const installer = folderOf("mariadb-install-db", [join(dirname(found.programs), "bin")]) ?? found.programs;
  await runFile(
    join(installer, "mariadb-install-db"),
    [
      "--no-defaults",
      `--datadir=${data}`,
      // A server that starts removes what looks like temporary tables, those of others as well.
      `--tmpdir=${folder}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      "--skip-name-resolve",
    ],
    { ...account, cwd: folder },
  );
  const port = await freePort();
  const login = { host: "127.0.0.1", port, user: "root", password: "" } as const;
  let version = "";
  const server = await startServerProcess({
    name: "MariaDB",
    command: join(found.programs, "mariadbd"),
    args: [
      "--no-defaults",
      `--datadir=${data}`,
      `--port=${port}`,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, "server.sock")}`,
      `--pid-file=${join(folder, "server.pid")}`,
      ...(certificate === undefined ? [] : tlsSettings(folder, certificate)),
      ...SETTINGS,
    ],
    account,
    folder,
    signal: "SIGKILL",
    probe: async () => {
      const connection = await createConnection({ ...login, disableEval: true });
      await connection.query(`CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4`);
      const [rows] = await connection.query({ sql: "SELECT version()", rowsAsArray: true });
      version = Array.isArray(rows) && Array.isArray(rows[0]) ? String(rows[0][0]) : "";
      await connection.end();
    },
  });
  return { ...login, database: DATABASE, version, folder, stop: server.stop };
}

function tlsSettings(folder: string, { cert, key }: TestCertificate): string[] {
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  writeFileSync(certFile, cert);
  // The server runs as another account, which has to read it; it is worth nothing outside this test.
  writeFileSync(keyFile, key, { mode: 0o644 });
  return [`--ssl-cert=${certFile}`, `--ssl-key=${keyFile}`];
}

export const mariadbServer: ServerKind = { name: "MariaDB", isAvailable, start };
