import { Worker } from "node:worker_threads";

/** Runs tasks on threads that execute one TypeScript file; results come in the order of the tasks. */
export async function runOnThreads<Task, Result>(
  file: URL,
  threads: number,
  tasks: readonly Task[],
  onDone: (result: Result, index: number) => void = () => undefined,
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  let next = 0;
  const one = async (): Promise<void> => {
    const worker = startThread(file);
    while (next < tasks.length) {
      const index = next;
      next += 1;
      const result = await ask<Task, Result>(worker, tasks[index] as Task); // index is inside the list
      results[index] = result;
      onDone(result, index);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, one));
  return results;
}

/** Threads do not inherit the hooks by which Node loads TypeScript, so each starts by registering them. */
function startThread(file: URL): Worker {
  const hooks = JSON.stringify(new URL("../../tools/typescript-hooks.mjs", import.meta.url).href);
  const start = `require("node:module").register(${hooks}); import(${JSON.stringify(file.href)});`;
  return new Worker(start, { eval: true });
}

function ask<Task, Result>(worker: Worker, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (error: Error): void => reject(error);
    worker.once("error", stop);
    worker.once("message", (result: Result) => {
      worker.off("error", stop);
      resolve(result);
    });
    worker.postMessage(task);
  });
}
