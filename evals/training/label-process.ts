import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface LabelRequest {
  readonly id: number;
  readonly path: string;
  readonly gold: string;
  readonly isOrdered: boolean;
  readonly sqls: readonly string[];
}

/** What the process says once it can judge. */
export const READY = "ready";

/** One statement judged. */
export interface LabelReply {
  readonly id: number;
  readonly index: number;
  readonly isRight: boolean;
}

export interface Labeller {
  /** Whether each statement gives what gold gives. A statement that takes too long does not. */
  label(request: Omit<LabelRequest, "id">): Promise<readonly boolean[]>;
  close(): void;
}

const TIMEOUT_MS = 4_000;
/** A process starts in a second, and in many where all cores are busy; that is not the statement's fault. */
const START_TIMEOUT_MS = 120_000;

interface Task {
  readonly request: LabelRequest;
  readonly labels: boolean[];
  readonly resolve: (labels: readonly boolean[]) => void;
}

/** Judges statements in another process, one question after the other, restarting it when a statement hangs. */
export function startLabeller(): Labeller {
  const scratch = mkdtempSync(join(tmpdir(), "parlance-eval-"));
  const queue: Task[] = [];
  let child: ChildProcess | undefined;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 0;

  function current(): ChildProcess {
    if (child) return child;
    child = fork(fileURLToPath(new URL("./label-main.ts", import.meta.url)), {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, TMPDIR: scratch },
    });
    child.on("message", receive);
    return child;
  }

  function arm(): void {
    clearTimeout(timer);
    if (queue.length > 0) timer = setTimeout(skipSlow, isReady ? TIMEOUT_MS : START_TIMEOUT_MS);
  }

  function sendRest(task: Task): void {
    const done = task.labels.length;
    current().send({ ...task.request, sqls: task.request.sqls.slice(done) });
  }

  function skipSlow(): void {
    child?.kill("SIGKILL");
    child = undefined;
    isReady = false;
    const [task] = queue;
    if (task) record(task, false);
    for (const waiting of queue) sendRest(waiting);
    arm();
  }

  function record(task: Task, isRight: boolean): void {
    task.labels.push(isRight);
    if (task.labels.length < task.request.sqls.length) return;
    queue.shift();
    task.resolve(task.labels);
  }

  function receive(reply: LabelReply | typeof READY): void {
    if (reply === READY) {
      isReady = true;
      arm();
      return;
    }
    const [task] = queue;
    if (task?.request.id !== reply.id) return;
    record(task, reply.isRight);
    arm();
  }

  return {
    label: (given) =>
      new Promise((resolve) => {
        if (given.sqls.length === 0) return resolve([]);
        const task: Task = { request: { ...given, id: nextId++ }, labels: [], resolve };
        queue.push(task);
        sendRest(task);
        if (queue.length === 1) arm();
      }),
    close: () => {
      clearTimeout(timer);
      child?.disconnect();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
