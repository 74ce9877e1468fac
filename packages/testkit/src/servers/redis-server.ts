import { join } from "node:path";
import { Redis } from "ioredis";
import { type Availability, folderOf, type ServerKind, type TestServer } from "./server-kind.ts";
import { accountNamed, freePort, makeServerFolder, startServerProcess } from "./server-process.ts";

export interface RedisTestServer extends TestServer {
  readonly url: string;
  /** For tests that stop, pause or kill it. */
  readonly pid: number;
}

const isAvailable = (): Availability => {
  const programs = folderOf("redis-server", []);
  return programs === undefined
    ? { isAvailable: false, reason: "Install it with: apt-get install --no-install-recommends redis-server" }
    : { isAvailable: true, programs };
};

/** Nothing reaches the disk. A port may be named to come back where another one was killed. */
export async function startRedis(port?: number): Promise<RedisTestServer> {
  const found = isAvailable();
  if (!found.isAvailable) throw new Error(`Redis is missing. ${found.reason}`);
  const account = accountNamed("redis");
  const folder = makeServerFolder("redis", account);
  const login = { host: "127.0.0.1", port: port ?? (await freePort()) } as const;
  let version = "";
  const server = await startServerProcess({
    name: "Redis",
    command: join(found.programs, "redis-server"),
    args: ["--bind", login.host, "--port", String(login.port), "--dir", folder, "--save", "", "--appendonly", "no"],
    account,
    folder,
    signal: "SIGKILL",
    probe: async () => {
      version = await versionOf(login);
    },
  });
  const { pid, stop } = server;
  const url = `redis://${login.host}:${login.port}`;
  return { ...login, user: "", password: "", database: "0", version, folder, url, pid, stop };
}

async function versionOf(login: { readonly host: string; readonly port: number }): Promise<string> {
  const client = new Redis({ ...login, lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return /redis_version:(\S+)/.exec(await client.info("server"))?.[1] ?? "";
  } finally {
    client.disconnect();
  }
}

export const redisServer: ServerKind = { name: "Redis", isAvailable, start: () => startRedis() };
