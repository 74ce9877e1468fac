import type { AppError } from "@parlance/core";
import type { Draft, Drafted, DraftReading } from "../state.ts";
import type { Consultation } from "./converse.ts";

/** What is thought of a model's draft, from checks alone. */
interface Standing {
  readonly isAgreed: boolean;
  /** Every text it compares with is known to be in the data, or cannot be looked up. */
  readonly hasUnknownValue: boolean;
  readonly isEmpty: boolean;
  readonly repairs: number;
}

const ANSWER_FROM = 0.85;

/** Set by hand until golden questions with a model have been measured; agreement is what carries. */
export function confidenceOf({ isAgreed, hasUnknownValue, isEmpty, repairs }: Standing): number {
  const base = isAgreed ? 0.9 : 0.75;
  const less = (hasUnknownValue ? 0.2 : 0) + (isEmpty ? 0.25 : 0) + 0.05 * repairs;
  return Math.max(0.1, Math.round((base - less) * 100) / 100);
}

/** The draft after a model was asked. `agreed` is the engine's reading that gives the same answer. */
export function settle(state: Drafted, consultation: Consultation, agreed: DraftReading | null): Drafted {
  switch (consultation.kind) {
    case "drafted":
      return settleDraft(state, consultation, agreed);
    case "said":
      return { ...state, draft: settleWords(state.draft, consultation) };
    case "unusable":
      return { ...state, draft: withNote(state.draft, UNUSABLE) };
    case "unavailable":
      return { ...state, draft: withNote(state.draft, unavailable(consultation.error)) };
  }
}

const UNUSABLE =
  "The language model wrote no statement that could be run; this is what the embedded engine makes of it.";
const unavailable = (error: AppError): string => `${error.message} This is what the embedded engine makes of it.`;

function settleDraft(
  state: Drafted,
  { reply, standing, repairs, isEmpty }: Extract<Consultation, { kind: "drafted" }>,
  agreed: DraftReading | null,
): Drafted {
  const hasUnknownValue = standing.compared.some(({ exists }) => exists === false);
  const confidence = confidenceOf({ isAgreed: agreed !== null, hasUnknownValue, isEmpty, repairs });
  const isSame = agreed !== null && agreed.query !== null && agreed.sql === standing.sql;
  const reading: DraftReading = {
    sql: standing.sql,
    explanation: reply.reading,
    confidence,
    assumptions: reply.assumptions,
    query: isSame ? agreed.query : null,
    tables: standing.tables,
    filters: isSame ? agreed.filters : [],
  };
  const { draft } = state;
  const others = draft.readings.filter((item) => item !== agreed && item.sql !== standing.sql);
  return {
    ...state,
    ...(standing.tried === null ? {} : { tried: standing.tried }),
    draft: {
      ...draft,
      verdict: confidence >= ANSWER_FROM && reply.assumptions.length === 0 ? "answer" : "confirm",
      confidence,
      readings: [reading, ...others.map(asAlternative)],
      // What the engine made of each word says nothing about a statement it did not write.
      spans: isSame ? draft.spans : [],
      message: null,
      suggestions: [],
      draftedBy: "model",
    },
  };
}

const asAlternative = (reading: DraftReading): DraftReading => ({
  ...reading,
  difference: reading.difference || "as the embedded engine reads it",
});

function settleWords(draft: Draft, { reply }: Extract<Consultation, { kind: "said" }>): Draft {
  switch (reply.kind) {
    case "clarify":
      // The engine's readings stay as choices where it saw several, too: they can be run at once.
      return {
        ...draft,
        verdict: "ask",
        readings: draft.verdict === "ask" ? draft.readings : [],
        spans: [],
        message: reply.message,
        suggestions: reply.choices,
        draftedBy: "model",
      };
    case "cannot":
      return { ...draft, verdict: "handover", confidence: 0, message: reply.message, draftedBy: "model" };
    case "words":
      return {
        ...draft,
        verdict: "confirm",
        confidence: 0.5,
        readings: [],
        spans: [],
        message: reply.message,
        draftedBy: "model",
      };
  }
}

/** Where a person sees it: beside the answer's assumptions, or after what is said in place of one. */
function withNote(draft: Draft, note: string): Draft {
  const [first, ...others] = draft.readings;
  const isSure = draft.verdict === "answer" || draft.verdict === "confirm";
  if (!isSure) return { ...draft, message: draft.message === null ? note : `${draft.message} (${note})` };
  if (first === undefined) return draft;
  return { ...draft, readings: [{ ...first, assumptions: [...first.assumptions, note] }, ...others] };
}
