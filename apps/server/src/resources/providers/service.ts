import { AppError, type Clock, type LanguageModel, type ModelRequest } from "@parlance/core";
import type { ModelNeeds } from "@parlance/models";
import { v7 as uuid } from "uuid";
import type { ConfigValues } from "../../connecting/config-fields.ts";
import type { CompleteConfig, Credentials } from "../../connecting/credentials.ts";
import type { ChosenModels } from "../../modelling/chosen-models.ts";
import type { KnownProvider, KnownProviders } from "../../modelling/known-providers.ts";
import type { ModelAccounts } from "../../modelling/model-accounts.ts";
import type { ModelAllowance } from "../../modelling/model-allowance.ts";
import { providerPlace } from "../../modelling/provider-place.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertMayUse, ownerFor, principalOf } from "./policy.ts";
import type {
  ModelListBody,
  ModelQuery,
  ProviderBody,
  ProviderChange,
  ProviderList,
  ProviderScope,
  ProviderSetting,
  ProviderTest,
  TestAnswer,
} from "./schema.ts";
import { type ProviderPlace, type ProviderRow, type ProviderStore, WORKSPACE_OWNER } from "./store.ts";

export interface ProviderServiceNeeds {
  readonly clock: Clock;
  readonly store: ProviderStore;
  readonly providers: KnownProviders;
  readonly credentials: Credentials;
  readonly chosen: ChosenModels;
  readonly accounts: ModelAccounts;
  readonly allowance: Pick<ModelAllowance, "hold">;
  readonly modelNeeds: ModelNeeds;
  readonly lifetimeMs: number;
}

/** The least that shows that address, key and model are right. */
const TINY_REQUEST: ModelRequest = {
  purpose: "test",
  system: "You are being tested. Reply with one word.",
  messages: [{ role: "user", content: "Reply with the word ready." }],
  output: null,
  maxOutputTokens: 256,
};
/** A person waits. */
const TEST_WITHIN_MS = 30_000;

/** A provider's settings in their three forms: kept, typed, and both together. */
interface Typed {
  readonly known: KnownProvider;
  readonly place: ProviderPlace;
  readonly kept: ProviderRow | undefined;
  readonly config: CompleteConfig;
}

export class ProviderService {
  readonly #needs: ProviderServiceNeeds;

