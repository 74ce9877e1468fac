import { AppError } from "@parlance/core";
import type { Provider } from "@parlance/models";
import { schemaOf } from "../connecting/config-fields.ts";
import type { Configurable } from "../connecting/configurable.ts";

export type ModelLibrary = typeof import("@parlance/models");

export interface KnownProvider extends Configurable {
  readonly provider: Provider;
}

/** The providers of models with the schema of their settings. The vendors' libraries are loaded by the first caller. */
export class KnownProviders {
  readonly load: () => Promise<ModelLibrary>;
  readonly #runsModels: boolean;
  #known: Promise<ReadonlyMap<string, KnownProvider>> | undefined;

  /** `runsModels`: the operator has named a folder of models that this process may run itself. */
  constructor(load: () => Promise<ModelLibrary>, runsModels: boolean) {
    this.load = load;
    this.#runsModels = runsModels;
  }

  async list(): Promise<readonly KnownProvider[]> {
    return [...(await this.#all()).values()];
  }

  async find(id: string): Promise<KnownProvider> {
    const known = (await this.#all()).get(id);
    if (known === undefined) throw new AppError("PROVIDER_NOT_FOUND");
    return known;
  }

  #all(): Promise<ReadonlyMap<string, KnownProvider>> {
    this.#known ??= this.load().then(({ PROVIDERS, findProvider }) => {
      const providers = Object.keys(PROVIDERS)
        .map(findProvider)
        .filter(({ capabilities }) => this.#runsModels || !capabilities.isLocal);
      return new Map(
        providers.map((provider) => {
          const { id, config } = provider;
          return [id, { provider, config, schema: schemaOf(config) }];
        }),
      );
    });
    return this.#known;
  }
}
