import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { type Availability, folderOf, type ServerKind, type TestServer } from "./server-kind.ts";
import { accountNamed, freePort, makeServerFolder, runFile, startServerProcess } from "./server-process.ts";

const USER = "parlance";
const DEBIAN_ROOT = "/usr/lib/postgresql";

/** Nothing survives the test, so nothing needs to reach the disk. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "32MB",
  max_wal_senders: "0",
  autovacuum: "off",
  timezone: "UTC",
};

const isAvailable = (): Availability => {
  // initdb has no link in /usr/bin on Debian: versions live side by side.
  const programs = folderOf("initdb", debianFolders());
  return programs === undefined
    ? { isAvailable: false, reason: "Install it with: apt-get install --no-install-recommends postgresql" }
    : { isAvailable: true, programs };
};

function debianFolders(): string[] {
  try {
    return readdirSync(DEBIAN_ROOT)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIAN_ROOT, version, "bin"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function start(): Promise<TestServer> {
  const found = isAvailable();
  if (!found.isAvailable) throw new Error(`PostgreSQL is missing. ${found.reason}`);
  const account = accountNamed("postgres");
  const folder = makeServerFolder("postgres", account);
  const data = join(folder, "data");
  await runFile(
    join(found.programs, "initdb"),
    ["-D", data, "-U", USER, "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
    { ...account, cwd: folder },
  );
  const port = await freePort();
  const login = { host: "127.0.0.1", port, user: USER, database: "postgres" } as const;
  let version = "";
  const server = await startServerProcess({
    name: "PostgreSQL",
    command: join(found.programs, "postgres"),
    args: [
      "-D",
      data,
      "-p",
      String(port),
      ...Object.entries(SETTINGS).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    account,
    folder,
    signal: "SIGQUIT",
    probe: async () => {
      const client = new Client(login);
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
      version = rows[0]?.server_version ?? "";
      await client.end();
    },
  });
  return { ...login, password: "", version, folder, stop: server.stop };
}

export const postgresServer: ServerKind = { name: "PostgreSQL", isAvailable, start };
