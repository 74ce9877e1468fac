import { type Disclosure, isAppError } from "@parlance/core";
import type { ModelNeeds } from "@parlance/models";
import type { FastifyBaseLogger } from "fastify";
import type { Settings } from "../configuration/settings.ts";
import type { ServerOptions } from "../server-options.ts";
import {
  type EnvironmentModel,
  environmentModel,
  type Helping,
  type ModelEnvironment,
  operatorsDisclosure,
  operatorsHelping,
} from "./environment-model.ts";
import type { ModelLibrary } from "./known-providers.ts";
import { modelEnvironmentOf } from "./model-settings.ts";

export interface OperatorsModelNeeds {
  readonly settings: Settings;
  readonly calling: Omit<ModelNeeds, "fetch">;
  readonly load: () => Promise<ModelLibrary>;
  readonly log: Pick<FastifyBaseLogger, "error">;
}

interface Built {
  readonly model: EnvironmentModel | undefined;
  readonly helping: Helping;
}

/** The language model that the settings name, as they are now. It is made anew only when they change. */
export class OperatorsModel {
  readonly #needs: OperatorsModelNeeds;
  #built: Promise<Built>;
  #environment: string;

  private constructor(needs: OperatorsModelNeeds, environment: ModelEnvironment, built: Built) {
    this.#needs = needs;
    this.#environment = JSON.stringify(environment);
    this.#built = Promise.resolve(built);
  }

  /** Settings that cannot be right are refused at once, at the start and later. Errors: those of environmentModel. */
  static async open(needs: OperatorsModelNeeds): Promise<OperatorsModel> {
    const { settings } = needs;
    settings.addCheck(async (candidate) => void (await build(candidate, needs)));
    return new OperatorsModel(needs, modelEnvironmentOf(settings.current()), await build(settings.current(), needs));
  }

  async model(): Promise<EnvironmentModel | undefined> {
    return (await this.#current()).model;
  }

  async helping(): Promise<Built["helping"]> {
    return (await this.#current()).helping;
  }

  /** What models are told of sources that nobody has decided about, where the operator has said it. */
  get disclosure(): Disclosure | undefined {
    return operatorsDisclosure(modelEnvironmentOf(this.#needs.settings.current()));
  }

  #current(): Promise<Built> {
    const options = this.#needs.settings.current();
    const environment = JSON.stringify(modelEnvironmentOf(options));
    if (environment !== this.#environment) {
      this.#environment = environment;
      this.#built = this.#rebuild(options, this.#built);
    }
    return this.#built;
  }

  /** A file that was changed by hand is looked at only now; what cannot be right leaves the model there was. */
  async #rebuild(options: ServerOptions, before: Promise<Built>): Promise<Built> {
    try {
      return await build(options, this.#needs);
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#needs.log.error({ err: error }, "the settings of the language model cannot be used; the one before stays");
      return before;
    }
  }
}

async function build(options: ServerOptions, { calling, load }: OperatorsModelNeeds): Promise<Built> {
  const environment = modelEnvironmentOf(options);
  operatorsDisclosure(environment);
  return {
    model: await environmentModel(environment, calling, load),
    helping: await operatorsHelping(environment),
  };
}