  constructor(needs: ProviderServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity): Promise<ProviderList> {
    const { workspaceId } = identity;
    const rows = await this.#needs.store.of(workspaceId, principalOf(identity));
    const known = await this.#needs.providers.list();
    const inUse = await this.#needs.chosen.of(workspaceId, principalOf(identity));
    return {
      items: known.map((one) => this.#toBody(one, rows)),
      inUse: inUse.map(({ provider, model, by, isInHouse }) => ({ provider, model, by, isInHouse })),
      nextCursor: null,
    };
  }

  /** `ifMatch` absent means: whatever the state is. */
  async save(
    identity: Identity,
    id: string,
    change: ProviderChange,
    ifMatch: string | undefined,
  ): Promise<ProviderBody> {
    const { known, place, kept, config } = await this.#typed(identity, id, change.scope, change.config);
    if (ifMatch !== undefined && ifMatch !== etagOf(kept)) throw new AppError("EDIT_CONFLICT");
    const now = this.#now();
    const row: ProviderRow = {
      id: kept?.id ?? uuid(),
      ...place,
      ...this.#needs.credentials.seal(providerPlace(place), config),
      model: change.model,
      isChosen: change.isChosen,
      revision: kept?.revision ?? 1,
      updatedAt: now,
      usedAt: now,
    };
    if (!(await this.#needs.store.save(row, kept))) throw new AppError("EDIT_CONFLICT");
    return this.#toBody(known, await this.#needs.store.of(identity.workspaceId, principalOf(identity)));
  }

  async remove(identity: Identity, id: string, scope: ProviderScope): Promise<void> {
    assertMayUse(identity, scope);
    const { provider } = await this.#needs.providers.find(id);
    const place = { workspaceId: identity.workspaceId, owner: ownerFor(identity, scope), provider: provider.id };
    if (!(await this.#needs.store.remove(place))) throw new AppError("PROVIDER_NOT_FOUND");
  }

  /** One tiny request with what was typed. Nothing is saved; what it costs counts like any other. Errors: MODEL_ALLOWANCE_USED_UP. */
  async test(identity: Identity, id: string, body: ProviderTest, signal: AbortSignal): Promise<TestAnswer> {
    const { config } = await this.#typed(identity, id, body.scope, body.config);
    const model = await this.#open(id, body.model, config.whole);
    const holder = { workspaceId: identity.workspaceId, principal: principalOf(identity) };
    const configuredBy = body.scope === "workspace" ? "workspace" : "you";
    const { accounts, allowance } = this.#needs;
    const reply = await accounts
      .accounted(model, { ...holder, sourceId: null, configuredBy }, (request, asked) =>
        allowance.hold(holder, request, asked),
      )
      .generate(TINY_REQUEST, signal);
    const { provider, attempts, elapsedMs, usage } = reply;
    const { inputTokens, outputTokens, costUsd } = usage;
    return {
      provider,
      model: reply.model,
      elapsedMs: Math.round(elapsedMs),
      attempts,
      inputTokens,
      outputTokens,
      costUsd: costUsd ?? null,
    };
  }

  async models(identity: Identity, id: string, body: ModelQuery, signal: AbortSignal): Promise<ModelListBody> {
    const { config } = await this.#typed(identity, id, body.scope, body.config);
    const { listModels } = await this.#needs.providers.load();
    const listed = await listModels({ ...config.whole, provider: id }, this.#needs.modelNeeds, signal);
    return { items: listed.map((model) => ({ ...model })), nextCursor: null };
  }

  /** Settings with their keys that nobody has used or changed for long. */
  async removeExpired(now: Date): Promise<void> {
    await this.#needs.store.removeUnused(new Date(now.getTime() - this.#needs.lifetimeMs));
  }

  async #typed(identity: Identity, id: string, scope: ProviderScope, typed: ConfigValues): Promise<Typed> {
    assertMayUse(identity, scope);
    const known = await this.#needs.providers.find(id);
    const place = { workspaceId: identity.workspaceId, owner: ownerFor(identity, scope), provider: id };
    const kept = await this.#needs.store.find(place);
    const sealed = kept === undefined ? null : { ...providerPlace(place), config: kept.config, secrets: kept.secrets };
    return { known, place, kept, config: this.#needs.credentials.complete(known, typed, sealed) };
  }

  async #open(provider: string, model: string, config: ConfigValues): Promise<LanguageModel> {
    const { openModel } = await this.#needs.providers.load();
    return openModel({ ...config, provider, model, timeoutMs: TEST_WITHIN_MS }, this.#needs.modelNeeds);
  }

  #toBody({ provider, schema }: KnownProvider, rows: readonly ProviderRow[]): ProviderBody {
    const { id, label, capabilities } = provider;
    const { streams, json, embeds, listsModels, isLocal } = capabilities;
    const settings = rows.filter((row) => row.provider === id).map((row) => this.#toSetting(row));
    return { id, label, streams, json, embeds, listsModels, isLocal, config: { ...schema }, settings };
  }

  /** Secrets leave by their names only. */
  #toSetting(row: ProviderRow): ProviderSetting {
    return {
      by: row.owner === WORKSPACE_OWNER ? "workspace" : "you",
      model: row.model,
      config: { ...row.config },
      secretFields: Object.keys(row.secrets),
      isChosen: row.isChosen,
      isReadable: this.#needs.credentials.isReadable(row),
      revision: row.revision,
      updatedAt: row.updatedAt.toISOString(),
    };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const etagOf = (row: ProviderRow | undefined): string => `"${row?.revision ?? 0}"`;
