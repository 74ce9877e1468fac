import { AppError } from "@parlance/core";
import type { sourceConnections } from "../database/schema.ts";
import { hasKeyFor, SecretUnreadableError, seal, unseal } from "../secrets/envelope.ts";
import type { Keyring } from "../secrets/keyring.ts";
import {
  type ConfigValues,
  changedBindings,
  joinSecrets,
  reusedSecrets,
  type SplitConfig,
  splitSecrets,
  withoutNulls,
} from "./config-fields.ts";
import type { Configurable } from "./configurable.ts";
import { parseConfig } from "./parse-config.ts";

export type ConnectionRow = typeof sourceConnections.$inferSelect;
export type SealedConfig = Pick<ConnectionRow, "config" | "secrets">;
export type ConnectionPlace = Pick<ConnectionRow, "workspaceId" | "sourceId">;
type KeptConfig = ConnectionPlace & SealedConfig;

/** What a person typed, completed with what was kept: the whole config, and its two halves. */
export interface CompleteConfig extends SplitConfig {
  readonly whole: ConfigValues;
}

/** Configs between their two forms: whole in memory, sealed in the database. */
export class Credentials {
  readonly #keys: Keyring;

  constructor(keys: Keyring) {
    this.#keys = keys;
  }

  seal(place: ConnectionPlace, { open, secrets }: SplitConfig): SealedConfig {
    const sealed = Object.entries(secrets).map(([field, text]) => [
      field,
      seal(text, { workspaceId: place.workspaceId, sourceId: place.sourceId, field }, this.#keys),
    ]);
    return { config: open, secrets: Object.fromEntries(sealed) };
  }

  /** The whole config, for the driver. Errors: SOURCE_SECRET_REQUIRED when the key is lost or the row was moved. */
  open({ schema }: Configurable, row: KeptConfig): ConfigValues {
    return joinSecrets(schema, row.config, this.#unseal(row, Object.keys(row.secrets)));
  }

  /** True when every secret's key is here. */
  isReadable(row: Pick<SealedConfig, "secrets">): boolean {
    return Object.values(row.secrets).every((envelope) => hasKeyFor(envelope, this.#keys));
  }

  /**
   * Settings of a new connection, or, with what was kept, of a changed one: secrets that are left out stay, unless a
   * field that says where they are sent has changed.
   * Errors: SOURCE_CONFIG_INVALID, SOURCE_SECRET_REQUIRED.
   */
  complete(known: Configurable, typed: ConfigValues, kept: KeptConfig | null): CompleteConfig {
    const { schema } = known;
    const { values, removed } = withoutNulls(typed);
    const keptFields = Object.keys(kept?.secrets ?? {}).filter((field) => !removed.includes(field));
    const reused = reusedSecrets(schema, values, keptFields);
    const opened = kept === null ? {} : this.#unseal(kept, reused);
    const whole = parseConfig(known, joinSecrets(schema, values, opened));
    const split = splitSecrets(schema, whole);
    const changed = kept === null ? [] : changedBindings(schema, kept.config, split.open);
    if (reused.length > 0 && changed.length > 0) throw secretRequired(reused);
    return { whole, ...split };
  }

  #unseal(row: KeptConfig, fields: readonly string[]): Record<string, string> {
    const { workspaceId, sourceId } = row;
    try {
      return Object.fromEntries(
        fields.map((field) => [field, unseal(row.secrets[field] ?? "", { workspaceId, sourceId, field }, this.#keys)]),
      );
    } catch (error) {
      if (!(error instanceof SecretUnreadableError)) throw error;
      throw secretRequired(fields, error);
    }
  }
}

const secretRequired = (fields: readonly string[], cause?: unknown): AppError =>
  new AppError("SOURCE_SECRET_REQUIRED", {
    details: { fields: fields.map((field) => ({ field, problem: "Enter this again." })) },
    cause,
  });
