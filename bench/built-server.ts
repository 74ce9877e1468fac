import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Another build than the one in place, to compare two. */
const PROGRAM =
  process.env.PARLANCE_BENCH_PROGRAM ??
  join(dirname(dirname(fileURLToPath(import.meta.url))), "apps", "cli", "dist", "parlance.js");
const READY = /http:\/\/[\w.-]+:(\d+)/;

/** The built product in a process of its own, as `npm start` runs it. */
export interface BuiltServer {
  readonly url: string;
  /** From spawn to the printed address. */
  readonly startMs: number;
  /** Resident memory of the API process, in MB. Workers are processes of their own. */
  residentMb(kind?: "VmRSS" | "VmHWM"): number;
  /** Sends JSON and reads the whole answer, as one visitor. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<string>;
  readonly cookie: string;
  /** Processor time that the worker processes have used, in the kernel's ticks of 10 ms. */
  workerTicks(): number;
  /** Processor time in ms of the API process, and of all processes it has started, those that have ended included. */
  processorMs(): { readonly api: number; readonly workers: number };
  /** As an operating system that is short of memory would. */
  killWorkers(): void;
  stop(): Promise<void>;
}

/** All of a bench comes from one address, which counts as one person where nobody has signed in. */
const MANY_PEOPLE = {
  PARLANCE_LIMITS_STREAMS_PER_PERSON: "1000",
  PARLANCE_LIMITS_REQUESTS_PER_MINUTE: "1000000",
};

export interface BuiltServerOptions {
  readonly dataDir: string;
  readonly hasDemo: boolean;
}

export async function startBuilt({ dataDir, hasDemo }: BuiltServerOptions): Promise<BuiltServer> {
  if (!existsSync(PROGRAM)) throw new Error("Nothing is built; run npm run build first.");
  const startedAt = performance.now();
  const args = [PROGRAM, "serve", "--port", "0", "--data-dir", dataDir, ...(hasDemo ? [] : ["--no-demo"])];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...MANY_PEOPLE },
  });
  let output = "";
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const [, found] = READY.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(`The server ended before it was ready: ${output}`)));
  });
  const startMs = performance.now() - startedAt;
  const url = `http://127.0.0.1:${port}`;
  const visit = await fetch(`${url}/api/v1/workspaces`);
  await visit.text();
  const cookie = visit.headers.get("set-cookie")?.split(";")[0] ?? "";
  return {
    url,
    startMs,
    cookie,
    residentMb: (kind = "VmRSS") =>
      Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    async post(path, body, headers = {}) {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json", cookie, ...headers },
        body: JSON.stringify(body),
      };
      const response = await fetch(`${url}/api/v1${path}`, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
      return text;
    },
    workerTicks: () => childrenOf(child.pid).reduce((sum, { ticks }) => sum + ticks, 0),
    processorMs: () => {
      const own = statFields(String(child.pid));
      const ended = Number(own[ENDED_USER_TICKS]) + Number(own[ENDED_SYSTEM_TICKS]);
      const alive = childrenOf(child.pid).reduce((sum, { ticks }) => sum + ticks, 0);
      const api = Number(own[USER_TICKS]) + Number(own[SYSTEM_TICKS]);
      return { api: api * TICK_MS, workers: (ended + alive) * TICK_MS };
    },
    killWorkers: () => {
      for (const { pid } of childrenOf(child.pid)) process.kill(pid, "SIGKILL");
    },
    async stop() {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    },
  };
}

/** The processes that a process has started, from the kernel's own list. */
function childrenOf(parent: number | undefined): { pid: number; ticks: number }[] {
  return readdirSync("/proc").flatMap((name) => {
    const fields = /^\d+$/.test(name) ? statFields(name) : [];
    if (Number(fields[PARENT]) !== parent) return [];
    return [{ pid: Number(name), ticks: Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]) }];
  });
}

/** Places in /proc/PID/stat, counted after the program's name. */
const PARENT = 1;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
/** Of children that have ended. */
const ENDED_USER_TICKS = 13;
const ENDED_SYSTEM_TICKS = 14;
const TICK_MS = 10;

function statFields(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch (error) {
    // It ended between the listing and the look.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

/** Runs work over a fresh data folder. */
export async function withFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "parlance-bench-"));
  return work(dataDir).finally(() => rm(dataDir, { recursive: true, force: true }));
}

/** Waits until all demos are generated. */
export async function demoReady(server: BuiltServer): Promise<void> {
  for (const id of ["sales", "marketing", "operations"]) {
    while (!(await (await fetch(`${server.url}/api/v1/sources/${id}`)).text()).includes('"status":"connected"'))
      await sleep(200);
  }
}

export const percentile = (figures: readonly number[], share: number): number =>
  [...figures].sort((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))] ?? Number.NaN;
