import type { Assistance } from "@parlance/ask";
import type { Drafter } from "../database/evaluation-tables.ts";
import type { AssistanceFinder } from "../modelling/assistance-finder.ts";
import type { Holder } from "../plugins/identity.ts";
import type { PromptStore } from "../prompting/prompt-store.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import { promptOf, withVersion } from "./prompt-drafters.ts";

export const ENGINE: Drafter = { id: "engine", label: "Embedded engine" };

/** A model drafts every question, or only those that the engine is not sure of. */
const MODES = [
  { prefix: "model", askModel: "always", label: (model: string) => model },
  { prefix: "helped", askModel: "whenUnsure", label: (model: string) => `Engine, with ${model} where it is not sure` },
] as const;

export interface OpenDrafter extends Drafter {
  /** Undefined: the engine alone. */
  readonly assistance: Assistance | undefined;
}

/** Everything that can be put to the test about a workspace's sources. */
export class Drafters {
  readonly #finder: Pick<AssistanceFinder, "choices" | "findOne">;
  readonly #prompts: Pick<PromptStore, "byId">;

  constructor(finder: Pick<AssistanceFinder, "choices" | "findOne">, prompts: Pick<PromptStore, "byId">) {
    this.#finder = finder;
    this.#prompts = prompts;
  }

  async list(asker: Holder): Promise<readonly Drafter[]> {
    const choices = await this.#finder.choices(asker);
    const models = MODES.flatMap(({ prefix, label }) =>
      choices.map((choice) => ({ id: `${prefix}/${choice.id}`, label: label(choice.model) })),
    );
    return [ENGINE, ...models];
  }

  /** Undefined where its model is not set up any more, or the source's data may not be told to any. */
  async open(drafter: Drafter, source: OpenSource, asker: Holder): Promise<OpenDrafter | undefined> {
    if (drafter.id === ENGINE.id) return { ...ENGINE, assistance: undefined };
    const tried = promptOf(drafter.id);
    if (tried !== undefined) return this.#openTried(drafter, tried, source, asker);
    const mode = MODES.find(({ prefix }) => drafter.id.startsWith(`${prefix}/`));
    if (mode === undefined) return undefined;
    const found = await this.#finder.findOne(source, asker, drafter.id.slice(mode.prefix.length + 1));
    return found && { ...drafter, assistance: { ...found, askModel: mode.askModel } };
  }

  /** As the drafter it is made from, with a version of a prompt that is not in use yet. */
  async #openTried(
    drafter: Drafter,
    { versionId, base }: { readonly versionId: string; readonly base: string },
    source: OpenSource,
    asker: Holder,
  ): Promise<OpenDrafter | undefined> {
    const version = await this.#prompts.byId(versionId);
    const open = version && (await this.open({ id: base, label: drafter.label }, source, asker));
    if (version === undefined || open?.assistance === undefined) return undefined;
    const prompts = withVersion(open.assistance.prompts, version);
    return { ...drafter, assistance: { ...open.assistance, prompts } };
  }
}
