import { resolve } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { CONNECTORS, createOutbound } from "@parlance/connectors";
import { compileLater } from "./adapters/compile-later.ts";
import { openSourceProcesses } from "./adapters/source-processes.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { openWorkers } from "./adapters/workers.ts";
import { composeApp } from "./app.ts";
import { backUp } from "./backing-up/back-up.ts";
import { backUpBeforeUpgrade } from "./backing-up/before-upgrade.ts";
import { clearOrphans } from "./backing-up/clear-orphans.ts";
import { openControl } from "./backing-up/control.ts";
import { refuseUnfinishedRestore } from "./backing-up/unfinished-restore.ts";
import { refuseUnsafe } from "./configuration/check-settings.ts";
import { Settings, settingsOf } from "./configuration/settings.ts";
import { openProductDatabase } from "./database/product-database.ts";
import { openObserving } from "./observing/observing.ts";
import { openKeyring } from "./secrets/keyring.ts";
import type { ServerOptions, ServerOptionsInput } from "./server-options.ts";
import { StartError } from "./start-error.ts";
import { type DataFolder, openDataFolder } from "./storage/data-folder.ts";
import { refuseStrangers } from "./storage/installation.ts";

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Where the first account is made, to be shown to nobody but who started the server; null where there is one. */
  readonly setupUrl: string | null;
  /** Stops taking requests, gives running ones a moment, cancels the rest, and releases the data folder. */
  close(): Promise<void>;
}

/** Written beside the bundle by the build; absent when run from source. */
const DATABASE_TEMPLATE = fileURLToPath(new URL("./database-template", import.meta.url));

/** Starts a server over a data folder of its own, or beside others over a database that is a server. Rejects with a sentence a person can act on. */
export async function startServer(given: ServerOptionsInput | Settings): Promise<RunningServer> {
  compileLater();
  const settings = given instanceof Settings ? given : settingsOf(given);
  refuseUnsafe(settings);
  const options = { ...settings.current(), dataDir: resolve(settings.current().dataDir) };
  const folder = await openDataFolder(options.dataDir, options.databaseUrl !== undefined);
  const opened: Array<() => Promise<void>> = [() => folder.close()];
  // In the reverse order of opening; a part that fails to close must not keep the others open.
  const closeAll = async (): Promise<void> => {
    for (const close of opened.reverse()) await close();
  };
  try {
    refuseUnfinishedRestore(options.dataDir);
    const database = await openProductDatabase(options, DATABASE_TEMPLATE, {
      beforeSteps: (pending, target) => backUpBeforeUpgrade(target, options.dataDir, pending),
    });
    opened.push(() => database.close());
    await refuseStrangers(database.db, options.dataDir, folder.instance !== null);
    await refuseUnshared(folder, options);
    const observing = await openObserving(settings);
    opened.push(() => observing.close());
    const { workers, openConnection, facts } = await openWorkers(folder.scratch, observing);
    observing.watch("query", facts);
    opened.push(() => workers.close());
    const processes = openSourceProcesses(options.allowedNetworks);
    observing.watch("source", () => processes.facts());
    opened.push(() => processes.close());
    const { fastify, accounts, sweeper, demo, board, syncs, schedule, indexing } = await composeApp({
      options,
      settings,
      observing,
      folder,
      clock: systemClock,
      database,
      workers,
      openConnection,
      connectors: CONNECTORS,
      processes,
      keys: await openKeyring(options.dataDir, options.secretKey),
      outbound: createOutbound({ allowedNetworks: options.allowedNetworks }),
    });
    const { target } = database;
    const { dataDir } = options;
    await clearOrphans({ target, dataDir, sweeper, log: fastify.log });
    const makeBackup = async (withKeys: boolean) => {
      const backup = await backUp({ database: target, dataDir, withFiles: true, withKeys, now: new Date() });
      // Whoever reads it logs what goes wrong; here it is only shown.
      board.run("backup", () => finished(backup)).catch(() => undefined);
      return backup;
    };
    opened.push(await openControl(dataDir, makeBackup, fastify.log));
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
    const setupUrl = await accounts.setup.issue(port);
    return { port, url: `http://${urlHost(options.host)}:${port}`, setupUrl, close: once(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Instances that cannot tell each other what has changed would answer from what was true once. */
async function refuseUnshared(folder: DataFolder, { redisUrl }: Pick<ServerOptions, "redisUrl">): Promise<void> {
  if (redisUrl !== undefined || (await folder.others()).length === 0) return;
  throw new SharingError(
    "Another instance works with this database already. Several need a Redis to share: set storage.redisUrl (PARLANCE_REDIS_URL) for all of them.",
  );
}

/** Several instances cannot work as they are set up. The message is one sentence for the person who starts the program. */
export class SharingError extends StartError {
  override readonly name = "SharingError";
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
