import type { PromptTexts } from "@parlance/ask";
import { AppError, type Clock } from "@parlance/core";
import type { Asking } from "../../asking/asking.ts";
import type { AssistanceFinder } from "../../modelling/assistance-finder.ts";
import type { Identity } from "../../plugins/identity.ts";
import { listeningModel } from "../../prompting/listening-model.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";

export interface ToldPromptNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly finder: AssistanceFinder;
  readonly asking: Pick<Asking, "answerWith">;
  readonly tokens: (text: string) => Promise<number>;
}

export interface PreviewedQuestion {
  readonly sourceId: string;
  readonly question: string;
  readonly texts: PromptTexts;
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All that a model would be told of a question: the pipeline's own way there, with nobody at its end. */
export class ToldPrompt {
  readonly #needs: ToldPromptNeeds;

  constructor(needs: ToldPromptNeeds) {
    this.#needs = needs;
  }

  /** Errors: SOURCE_NOT_FOUND, SOURCE_NOT_DISCLOSED. */
  async of(identity: Identity, { sourceId, question, texts }: PreviewedQuestion, signal: AbortSignal) {
    const { access, finder, asking, clock, tokens } = this.#needs;
    const row = await access.find(sourceId, new Date(clock.now()));
    assertCanRead(identity, row);
    const source = await access.openFor(row, identity);
    const model = listeningModel();
    const assistance = await finder.findFor(model, source, identity);
    if (assistance === undefined) throw new AppError("SOURCE_NOT_DISCLOSED");
    const asker = { ...identity, timeZone: ZONE, acceptsCost: false };
    await asking.answerWith(question, source, asker, { ...assistance, prompts: texts }, signal);
    const heard = model.heard();
    if (heard === undefined) return null;
    const system = heard.system;
    const user = heard.messages.map(({ content }) => content).join("\n\n");
    return { system, user, tokens: await tokens(`${system}\n${user}`) };
  }
}
