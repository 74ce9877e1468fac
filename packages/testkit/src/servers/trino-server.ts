import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Availability, ServerKind, TestServer } from "./server-kind.ts";
import { freePort, makeServerFolder, startServerProcess } from "./server-process.ts";
import { isFetched, trinoProgram } from "./trino-program.ts";

/**
 * Set by `npm run test:trino`, which fetches the server: it is too large for every run of the tests. The number is the
 * port of the server that the command started for all of its tests.
 */
const SWITCH = "PARLANCE_TEST_TRINO";
const START_WITHIN_MS = 240_000;

const isAvailable = (): Availability => {
  const program = sharedPort() === undefined ? undefined : trinoProgram();
  return program === undefined || !isFetched(program)
    ? { isAvailable: false, reason: "They have a command of their own, which fetches the server: npm run test:trino" }
    : { isAvailable: true, programs: program.folder };
};

function sharedPort(): number | undefined {
  const port = Number(process.env[SWITCH]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Trino is left out of CI as well; the reason, with the command that runs these tests, is printed. */
export function isTrinoSkipped(): boolean {
  const found = isAvailable();
  if (found.isAvailable) return false;
  process.stderr.write(`Skipped: tests against Trino. ${found.reason}\n`);
  return true;
}

/** The server of the running command; its tests share it, and the command stops it. */
async function start(): Promise<TestServer> {
  const program = trinoProgram();
  const port = sharedPort();
  if (program === undefined || port === undefined) throw new Error("Trino is not running. Run: npm run test:trino");
  return { ...loginAt(port), version: `${program.version}.0`, folder: "", stop: async () => undefined };
}

const loginAt = (port: number) =>
  ({ host: "127.0.0.1", port, user: "parlance", password: "", database: "memory" }) as const;

/** Starts a server, for the command that runs the tests. */
export async function startTrino(): Promise<TestServer> {
  const program = trinoProgram();
  if (program === undefined || !isFetched(program)) throw new Error("Trino is missing. Run: npm run test:trino");
  const folder = makeServerFolder("trino", {});
  const port = await freePort();
  writeSettings(folder, port, program.folder);
  const server = await startServerProcess({
    name: "Trino",
    command: program.java,
    args: [
      "-Xmx1G",
      "-XX:+UseG1GC",
      "-Djdk.attach.allowAttachSelf=true",
      "-Dnode.environment=test",
      "-Dnode.id=parlance",
      "-Dnode.bind-ip=127.0.0.1",
      "-Dnode.internal-address=127.0.0.1",
      `-Dnode.data-dir=${join(folder, "data")}`,
      `-Dconfig=${join(folder, "config.properties")}`,
      "-cp",
      join(program.folder, "lib", "*"),
      "io.trino.server.TrinoServer",
    ],
    account: {},
    folder,
    signal: "SIGKILL",
    probe: () => untilStarted(port),
    startWithinMs: START_WITHIN_MS,
  });
  return { ...loginAt(port), version: `${program.version}.0`, folder, stop: server.stop };
}

function writeSettings(folder: string, port: number, programFolder: string): void {
  const catalogs = join(folder, "catalog");
  mkdirSync(catalogs);
  for (const name of ["memory", "tpch"])
    writeFileSync(join(catalogs, `${name}.properties`), `connector.name=${name}\n`);
  const settings = {
    coordinator: "true",
    "node-scheduler.include-coordinator": "true",
    "http-server.http.port": String(port),
    "discovery.uri": `http://127.0.0.1:${port}`,
    "query.max-memory": "300MB",
    "query.max-memory-per-node": "300MB",
    "memory.heap-headroom-per-node": "200MB",
    "catalog.config-dir": catalogs,
    "plugin.dir": join(programFolder, "plugin"),
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(folder, "config.properties"), lines.join(""));
}

/** It answers before it can plan: the first statement waits for its node to be announced. */
async function untilStarted(port: number): Promise<void> {
  const info: unknown = await (await fetch(`http://127.0.0.1:${port}/v1/info`)).json();
  if (typeof info !== "object" || info === null || !("starting" in info) || info.starting !== false) {
    throw new Error("Trino is still starting.");
  }
}

export const trinoServer: ServerKind = { name: "Trino", isAvailable, start };
