import { asksToGoBack } from "@parlance/engine";
import { readAlone, recallShown } from "../draft-memory.ts";
import type { AskNeeds } from "../needs.ts";
import { withOrderShown } from "../present/show-order.ts";
import type { AskRequest, Intended, Retrieved, Spoken } from "../state.ts";
import type { Step } from "../step.ts";

/** Brings what the draft needs: what may be read, and the query behind the question before. */
export const retrieve: Step<Intended, Retrieved> = {
  name: "retrieve",
  run: (state, { needs }) => ({
    ...state,
    policy: needs.source.policy,
    ...(state.intent === "data" ? spokenBefore(state, needs) : { previous: null }),
  }),
};

function spokenBefore(state: Intended, needs: AskNeeds): Pick<Retrieved, "previous" | "earlier"> {
  const { previous, turns = [], question } = state.request;
  if (previous === undefined) return { previous: null };
  const last = queryBehind(previous, needs);
  if (!asksToGoBack(question)) return { previous: last };
  const shown = turns.flatMap(({ sql, ...turn }) => (sql === null ? [] : [{ ...turn, sql }]));
  return { previous: last, earlier: shown.slice(0, -1).flatMap((turn) => queryBehind(turn, needs) ?? []) };
}

/**
 * The query behind a statement shown, where it was kept or is still remembered; a follow-up's can be had in no
 * other way. Else, the engine being deterministic, asking the earlier question again gives its query; when the statement
 * shown was another one (edited, or another reading), only a reading with exactly that statement counts.
 */
function queryBehind(shown: NonNullable<AskRequest["previous"]>, needs: AskNeeds): Spoken | null {
  const { question, sql } = shown;
  const known = shown.query ?? recallShown(sql, needs);
  if (known !== undefined) return { question, query: known };
  const { readings } = readAlone(question, needs);
  const same = readings.find(
    (reading) => withOrderShown(reading, needs.source.catalog).sql === sql || reading.sql === sql,
  );
  return same === undefined ? null : { question, query: same.query };
}
