import { basename } from "node:path";
import { AppError, type Clock, isAppError } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import { type KnownSetting, settingOf } from "../../configuration/known-settings.ts";
import type { LiveConfiguration } from "../../configuration/live-configuration.ts";
import type { OverrideRow, OverrideStore } from "../../configuration/override-store.ts";
import type { Overrides } from "../../configuration/overrides.ts";
import { readValue } from "../../configuration/read-value.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertAdministers } from "./policy.ts";
import type { ConfigurationBody, ConfigurationChange } from "./schema.ts";
import { type FieldProblem, strayingSecrets } from "./straying-secrets.ts";
import { toWire } from "./to-wire.ts";

export interface ConfigurationServiceNeeds {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly store: OverrideStore;
  readonly overrides: Overrides;
  readonly live: LiveConfiguration;
  readonly audit: AuditTrail;
}

export class ConfigurationService {
  readonly #needs: ConfigurationServiceNeeds;

  constructor(needs: ConfigurationServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity): Promise<ConfigurationBody> {
    assertAdministers(identity);
    const { settings, store, live } = this.#needs;
    const { revision, rows } = await store.read();
    if (revision !== live.revision) await live.refresh();
    const items = settings.list().map((inForce) =>
      toWire(
        inForce,
        rows.find(({ key }) => key === inForce.setting.key),
      ),
    );
    const file = settings.filePath === null ? null : basename(settings.filePath);
    return { revision, file, items, nextCursor: null };
  }

  /** All changes together or none. Errors: CONFIG_INVALID, EDIT_CONFLICT, and what the changed parts refuse. */
  async change(identity: Identity, changes: ConfigurationChange, ifMatch?: string): Promise<ConfigurationBody> {
    assertAdministers(identity);
    const { store, live, settings } = this.#needs;
    const reset = Object.keys(changes).filter((key) => changes[key] === null);
    const set = this.#rows(identity, changes);
    await this.#assertUsable(set, reset, await store.read().then(({ rows }) => rows));
    await store.change({ set, reset }, revisionOf(ifMatch)).catch((error: unknown) => {
      if (isAppError(error)) this.#record(identity, Object.keys(changes), "refused");
      throw error;
    });
    await live.announce();
    for (const key of Object.keys(changes)) this.#record(identity, [key], "done", settings);
    return this.list(identity);
  }

  async reset(identity: Identity, key: string, ifMatch?: string): Promise<void> {
    assertAdministers(identity);
    if (settingOf(key) === undefined) throw new AppError("CONFIG_NOT_FOUND");
    await this.change(identity, { [key]: null }, ifMatch);
  }

  /** Errors: CONFIG_INVALID with a problem for each field. */
  #rows(identity: Identity, changes: ConfigurationChange): OverrideRow[] {
    const problems: FieldProblem[] = [];
    const rows: OverrideRow[] = [];
    for (const [key, raw] of Object.entries(changes)) {
      const read = readChange(key, raw);
      if ("problem" in read) problems.push({ field: key, problem: read.problem });
      else if (raw !== null) rows.push(this.#row(identity, read.setting, read.value));
    }
    if (problems.length > 0) throw new AppError("CONFIG_INVALID", { details: { fields: problems } });
    return rows;
  }

  #row(identity: Identity, setting: KnownSetting, value: unknown): OverrideRow {
    const by = identity.attributes.email ?? identity.userId;
    return this.#needs.overrides.toRow(setting, value, by, new Date(this.#needs.clock.now()));
  }

  /** The parts that use the settings look at them together, before anybody is served with them. */
  async #assertUsable(
    set: readonly OverrideRow[],
    reset: readonly string[],
    now: readonly OverrideRow[],
  ): Promise<void> {
    const { overrides, settings } = this.#needs;
    const gone = new Set([...reset, ...set.map(({ key }) => key)]);
    const after = [...now.filter(({ key }) => !gone.has(key)), ...set];
    const problems = strayingSecrets({ before: now, after, changed: gone, settings, overrides });
    if (problems.length > 0) throw new AppError("CONFIG_INVALID", { details: { fields: problems } });
    await settings.check(overrides.toLayer(after));
  }

  #record(identity: Identity, keys: readonly string[], outcome: "done" | "refused", settings?: Settings): void {
    for (const key of keys) {
      const found = settings?.list().find(({ setting }) => setting.key === key);
      const isOpen = found !== undefined && found.setting.isSecret !== true;
      this.#needs.audit.record({
        action: "instance.config",
        identity,
        target: { type: "setting", id: key },
        outcome,
        detail: {
          origin: found?.origin ?? null,
          value: isOpen ? String(toWire(found, undefined).value) : null,
        },
      });
    }
  }
}

/** What may be overridden, and with what. */
function readChange(
  key: string,
  raw: ConfigurationChange[string] | undefined,
): { readonly setting: KnownSetting; readonly value: unknown } | { readonly problem: string } {
  const setting = settingOf(key);
  if (setting === undefined) return { problem: "There is no such setting." };
  if (setting.isLive !== true)
    return { problem: "This setting is made where the server is started; it needs a restart." };
  if (raw === null || raw === undefined) return { setting, value: null };
  const read = readValue(setting, raw);
  return read.isRight
    ? { setting, value: read.value }
    : { problem: [read.message, read.hint].filter(Boolean).join(" ") };
}

/** A number in quotes, as ETags are written. */
function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const [, digits] = /^"(\d{1,15})"$/.exec(ifMatch) ?? [];
  if (digits === undefined) throw new AppError("EDIT_CONFLICT");
  return Number(digits);
}
