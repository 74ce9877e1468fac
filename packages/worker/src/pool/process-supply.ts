import type { PoolSettings } from "./pool-options.ts";
import { ProcessCensus, type ProcessFacts } from "./process-facts.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** Starts worker processes and keeps a few ready ahead of need. A started process belongs to no workspace until taken. */
export class ProcessSupply {
  readonly #settings: PoolSettings;
  #spares: Promise<WorkerProcess>[] = [];
  readonly #taken = new Set<WorkerProcess>();
  readonly #census = new ProcessCensus();
  #isClosed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.#refill();
  }

  async take(): Promise<WorkerProcess> {
    const process = (await this.#liveSpare()) ?? (await this.#start());
    this.#taken.add(process);
    process.onEnd(() => this.#taken.delete(process));
    this.#refillSoon();
    return process;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const spares = await Promise.all(this.#spares.map((spare) => spare.catch(() => null)));
    await Promise.all([...spares, ...this.#taken].map((process) => process?.close()));
  }

  facts(): ProcessFacts {
    return this.#census.facts(this.#spares.length);
  }

  async #start(): Promise<WorkerProcess> {
    const process = await startWorkerProcess(this.#settings);
    this.#census.add(process);
    return process;
  }

  async #liveSpare(): Promise<WorkerProcess | null> {
    for (;;) {
      const spare = this.#spares.shift();
      if (!spare) return null;
      const process = await spare.catch(() => null);
      if (process?.isAlive) return process;
    }
  }

  #refill(): void {
    while (!this.#isClosed && this.#spares.length < this.#settings.spares) {
      const spare = this.#start();
      // Whoever takes it learns that it failed and starts another.
      spare.catch(() => {});
      this.#spares.push(spare);
    }
  }

  /** Not at once: the start of a spare should not take the processor from the work that a process was just taken for. */
  #refillSoon(): void {
    setTimeout(() => this.#refill(), REFILL_DELAY_MS).unref();
  }
}

const REFILL_DELAY_MS = 1_000;
