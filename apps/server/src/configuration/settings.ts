import { type ServerOptions, type ServerOptionsInput, serverOptions } from "../server-options.ts";
import { flagsLayer } from "./flags-layer.ts";
import { KNOWN_SETTINGS, type KnownSetting, type SettingName } from "./known-settings.ts";
import { emptyLayer, type Layer, type Origin } from "./layer.ts";
import { ConfigurationError } from "./setting-problem.ts";

/** What is in force for one setting, and why. */
export interface SettingInForce {
  readonly setting: KnownSetting;
  readonly value: unknown;
  readonly origin: Origin;
  /** Where the value was written; null for defaults. */
  readonly place: string | null;
  /** What it would be without an override. */
  readonly underneath: { readonly value: unknown; readonly origin: Origin };
  /** The file says something else by now, which counts after a restart. */
  readonly isRestartNeeded: boolean;
}

export type ChangeListener = (now: ServerOptions, changed: ReadonlySet<SettingName>) => void;

/** Rejects with an AppError where the settings could not be used. */
export type SettingsCheck = (candidate: ServerOptions) => Promise<void>;

interface Found {
  readonly value: unknown;
  readonly origin: Origin;
  readonly place: string | null;
}

/** In the order in which they give way: what stands later counts. */
const PRECEDENCE: readonly Layer["origin"][] = ["file", "environment", "commandLine", "override"];

/**
 * Every setting of this server: defaults, then parlance.yaml, the environment, the command line and what administrators
 * have overridden. Settings that are live follow their origins; the others keep what the server was started with.
 */
export class Settings {
  readonly #started: ServerOptions;
  readonly #layers: Map<Layer["origin"], Layer>;
  readonly #checks: SettingsCheck[] = [];
  readonly #listeners = new Set<ChangeListener>();
  #current: ServerOptions;

  /** The parlance.yaml that was read; null where there is none. */
  readonly filePath: string | null;

  /** `options` holds what no layer can: options that only programs give. Throws ConfigurationError. */
  constructor(layers: readonly Layer[], options: Partial<ServerOptionsInput> = {}, filePath: string | null = null) {
    this.filePath = filePath;
    const problems = layers.flatMap((layer) => layer.problems).filter(({ isWarning }) => isWarning !== true);
    if (problems.length > 0) throw new ConfigurationError(problems);
    this.#layers = new Map(layers.map((layer) => [layer.origin, layer]));
    this.#started = serverOptions.parse({ ...options, ...this.#fromLayers() });
    this.#current = Object.freeze(this.#started);
  }

  /** A snapshot that never changes itself; ask again for each use of a live setting. */
  current(): ServerOptions {
    return this.#current;
  }

  /** Is told after every change of a live setting; call the result to stop. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Puts another layer in the place of the one of its origin. Values that cannot be right are passed over. */
  replace(layer: Layer): ReadonlySet<SettingName> {
    this.#layers.set(layer.origin, layer);
    const next = this.#liveWith(this.#layers);
    const changed = new Set(
      KNOWN_SETTINGS.filter(({ name }) => JSON.stringify(next[name]) !== JSON.stringify(this.#current[name])).map(
        ({ name }) => name,
      ),
    );
    if (changed.size === 0) return changed;
    this.#current = Object.freeze(next);
    for (const listener of this.#listeners) listener(this.#current, changed);
    return changed;
  }

  /** A part that uses settings says here when it could not work with them. */
  addCheck(check: SettingsCheck): void {
    this.#checks.push(check);
  }

  /** Rejects with what a part has against this layer in the place of the one of its origin. */
  async check(layer: Layer): Promise<void> {
    const candidate = this.#liveWith(new Map([...this.#layers, [layer.origin, layer]]));
    for (const check of this.#checks) await check(candidate);
  }

  list(): readonly SettingInForce[] {
    return KNOWN_SETTINGS.map((setting) => this.#inForce(setting));
  }

  inForce(name: SettingName): SettingInForce | undefined {
    const setting = KNOWN_SETTINGS.find((known) => known.name === name);
    return setting && this.#inForce(setting);
  }

  #inForce(setting: KnownSetting): SettingInForce {
    const found = this.#find(setting);
    const { value, origin } = this.#find(setting, "commandLine");
    const running = this.#current[setting.name];
    return {
      setting,
      value: running,
      origin: found.origin,
      place: found.place,
      underneath: { value, origin },
      isRestartNeeded: JSON.stringify(running) !== JSON.stringify(found.value),
    };
  }

  /** What the server was started with, and live settings as these layers have them. */
  #liveWith(layers: ReadonlyMap<Layer["origin"], Layer>): ServerOptions {
    const next: Record<string, unknown> = { ...this.#started };
    for (const setting of KNOWN_SETTINGS.filter(({ isLive }) => isLive === true)) {
      next[setting.name] = this.#find(setting, "override", layers).value;
    }
    // Every value came through its setting's schema.
    return next as ServerOptions;
  }

  /** The value of the last layer, up to `last`, that says anything. */
  #find(
    setting: KnownSetting,
    last: Layer["origin"] = "override",
    layers: ReadonlyMap<Layer["origin"], Layer> = this.#layers,
  ): Found {
    for (const origin of PRECEDENCE.slice(0, PRECEDENCE.indexOf(last) + 1).toReversed()) {
      if (origin === "override" && setting.isLive !== true) continue;
      const placed = layers.get(origin)?.values.get(setting.name);
      if (placed !== undefined) return { ...placed, origin };
    }
    return { value: defaultOf(setting), origin: "default", place: null };
  }

  #fromLayers(): Record<string, unknown> {
    const found = KNOWN_SETTINGS.map((setting) => ({ setting, ...this.#find(setting) }));
    return Object.fromEntries(
      found.filter(({ origin }) => origin !== "default").map((one) => [one.setting.name, one.value]),
    );
  }
}

export const defaultOf = ({ schema }: KnownSetting): unknown => schema.parse(undefined);

/** Settings as a program gives them, without a file or an environment: for tests and for embedding. */
export const settingsOf = (given: Partial<ServerOptionsInput>): Settings =>
  new Settings([flagsLayer(given), emptyLayer("override")], given);
