import type { FastifyBaseLogger } from "fastify";
import { SecretUnreadableError, seal, unseal } from "../secrets/envelope.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { type KnownSetting, type SettingName, settingOf } from "./known-settings.ts";
import type { Layer, PlacedValue } from "./layer.ts";
import type { OverrideRow } from "./override-store.ts";

const PLACE = "set here";

/** How values of overrides are kept: secrets sealed to their key's place, all others as JSON. */
export class Overrides {
  readonly #keys: Keyring;
  readonly #log: Pick<FastifyBaseLogger, "warn">;

  constructor(keys: Keyring, log: Pick<FastifyBaseLogger, "warn">) {
    this.#keys = keys;
    this.#log = log;
  }

  toRow(setting: KnownSetting, value: unknown, changedBy: string | null, changedAt: Date): OverrideRow {
    const { key, isSecret } = setting;
    return isSecret
      ? { key, value: null, sealed: seal(String(value), placeOf(key), this.#keys), changedBy, changedAt }
      : { key, value, sealed: null, changedBy, changedAt };
  }

  /** What can be used of the rows; a row of another version of Parlance, or whose key is lost, is logged and left. */
  toLayer(rows: readonly OverrideRow[]): Layer {
    const values = new Map<SettingName, PlacedValue>();
    for (const row of rows) {
      const setting = settingOf(row.key);
      const value = this.#valueOf(row);
      const parsed = value === undefined ? undefined : setting?.schema.safeParse(value);
      if (setting !== undefined && parsed?.success) values.set(setting.name, { value: parsed.data, place: PLACE });
      else this.#log.warn({ key: row.key }, "an overridden setting cannot be used");
    }
    return { origin: "override", values, problems: [] };
  }

  #valueOf({ key, value, sealed }: OverrideRow): unknown {
    if (sealed === null) return value;
    try {
      return unseal(sealed, placeOf(key), this.#keys);
    } catch (error) {
      if (!(error instanceof SecretUnreadableError)) throw error;
      return undefined;
    }
  }
}

/** Belongs to no workspace and no source. */
const placeOf = (field: string) => ({ workspaceId: "instance", sourceId: "configuration", field });
