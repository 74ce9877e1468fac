import type { Assistance, PromptTexts } from "@parlance/ask";
import type { Disclosure, LanguageModel, Retriever } from "@parlance/core";
import type { FoundAssistance } from "../asking/find-assistance.ts";
import type { Holder } from "../plugins/identity.ts";
import type { DisclosureStore } from "../resources/disclosures/store.ts";
import { usualOf } from "../resources/disclosures/usual.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { SourceStore } from "../resources/sources/store.ts";
import { type ChosenModel, type ChosenModels, openedLazily } from "./chosen-models.ts";
import type { Helping } from "./environment-model.ts";
import { defaultDisclosure } from "./in-house.ts";
import type { KnownProviders } from "./known-providers.ts";
import type { ModelAccounts } from "./model-accounts.ts";
import type { ModelAllowance } from "./model-allowance.ts";

export type AssistedDisclosure = Assistance["disclosure"];

export interface AssistanceFinderNeeds {
  readonly chosen: ChosenModels;
  readonly providers: KnownProviders;
  readonly disclosures: DisclosureStore;
  readonly sources: Pick<SourceStore, "find">;
  readonly accounts: ModelAccounts;
  readonly allowance: Pick<ModelAllowance, "judge" | "hold">;
  readonly operators: () => Disclosure | undefined;
  readonly helping: () => Promise<Helping>;
  /** Texts that are used in place of the built-in prompts. */
  readonly prompts: () => PromptTexts;
  readonly retriever: (source: OpenSource, disclosure: AssistedDisclosure, workspaceId: string) => Promise<Retriever>;
  readonly now: () => Date;
}

export interface ModelChoice {
  readonly id: string;
  readonly model: string;
}

const idOf = ({ by, provider, model }: ChosenModel): string => `${by}/${provider}/${model}`;

/** Which model helps with a question about a source, and what it may be told; undefined: the engine answers alone. */
export class AssistanceFinder {
  readonly #needs: AssistanceFinderNeeds;

  constructor(needs: AssistanceFinderNeeds) {
    this.#needs = needs;
  }

  /** What the asker chose, or else what the asker's workspace did. */
  async find(source: OpenSource, asker: Holder): Promise<FoundAssistance> {
    const chosen = await this.#needs.chosen.of(asker.workspaceId, asker.principal);
    if (chosen.length === 0) return { assistance: undefined, notes: [] };
    const { mayAsk, notes } = await this.#needs.allowance.judge(asker);
    return { assistance: mayAsk ? await this.#assistance(source, asker, chosen) : undefined, notes };
  }

  /** Every model that is set up for somebody, by an id that stays while its settings do. */
  async choices({ workspaceId, principal }: Holder): Promise<readonly ModelChoice[]> {
    const configured = await this.#needs.chosen.configured(workspaceId, principal);
    return configured.map((one) => ({ id: idOf(one), model: one.model }));
  }

  /** As `find`, with one model and no other behind it. */
  async findOne(source: OpenSource, asker: Holder, id: string): Promise<Assistance | undefined> {
    if (!(await this.#needs.allowance.judge(asker)).mayAsk) return undefined;
    const configured = await this.#needs.chosen.configured(asker.workspaceId, asker.principal);
    return this.#assistance(
      source,
      asker,
      configured.filter((one) => idOf(one) === id),
    );
  }

  /** As if this model were the one that helps; where nothing is set up, with what such a model would be told. */
  async findFor(model: LanguageModel, source: OpenSource, asker: Holder): Promise<Assistance | undefined> {
    const chosen = await this.#needs.chosen.of(asker.workspaceId, asker.principal);
    const disclosure = await this.#disclosure(source, asker.workspaceId, chosen);
    if (disclosure === "nothing") return undefined;
    const retriever = await this.#needs.retriever(source, disclosure, asker.workspaceId);
    return { model, askModel: "always", prompts: this.#needs.prompts(), disclosure, retriever };
  }

  async #assistance(
    source: OpenSource,
    { workspaceId, principal }: Holder,
    chosen: readonly ChosenModel[],
  ): Promise<Assistance | undefined> {
    const models = chosen.map((one) =>
      this.#needs.accounts.accounted(
        openedLazily(one),
        { workspaceId, principal, sourceId: source.sourceId, configuredBy: one.by },
        (request) => this.#needs.allowance.hold({ workspaceId, principal }, request, one),
      ),
    );
    const [first, ...others] = models;
    if (first === undefined) return undefined;
    const disclosure = await this.#disclosure(source, workspaceId, chosen);
    if (disclosure === "nothing") return undefined;
    const { withFallback } = await this.#needs.providers.load();
    return {
      ...(await this.#needs.helping()),
      model: withFallback([first, ...others]),
      prompts: this.#needs.prompts(),
      disclosure,
      retriever: await this.#needs.retriever(source, disclosure, workspaceId),
    };
  }

  async #disclosure(source: OpenSource, workspaceId: string, chosen: readonly ChosenModel[]): Promise<Disclosure> {
    const decided = await this.#needs.disclosures.find(workspaceId, source.sourceId);
    if (decided !== undefined) return decided;
    const row = await this.#needs.sources.find(source.sourceId, this.#needs.now());
    const operators = this.#needs.operators();
    return usualOf(row?.kind ?? "files", defaultDisclosure(chosen, operators), operators);
  }
}
