import type { Asked, Intended } from "../state.ts";
import type { Step } from "../step.ts";
import { INTENT_RULES } from "./intent-rules.ts";

/** Decides what kind of help is wanted, before anything is looked up. */
export const readIntent: Step<Asked, Intended> = {
  name: "intent",
  run(state, { needs }) {
    for (const rule of INTENT_RULES) {
      const fit = rule.fits(state.request.question, needs.source.catalog, state.request.previous !== undefined);
      if (fit !== null) return { ...state, intent: rule.intent, reply: fit.reply };
    }
    return { ...state, intent: "data", reply: null };
  },
  events: (state) => [{ event: "intent", data: { intent: state.intent } }],
};
