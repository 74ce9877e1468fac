import { consultModel } from "../model/consult-model.ts";
import type { Drafted } from "../state.ts";
import type { Step } from "../step.ts";
import { planEvent } from "./draft.ts";

/** Asks a language model where the embedded engine's draft is not sure enough; else leaves the draft as it is. */
export const consult: Step<Drafted, Drafted> = {
  name: "consult",
  run(state, context) {
    const { assistance } = context.needs;
    return state.toAsk === undefined || assistance === undefined ? state : consultModel(state, assistance, context);
  },
  events: (state) => (state.toAsk === undefined ? [] : [planEvent(state)]),
};
