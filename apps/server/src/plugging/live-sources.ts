import { AppError, type Connection, isAppError, type ProbeStep, type ResultStream } from "@parlance/core";
import { z } from "zod";
import type { ConnectionTarget, OpenTarget, SourceProcesses } from "../connecting/source-processes.ts";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import { PluginFault } from "./plugin-fault.ts";

/** Opens source processes that serve one plugin's connectors; `onDeath` tells of one that ended unasked. */
export type OpenLiveProcesses = (plugin: LoadedPlugin, onDeath: () => void) => SourceProcesses;

const faultDetails = z.object({ fault: z.enum(["threw", "answered-nonsense"]), reason: z.string() });

/**
 * A plugin's sources that are asked where they are, in processes of its own: what it does wrong there costs nobody
 * else's sources and counts against it, and once it is switched off nothing of it runs any more.
 */
export class LiveSources {
  readonly #plugin: LoadedPlugin;
  readonly #processes: SourceProcesses;

  constructor(plugin: LoadedPlugin, open: OpenLiveProcesses) {
    this.#plugin = plugin;
    this.#processes = open(plugin, () =>
      plugin.countFault(
        new PluginFault("died", "a process of its sources did not stop when told, outgrew its memory, or ended"),
      ),
    );
    plugin.onOff(() => this.#processes.close());
  }

  async open(target: OpenTarget, signal?: AbortSignal): Promise<Connection> {
    return this.#watchedConnection(await this.#watch(() => this.#processes.open(target, signal)));
  }

  probe(target: ConnectionTarget, report: (step: ProbeStep) => void, signal?: AbortSignal): Promise<void> {
    return this.#watch(() => this.#processes.probe(target, report, signal));
  }

  release(workspaceId: string): Promise<void> {
    return this.#processes.release(workspaceId);
  }

  close(): Promise<void> {
    return this.#processes.close();
  }

  #watchedConnection(connection: Connection): Connection {
    return {
      introspect: (signal) => this.#watch(() => connection.introspect(signal)),
      values: (signal) => this.#watch(() => connection.values(signal)),
      check: (...call) => this.#watch(() => connection.check(...call)),
      run: (...call) => this.#watch(() => connection.run(...call)),
      stream: async (...call) => this.#watchedStream(await this.#watch(() => connection.stream(...call))),
      // Also once it is switched off.
      close: () => connection.close(),
    };
  }

  #watchedStream(stream: ResultStream): ResultStream {
    const told = (error: unknown): unknown => this.#told(error);
    async function* frames() {
      try {
        yield* stream.frames;
      } catch (error) {
        throw told(error);
      }
    }
    return { ...stream, frames: frames(), wasTruncated: () => stream.wasTruncated() };
  }

  async #watch<T>(work: () => Promise<T>): Promise<T> {
    if (this.#plugin.state !== "running")
      throw new AppError("PLUGIN_FAILED", { message: "The plugin that asks this source is switched off." });
    try {
      return await work();
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** What went wrong in it is for the log and the administrator. */
  #told(error: unknown): unknown {
    if (!isAppError(error) || error.code !== "PLUGIN_FAILED") return error;
    const read = faultDetails.safeParse(error.details);
    if (!read.success) return error;
    this.#plugin.countFault(new PluginFault(read.data.fault, read.data.reason));
    return new AppError("PLUGIN_FAILED", { cause: error });
  }
}
