import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SqlRows } from "./open-sqlite.ts";

export interface ProcessRequest {
  readonly id: number;
  readonly path: string;
  readonly sql: string;
  readonly maxRows: number;
}

export type ProcessReply = { readonly id: number } & SqlOutcome;

export type SqlOutcome =
  | { readonly rows: SqlRows; readonly error?: undefined }
  | { readonly rows?: undefined; readonly error: string };

export interface QueryProcess {
  run(path: string, sql: string): Promise<SqlOutcome>;
  close(): Promise<void>;
}

interface Limits {
  readonly timeoutMs: number;
  readonly maxRows: number;
}

interface Waiting {
  readonly request: ProcessRequest;
  readonly resolve: (outcome: SqlOutcome) => void;
}

/**
 * Runs statements one after the other in a process that is ended when a statement takes too long: the library has no
 * interrupt. Statements behind the slow one are sent again to the next process.
 */
export function startQueryProcess(limits: Limits = { timeoutMs: 10_000, maxRows: 200_000 }): QueryProcess {
  // Ours rather than the child's, so that a killed child leaves nothing behind.
  const scratch = mkdtempSync(join(tmpdir(), "parlance-eval-"));
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 0;
  const queue: Waiting[] = [];

  function arm(): void {
    clearTimeout(timer);
    if (queue.length > 0) timer = setTimeout(giveUp, limits.timeoutMs);
  }

  function giveUp(): void {
    const slow = queue.shift();
    child?.kill("SIGKILL");
    child = undefined;
    slow?.resolve({ error: "timeout" });
    for (const { request } of queue) current().send(request);
    arm();
  }

  function receive(reply: ProcessReply): void {
    if (queue[0]?.request.id !== reply.id) return;
    queue.shift()?.resolve(reply);
    arm();
  }

  function current(): ChildProcess {
    child ??= startChild(scratch, receive);
    return child;
  }

  return {
    run: (path, sql) =>
      new Promise((resolve) => {
        const request = { id: nextId++, path, sql, maxRows: limits.maxRows };
        queue.push({ request, resolve });
        current().send(request);
        if (queue.length === 1) arm();
      }),
    close: async () => {
      await closeChild(child);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function startChild(scratch: string, receive: (reply: ProcessReply) => void): ChildProcess {
  const started = fork(fileURLToPath(new URL("./process-main.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
    env: { ...process.env, TMPDIR: scratch },
  });
  started.on("message", receive);
  return started;
}

function closeChild(child: ChildProcess | undefined): Promise<void> {
  if (!child) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.send("close");
  });
}
