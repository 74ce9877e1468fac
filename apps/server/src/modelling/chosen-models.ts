import { AppError, type LanguageModel } from "@parlance/core";
import type { ModelNeeds } from "@parlance/models";
import type { Credentials } from "../connecting/credentials.ts";
import type { ConfiguredBy } from "../database/model-tables.ts";
import { type ProviderRow, type ProviderStore, WORKSPACE_OWNER } from "../resources/providers/store.ts";
import { LruMap } from "../storage/lru-map.ts";
import type { EnvironmentModel } from "./environment-model.ts";
import { isInHouse } from "./in-house.ts";
import type { KnownProviders } from "./known-providers.ts";
import { providerPlace } from "./provider-place.ts";

/** A model that may be asked, and whose settings say so. */
export interface ChosenModel {
  readonly provider: string;
  readonly model: string;
  readonly by: ConfiguredBy;
  readonly isInHouse: boolean;
  readonly open: () => Promise<LanguageModel>;
}

export interface ConfiguredModel extends ChosenModel {
  readonly isChosen: boolean;
}

export interface ChosenModelsNeeds {
  readonly store: ProviderStore;
  readonly providers: KnownProviders;
  readonly credentials: Credentials;
  /** The model this server gives everybody. */
  readonly environment: () => Promise<EnvironmentModel | undefined>;
  readonly modelNeeds: ModelNeeds;
  readonly traced: (model: LanguageModel) => Promise<LanguageModel>;
  readonly now: () => Date;
}

const OPEN_MODELS = 256;
const DAY_MS = 24 * 3_600_000;

/** Which models are asked for somebody: their own, else the workspace's, else the one this server was started with. */
export class ChosenModels {
  readonly #needs: ChosenModelsNeeds;
  /** An open model learns what its server accepts, which is worth keeping. */
  readonly #open = new LruMap<Promise<LanguageModel>>(OPEN_MODELS);

  constructor(needs: ChosenModelsNeeds) {
    this.#needs = needs;
  }

  /** In the order they are asked. */
  async of(workspaceId: string, principal: string): Promise<readonly ChosenModel[]> {
    return (await this.configured(workspaceId, principal)).filter(({ isChosen }) => isChosen);
  }

  /** Every model that is set up, chosen or not. Settings whose key or provider is gone are passed over. */
  async configured(workspaceId: string, principal: string): Promise<readonly ConfiguredModel[]> {
    const { store, providers, credentials } = this.#needs;
    const stored = await store.of(workspaceId, principal);
    const known = stored.length === 0 ? [] : (await providers.list()).map(({ provider }) => provider.id);
    const rows = stored.filter((row) => known.includes(row.provider) && credentials.isReadable(row));
    const ordered = [...rows].sort((a, b) => Number(a.owner === WORKSPACE_OWNER) - Number(b.owner === WORKSPACE_OWNER));
    const own = await Promise.all(
      ordered.map(async (row) => ({ ...(await this.#chosen(row)), isChosen: row.isChosen })),
    );
    const environment = await this.#needs.environment();
    return environment === undefined ? own : [...own, environment];
  }

  async #chosen(row: ProviderRow): Promise<ChosenModel> {
    const { provider } = await this.#needs.providers.find(row.provider);
    return {
      provider: row.provider,
      model: row.model,
      by: row.owner === WORKSPACE_OWNER ? "workspace" : "you",
      isInHouse: provider.capabilities.isLocal || isInHouse(String(row.config.baseUrl ?? "")),
      open: () => this.#opened(row),
    };
  }

  #opened(row: ProviderRow): Promise<LanguageModel> {
    const key = `${row.id}@${row.revision}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#openRow(row);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  async #openRow(row: ProviderRow): Promise<LanguageModel> {
    const { providers, credentials, store, modelNeeds, traced, now } = this.#needs;
    const known = await providers.find(row.provider);
    const config = credentials.open(known, { ...providerPlace(row), config: row.config, secrets: row.secrets });
    const { openModel } = await providers.load();
    if (now().getTime() - row.usedAt.getTime() > DAY_MS) await store.touch(row.id, now());
    return traced(openModel({ ...config, provider: row.provider, model: row.model }, modelNeeds));
  }
}

/** A model that is opened by its first request, so that one that cannot be opened fails like one that does not answer. */
export const openedLazily = ({ provider, model, open }: ChosenModel): LanguageModel => ({
  provider,
  model,
  async generate(request, signal) {
    const opened = await open().catch((error: unknown) => {
      throw new AppError("MODEL_UNREACHABLE", {
        message: "The settings of this provider cannot be used.",
        cause: error,
      });
    });
    return opened.generate(request, signal);
  },
});
