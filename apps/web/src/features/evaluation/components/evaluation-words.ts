import type { EvaluatedAnswer, Evaluation } from "../api/evaluations.ts";

export const OUTCOME_WORDS: Readonly<Record<EvaluatedAnswer["outcome"], string>> = {
  strict: "Right",
  tolerant: "Right, with other columns beside it",
  wrong: "Wrong",
  unanswered: "Not answered",
  failed: "Failed",
};

const STATES: Readonly<Record<Evaluation["state"], string>> = {
  running: "Running, begun",
  done: "Done, begun",
  stopped: "Stopped, begun",
  failed: "Failed, begun",
};

export function stateWords({ state, message }: Evaluation): string {
  return message === null ? STATES[state] : `${STATES[state].replace(", begun", "")}: ${message} Begun`;
}
