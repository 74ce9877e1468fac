import { Worker } from "node:worker_threads";
import { SourceProblem } from "@parlance/plugin";

/**
 * A database in a thread of its own. PGlite holds its thread while it works, so a statement that is to stop stops with
 * its thread; the next one opens the file anew.
 */
export class DumpSession {
  #file;
  #worker;
  #calls = new Map();
  #nextId = 1;

  constructor(file) {
    this.#file = file;
  }

  ask(sql, signal) {
    signal.throwIfAborted();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.restart();
        reject(signal.reason);
      };
      const settle = (end) => (value) => {
        signal.removeEventListener("abort", stop);
        this.#calls.delete(id);
        end(value);
      };
      this.#calls.set(id, { resolve: settle(resolve), reject: settle(reject) });
      signal.addEventListener("abort", stop, { once: true });
      this.#open().postMessage({ id, sql });
    });
  }

  restart() {
    const worker = this.#worker;
    this.#worker = undefined;
    for (const { reject } of [...this.#calls.values()]) reject(new SourceProblem("The database was closed."));
    void worker?.terminate();
  }

  async close() {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #open() {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL("./dump-thread.js", import.meta.url), { workerData: this.#file, execArgv: [] });
    worker.on("message", ({ id, result, problem }) => {
      const call = this.#calls.get(id);
      if (problem === undefined) call?.resolve(result);
      else call?.reject(new SourceProblem(problem));
    });
    worker.on("error", (error) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of [...this.#calls.values()]) reject(error);
    });
    this.#worker = worker;
    return worker;
  }
}
