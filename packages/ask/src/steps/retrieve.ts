import { readAlone, recallShown } from "../draft-memory.ts";
import type { AskNeeds } from "../needs.ts";
import { withOrderShown } from "../present/show-order.ts";
import type { Intended, Retrieved } from "../state.ts";
import type { Step } from "../step.ts";

/** Brings what the draft needs: what may be read, and the query behind the question before. */
export const retrieve: Step<Intended, Retrieved> = {
  name: "retrieve",
  run: (state, { needs }) => ({
    ...state,
    policy: needs.source.policy,
    previous: state.intent === "data" ? previousQuery(state, needs) : null,
  }),
};

/**
 * The query behind the statement shown, where it was kept or is still remembered; a follow-up's can be had in no
 * other way. Else, the engine being deterministic, asking the earlier question again gives its query; when the statement
 * shown was another one (edited, or another reading), only a reading with exactly that statement counts.
 */
function previousQuery(state: Intended, needs: AskNeeds): Retrieved["previous"] {
  const { previous } = state.request;
  if (previous === undefined) return null;
  if (previous.query !== undefined) return { question: previous.question, query: previous.query };
  const shown = recallShown(previous.sql, needs);
  if (shown !== undefined) return { question: previous.question, query: shown };
  const { readings } = readAlone(previous.question, needs);
  const same = readings.find(
    (reading) => withOrderShown(reading, needs.source.catalog).sql === previous.sql || reading.sql === previous.sql,
  );
  return same === undefined ? null : { question: previous.question, query: same.query };
}
