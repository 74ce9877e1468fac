import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Manifest, manifestSchema } from "./manifest.ts";
import { PluginFault } from "./plugin-fault.ts";
import { SourceProblem } from "./source-problem.ts";

export interface ThreadOptions {
  /** Path of a module, or name of a package. */
  readonly place: string;
  /** What relative paths and package names are looked up from. */
  readonly folder: string;
  /** A plugin's own settings, once its id is known. */
  readonly settingsOf: (id: string) => Readonly<Record<string, string>>;
  readonly onLog: (message: string) => void;
  readonly onDeath: (fault: PluginFault) => void;
}

/** Beside this file in the sources, beside the bundle when built. */
const ENTRY = fileURLToPath(new URL("./plugin-thread.mjs", import.meta.url));
const START_WITHIN_MS = 20_000;
const MEMORY_MB = 128;
/** Calls that have not ended yet. A plugin that keeps more is not keeping up. */
const MAX_CALLS = 200;
const LINES_A_MINUTE = 100;
const MAX_LINE = 500;

interface Pending {
  readonly deadline: NodeJS.Timeout;
  resolve(value: unknown): void;
  reject(fault: PluginFault | SourceProblem): void;
}

type FromThread =
  | { readonly type: "loaded"; readonly id: string }
  | { readonly type: "ready"; readonly manifest: unknown }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "log"; readonly message: string }
  | { readonly type: "value"; readonly id: number; readonly value: unknown }
  | { readonly type: "error"; readonly id: number; readonly message: string; readonly isTold: boolean };

/** A plugin's thread: whatever the plugin does, the API's own thread goes on, and the plugin's can be ended. */
export class PluginThread {
  readonly #options: ThreadOptions;
  readonly #worker: Worker;
  readonly #calls = new Map<number, Pending>();
  readonly #ready: Promise<Manifest>;
  #nextId = 1;
  #isAlive = true;
  #lines = 0;
  #linesSince = performance.now();

  constructor(options: ThreadOptions) {
    this.#options = options;
    const { place, folder } = options;
    this.#worker = new Worker(ENTRY, {
      workerData: { place, folder },
      // Nothing of the server's environment or arguments, where secrets are.
      env: { NODE_ENV: "production", TZ: "UTC" },
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    });
    this.#worker.unref();
    this.#ready = this.#start();
    this.#ready.catch(() => undefined);
    for (const output of [this.#worker.stdout, this.#worker.stderr])
      output.on("data", (chunk: Buffer) => this.#log(chunk.toString()));
    this.#worker.on("error", (error) => this.#die(new PluginFault("died", error.message)));
    this.#worker.on("exit", () => this.#die(new PluginFault("died", "its thread ended")));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  ready(): Promise<Manifest> {
    return this.#ready;
  }

  /** Rejects with PluginFault, or with SourceProblem where a connector speaks of its source. A call that is late leaves a thread that answers no more; its owner ends it. */
  async call(method: string, args: readonly unknown[], withinMs: number): Promise<unknown> {
    await this.#ready;
    if (!this.#isAlive) throw new PluginFault("died", "its thread ended");
    if (this.#calls.size >= MAX_CALLS) throw new PluginFault("hung", `${MAX_CALLS} calls have not ended`);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => this.#settle(id)?.reject(new PluginFault("hung", `${method} took longer than ${withinMs} ms`)),
        withinMs,
      );
      this.#calls.set(id, { deadline, resolve, reject });
      this.#worker.postMessage({ id, method, args });
    });
  }

  async end(): Promise<void> {
    this.#isAlive = false;
    await this.#worker.terminate();
  }

  #start(): Promise<Manifest> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new PluginFault("hung", "its setup does not end")), START_WITHIN_MS);
      this.#worker.once("exit", () => reject(new PluginFault("died", "its thread ended while it started")));
      this.#worker.on("message", (message: FromThread) => {
        switch (message.type) {
          case "loaded":
            this.#worker.postMessage(this.#options.settingsOf(message.id));
            return;
          case "ready": {
            clearTimeout(late);
            const read = manifestSchema.safeParse(message.manifest);
            if (read.success) resolve(read.data);
            else reject(new PluginFault("answered-nonsense", firstIssue(read.error)));
            return;
          }
          case "failed":
            clearTimeout(late);
            reject(new PluginFault("threw", message.message.slice(0, MAX_LINE)));
            return;
          case "log":
            this.#log(message.message);
            return;
          case "value":
            this.#settle(message.id)?.resolve(message.value);
            return;
          case "error": {
            const text = message.message.slice(0, MAX_LINE);
            this.#settle(message.id)?.reject(message.isTold ? new SourceProblem(text) : new PluginFault("threw", text));
          }
        }
      });
    });
  }

  #settle(id: number): Pending | undefined {
    const call = this.#calls.get(id);
    clearTimeout(call?.deadline);
    this.#calls.delete(id);
    return call;
  }

  #die(fault: PluginFault): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const id of [...this.#calls.keys()]) this.#settle(id)?.reject(fault);
    this.#options.onDeath(fault);
  }

  /** What is above the measure is dropped; a plugin must not fill the server's log. */
  #log(message: string): void {
    if (performance.now() - this.#linesSince > 60_000) {
      this.#lines = 0;
      this.#linesSince = performance.now();
    }
    this.#lines++;
    if (this.#lines <= LINES_A_MINUTE) this.#options.onLog(message.slice(0, MAX_LINE));
    if (this.#lines === LINES_A_MINUTE + 1) this.#options.onLog("more lines than a minute may have were dropped");
  }
}

const firstIssue = ({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string =>
  issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`)[0] ?? "not a plugin";
