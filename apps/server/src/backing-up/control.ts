import { chmod, rm } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyBaseLogger } from "fastify";
import { BackupError } from "./backup-format.ts";

const SOCKET = "control.sock";
/** The longest path that every system takes for a socket. */
const MAX_PATH = 100;

/**
 * A way in for the command line of the same machine and account: a socket beside the data, which nobody else can open,
 * and which no network leads to. It makes backups while the server runs.
 */
export async function openControl(
  dataDir: string,
  makeBackup: (withKeys: boolean) => Promise<Readable>,
  log: Pick<FastifyBaseLogger, "warn">,
): Promise<() => Promise<void>> {
  const path = join(dataDir, SOCKET);
  if (path.length > MAX_PATH || process.platform === "win32") return async () => undefined;
  const http = createServer((asked, answer) => {
    const url = new URL(asked.url ?? "/", "http://control");
    if (asked.method !== "POST" || url.pathname !== "/backup") return void answer.writeHead(404).end();
    makeBackup(url.searchParams.get("keys") === "yes")
      .then((backup) => pipeline(backup, answer))
      .catch((error: unknown) => {
        log.warn({ err: error }, "a backup failed");
        // Cut, not ended: half a backup must not look like a whole one.
        answer.destroy();
      });
  });
  await rm(path, { force: true });
  await listen(http, path);
  await chmod(path, 0o600);
  return async () => {
    http.closeAllConnections();
    await new Promise<void>((closed) => http.close(() => closed()));
    await rm(path, { force: true });
  };
}

const listen = (http: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => http.once("error", reject).listen(path, resolve));

/** Asks the server that has this folder open for a backup. */
export function askForBackup(dataDir: string, withKeys: boolean): Promise<Readable> {
  const options = { socketPath: join(dataDir, SOCKET), method: "POST", path: `/backup${withKeys ? "?keys=yes" : ""}` };
  return new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new BackupError("The running server does not make backups. Stop it and try again."));
    });
    asked.on("error", (error) =>
      reject(
        new BackupError("The running server cannot be asked for a backup. Stop it and try again.", { cause: error }),
      ),
    );
    asked.end();
  });
}
