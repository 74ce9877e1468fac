import { AppError } from "@parlance/core";
import type { Draft, DraftReading } from "../state.ts";

/**
 * The draft as the person settled it: the reading they chose comes first and is sure, for nobody knows better what was
 * meant. Only what the engine itself makes of the question can be chosen, so choosing needs no right to write SQL.
 * Errors: READING_NOT_OFFERED.
 */
export function withChosenReading(draft: Draft, sql: string): Draft {
  const chosen = draft.readings.find((reading) => reading.sql === sql);
  if (chosen === undefined) throw new AppError("READING_NOT_OFFERED");
  const isFirst = chosen === draft.readings[0];
  return {
    ...draft,
    verdict: "answer",
    confidence: 1,
    readings: [withoutDifference(chosen), ...draft.readings.filter((one) => one !== chosen).map(withoutDifference)],
    spans: isFirst ? draft.spans : (chosen.spans ?? []),
    message: null,
    suggestions: [],
    draftedBy: isFirst ? draft.draftedBy : "engine",
    isChosen: true,
  };
}

/** What set it apart from the first reading says nothing once another comes first. */
function withoutDifference({ difference: _difference, ...reading }: DraftReading): DraftReading {
  return reading;
}
