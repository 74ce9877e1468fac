import { statSync } from "node:fs";
import type { FastifyBaseLogger } from "fastify";
import type { Channel } from "../sharing/shared-state.ts";
import { fileLayer } from "./file-layer.ts";
import type { OverrideStore } from "./override-store.ts";
import type { Overrides } from "./overrides.ts";
import { problemText } from "./setting-problem.ts";
import type { Settings } from "./settings.ts";

export interface LiveConfigurationNeeds {
  readonly settings: Settings;
  readonly store: Pick<OverrideStore, "read">;
  readonly overrides: Overrides;
  readonly channel: Channel;
  readonly log: Pick<FastifyBaseLogger, "warn" | "error" | "info">;
}

const TOPIC = "configuration";
const LOOK_EVERY_MS = 10_000;

/** Keeps this instance's settings as the product database and parlance.yaml have them, without a restart. */
export class LiveConfiguration {
  readonly #needs: LiveConfigurationNeeds;
  readonly #others: Array<() => Promise<void>> = [];
  readonly #stops: Array<() => void>;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #revision = -1;
  #fileTime: number;

  constructor(needs: LiveConfigurationNeeds) {
    this.#needs = needs;
    this.#fileTime = fileTime(needs.settings.filePath);
    const again = (): void => void this.refresh();
    this.#stops = [needs.channel.subscribe(TOPIC, again), needs.channel.onMissed(again)];
  }

  get revision(): number {
    return this.#revision;
  }

  /** Reads something else that is kept under the same revision, now and after every change. */
  async alsoRead(read: () => Promise<void>): Promise<void> {
    this.#others.push(read);
    await read();
  }

  /** After a change by this instance: in force here when it resolves, and on the others a moment later. */
  async announce(): Promise<void> {
    await this.refresh();
    await this.#needs.channel.publish(TOPIC, { revision: this.#revision });
  }

  /** Reads the database where something changed. Never rejects: what is in force stays, and the next look tries again. */
  refresh(): Promise<void> {
    this.#reading = this.#reading
      .then(() => this.#read())
      .catch((error: unknown) => {
        this.#needs.log.error({ err: error }, "settings could not be read again");
      });
    return this.#reading;
  }

  /** Reads parlance.yaml once more. A file that cannot be right changes nothing and is logged. */
  async refreshFile(): Promise<void> {
    const { settings, log } = this.#needs;
    if (settings.filePath === null) return;
    this.#fileTime = fileTime(settings.filePath);
    const layer = await fileLayer(settings.filePath);
    for (const problem of layer.problems) log.error(`${problemText(problem)} The settings stay as they were.`);
    if (layer.problems.length > 0) return;
    const changed = settings.replace(layer);
    if (changed.size > 0) log.info({ settings: [...changed] }, "settings were read again");
  }

  /** Looks now and then, for changes that no message told of; and when a SIGHUP asks to. */
  start(): void {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
    const onHangUp = (): void => void this.refreshFile().then(() => this.refresh());
    process.on("SIGHUP", onHangUp);
    this.#stops.push(() => process.off("SIGHUP", onHangUp));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const stop of this.#stops) stop();
    await this.#reading;
  }

  #look(): void {
    void this.refresh();
    const time = fileTime(this.#needs.settings.filePath);
    if (time === this.#fileTime) return;
    this.refreshFile().catch((error: unknown) => this.#needs.log.error({ err: error }, "settings could not be read"));
  }

  async #read(): Promise<void> {
    const { store, overrides, settings } = this.#needs;
    const { revision, rows } = await store.read();
    if (revision === this.#revision) return;
    settings.replace(overrides.toLayer(rows));
    for (const read of this.#others) await read();
    this.#revision = revision;
  }
}

/** 0 where there is no such file, so that one that comes back is noticed. */
const fileTime = (path: string | null): number =>
  path === null ? 0 : (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
