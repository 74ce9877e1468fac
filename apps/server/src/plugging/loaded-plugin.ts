import type { Manifest } from "./manifest.ts";
import { PluginFault } from "./plugin-fault.ts";
import { PluginThread, type ThreadOptions } from "./plugin-thread.ts";

export interface PluginLimits {
  /** What a hook may take before the request goes on without it. */
  readonly hookWithinMs: number;
  /** Faults within the window after which the plugin is switched off. */
  readonly maxFaults: number;
}

export type PluginState = "running" | "disabled" | "failed";

export interface FaultRecord {
  readonly at: number;
  readonly kind: string;
  readonly message: string;
}

export interface LoadedPluginNeeds extends Omit<ThreadOptions, "onDeath"> {
  readonly limits: PluginLimits;
  readonly now: () => number;
  readonly onFault: (plugin: LoadedPlugin, fault: PluginFault) => void;
  /** Too many faults: it is off from now on. */
  readonly onDisabled: (plugin: LoadedPlugin, reason: string) => void;
}

const FAULT_WINDOW_MS = 10 * 60_000;
const FAULTS_SHOWN = 20;

/** One plugin from its start to its end, with its thread replaced where it died and its faults counted. */
export class LoadedPlugin {
  readonly place: string;
  readonly #needs: LoadedPluginNeeds;
  #thread: PluginThread | undefined;
  #manifest: Manifest | undefined;
  #state: PluginState = "running";
  #reason: string | null = null;
  #faults: readonly FaultRecord[] = [];
  #faultCount = 0;
  readonly #offListeners: (() => Promise<void>)[] = [];

  constructor(needs: LoadedPluginNeeds) {
    this.#needs = needs;
    this.place = needs.place;
  }

  get id(): string {
    return this.#manifest?.id ?? this.place;
  }

  get manifest(): Manifest | undefined {
    return this.#manifest;
  }

  get state(): PluginState {
    return this.#state;
  }

  /** Why it does not run; null while it does. */
  get reason(): string | null {
    return this.#reason;
  }

  /** The latest, newest first. */
  get faults(): readonly FaultRecord[] {
    return this.#faults;
  }

  get faultCount(): number {
    return this.#faultCount;
  }

  /** Resolves whether it came up or not: a plugin that does not costs the server nothing else. */
  async start(): Promise<void> {
    this.#state = "running";
    this.#reason = null;
    try {
      this.#manifest = await this.#live().ready();
    } catch (error) {
      const fault = asFault(error);
      this.#state = "failed";
      this.#reason = fault.message;
      this.#needs.onFault(this, fault);
      await this.#endThread();
    }
  }

  /** Undefined where the plugin does not run or failed at it, which is counted; whoever asks goes on without. */
  async ask(method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#state !== "running") return undefined;
    return this.call(method, args, this.#needs.limits.hookWithinMs).catch((error: unknown) => {
      asFault(error);
      return undefined;
    });
  }

  /** Rejects with PluginFault, which is counted, or with SourceProblem, which is not. */
  async call(method: string, args: readonly unknown[], withinMs: number): Promise<unknown> {
    if (this.#state !== "running") throw new PluginFault("died", "it is switched off");
    try {
      return await this.#live().call(method, args, withinMs);
    } catch (error) {
      const fault = asFault(error);
      this.countFault(fault);
      // Whatever hangs in it, or grows, goes with the thread.
      if (fault.kind === "hung") await this.#endThread();
      throw fault;
    }
  }

  countFault(fault: PluginFault): void {
    const at = this.#needs.now();
    this.#faultCount++;
    this.#faults = [{ at, kind: fault.kind, message: fault.message }, ...this.#faults].slice(0, FAULTS_SHOWN);
    this.#needs.onFault(this, fault);
    const recent = this.#faults.filter((one) => at - one.at < FAULT_WINDOW_MS).length;
    if (recent < this.#needs.limits.maxFaults || this.#state !== "running") return;
    const reason = `It failed ${recent} times within ten minutes; the last time: ${fault.message}`;
    this.#needs.onDisabled(this, reason);
    void this.disable(reason);
  }

  async disable(reason: string): Promise<void> {
    this.#state = "disabled";
    this.#reason = reason;
    await this.#endAll();
  }

  /** Ends what runs of it elsewhere, each time it is switched off and at the end. */
  onOff(listener: () => Promise<void>): void {
    this.#offListeners.push(listener);
  }

  async enable(): Promise<void> {
    this.#faults = [];
    await this.start();
  }

  async close(): Promise<void> {
    const { hookWithinMs } = this.#needs.limits;
    const isRunning = this.#state === "running" && this.#thread?.isAlive === true;
    // A plugin that fails at its end has no more to lose.
    if (isRunning) await this.#thread?.call("shutdown", [], hookWithinMs).catch(() => undefined);
    await this.#endAll();
  }

  #live(): PluginThread {
    if (this.#thread?.isAlive === true) return this.#thread;
    const thread = new PluginThread({
      ...this.#needs,
      onDeath: (fault) => {
        if (this.#thread !== thread) return;
        this.#thread = undefined;
        if (this.#state === "running" && this.#manifest !== undefined) this.countFault(fault);
      },
    });
    this.#thread = thread;
    return thread;
  }

  async #endAll(): Promise<void> {
    await Promise.all([this.#endThread(), ...this.#offListeners.map((listener) => listener())]);
  }

  async #endThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }
}

function asFault(error: unknown): PluginFault {
  if (error instanceof PluginFault) return error;
  throw error;
}
