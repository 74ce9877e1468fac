import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const SETPRIV = "/usr/bin/setpriv";
const STOP_WITHIN_MS = 5_000;
const START_WITHIN_MS = 30_000;

export const runFile = promisify(execFile);

/** Who the server runs as: database servers refuse to run as root. Nothing when the test itself is unprivileged. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | Record<string, never>;

export function accountNamed(name: string): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`There is no account "${name}" to run the server as.`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** A folder of its own that the account can write to; gone at the end of the process at the latest. */
export function makeServerFolder(name: string, account: ServerAccount): string {
  const folder = mkdtempSync(join(tmpdir(), `parlance-${name}-`));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was given.");
  return address.port;
}

export interface ServerProcess {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

interface ServerStart {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly account: ServerAccount;
  /** Removed when the server stops. */
  readonly folder: string;
  /** Ends the server at once, without a checkpoint: nothing in it is worth keeping. */
  readonly signal: NodeJS.Signals;
  /** Resolves when a client can connect; throws until then. */
  readonly probe: () => Promise<void>;
  /** For servers that take longer than most. */
  readonly startWithinMs?: number;
}

/** Starts a server and waits until it answers. It dies with this process, however this process ends. */
export async function startServerProcess(start: ServerStart): Promise<ServerProcess> {
  const { account, folder, signal } = start;
  // The kernel ends the server when the test process is killed and no handler of ours can run.
  const leash = existsSync(SETPRIV) ? [SETPRIV, "--pdeathsig", "KILL", "--"] : [];
  const [command = start.command, ...args] = [...leash, start.command, ...start.args];
  const child = spawn(command, args, { ...account, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const log: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => log.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk));
  const atExit = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", atExit);
  const stop = async (): Promise<void> => {
    await endProcess(child, signal);
    process.removeListener("exit", atExit);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(child, start);
  } catch (error) {
    await stop();
    throw new Error(`${start.name} did not start.\n${Buffer.concat(log).toString("utf8").slice(-4_000)}`, {
      cause: error,
    });
  }
  return { pid: child.pid ?? 0, stop };
}

async function untilReady(child: ChildProcess, { probe, startWithinMs = START_WITHIN_MS }: ServerStart): Promise<void> {
  const spawned = new Promise<never>((_, reject) => child.once("error", reject));
  const answered = (async () => {
    const deadline = Date.now() + startWithinMs;
    for (;;) {
      try {
        return await probe();
      } catch (error) {
        // Refused connections are expected while it starts; a dead process or a late one is not.
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) throw error;
        await sleep(50);
      }
    }
  })();
  await Promise.race([spawned, answered]);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
