import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CONNECTORS, createOutbound } from "@parlance/connectors";
import { openSourceProcesses } from "./adapters/source-processes.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { openWorkers } from "./adapters/workers.ts";
import { composeApp } from "./app.ts";
import { Settings, settingsOf } from "./configuration/settings.ts";
import { openDatabase } from "./database/database.ts";
import { openObserving } from "./observing/observing.ts";
import { watchProcesses } from "./observing/watch-processes.ts";
import { openKeyring } from "./secrets/keyring.ts";
import type { ServerOptionsInput } from "./server-options.ts";
import { lockDataFolder } from "./storage/data-folder-lock.ts";

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Stops taking requests, gives running ones a moment, cancels the rest, and releases the data folder. */
  close(): Promise<void>;
}

/** Written beside the bundle by the build; absent when run from source. */
const DATABASE_TEMPLATE = fileURLToPath(new URL("./database-template", import.meta.url));

/** Starts a server over a data folder that no other process has open. Rejects with a sentence a person can act on. */
export async function startServer(given: ServerOptionsInput | Settings): Promise<RunningServer> {
  const settings = given instanceof Settings ? given : settingsOf(given);
  const options = { ...settings.current(), dataDir: resolve(settings.current().dataDir) };
  await mkdir(options.dataDir, { recursive: true });
  const unlock = await lockDataFolder(options.dataDir);
  const opened: Array<() => Promise<void>> = [async () => unlock()];
  // In the reverse order of opening; a part that fails to close must not keep the others open.
  const closeAll = async (): Promise<void> => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const database = await openDatabase(join(options.dataDir, "database"), DATABASE_TEMPLATE);
    opened.push(() => database.close());
    const observing = await openObserving(options);
    opened.push(() => observing.close());
    const { workers, openConnection, facts } = await openWorkers(join(options.dataDir, "scratch"), observing);
    watchProcesses(observing.metrics, "query", facts);
    opened.push(() => workers.close());
    const processes = openSourceProcesses(options.allowedNetworks);
    watchProcesses(observing.metrics, "source", () => processes.facts());
    opened.push(() => processes.close());
    const { fastify, sweeper, demo, syncs, schedule, indexing } = await composeApp({
      options,
      settings,
      observing,
      clock: systemClock,
      database,
      workers,
      openConnection,
      connectors: CONNECTORS,
      processes,
      keys: await openKeyring(options.dataDir, options.secretKey),
      outbound: createOutbound({ allowedNetworks: options.allowedNetworks }),
    });
    await sweeper.removeOrphans();
    await syncs.recover();
    opened.push(() => schedule.stop());
    opened.push(() => indexing.stop());
    opened.push(() => sweeper.stop());
    opened.push(() => demo.stop());
    opened.push(() => fastify.stopping.stop(fastify, settings.current().shutdownGraceMs));
    await fastify.listen({ port: options.port, host: options.host });
    sweeper.start();
    schedule.start();
    indexing.start();
    if (options.isDemoEnabled) demo.start();
    const address = fastify.server.address();
    const port = typeof address === "object" && address !== null ? address.port : options.port;
    return { port, url: `http://${urlHost(options.host)}:${port}`, close: once(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What to type into a browser on this machine. */
const urlHost = (host: string): string => {
  if (host === "0.0.0.0" || host === "::" || host === "127.0.0.1") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
};

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

/** Closes the server when the process is asked to end, and at once when asked twice. For programs whose whole purpose it is. */
export function closeOnSignals(server: RunningServer): void {
  let isAsked = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(EXIT_AT_ONCE);
      isAsked = true;
      void server.close().then(() => process.exit(0));
    });
  }
}

const EXIT_AT_ONCE = 130;
