import type { GuardPolicy } from "@parlance/core";
import { readAlone } from "../draft-memory.ts";
import type { StepContext } from "../step.ts";
import type { AnsweredStatement, OtherReading } from "./answer-memory.ts";
import { readFrame } from "./read-frame.ts";
import { sayTheSame } from "./same-result.ts";
import type { SecondReading, TrustInput } from "./trust-input.ts";

/** A reading that is less likely than this share of the one taken asks something else, and says nothing against it. */
const WORTH_HEARING = 0.9;

/**
 * Runs another way to the answer and compares: the next reading, or, for what a model drafted, the engine's own. An
 * unlikely reading that gives the same is still a second opinion; one that gives something else is none.
 */
export async function secondReading(
  { trust, others, confidence }: AnsweredStatement,
  page: TrustInput["result"]["page"],
  policy: GuardPolicy,
  context: StepContext,
): Promise<SecondReading> {
  const { draftedBy, question, sql } = trust;
  if (draftedBy === "person") return { kind: "none", why: "A person wrote the statement." };
  const candidates = draftedBy === "model" ? engineReadings(question, context) : others;
  const second = candidates.find((reading) => reading.sql !== sql);
  if (candidates.some((reading) => reading.sql === sql) && draftedBy === "model")
    return { kind: "agrees", by: "the embedded engine wrote the same statement" };
  if (second === undefined) return { kind: "none", why: "There is no other reading of the question." };
  const frame = await readFrame(second.sql, page.rowCount + 1, policy, context);
  if (frame === null) return { kind: "none", why: "The other reading could not be run." };
  if (sayTheSame(page, frame)) return { kind: "agrees", by: second.explanation || second.sql };
  if (second.confidence < WORTH_HEARING * confidence)
    return { kind: "none", why: "The other readings of the question are less likely and ask something else." };
  return { kind: "differs", by: second.explanation || second.sql, evidence: [second.sql] };
}

function engineReadings(question: string, { needs }: StepContext): readonly OtherReading[] {
  const result = question === "" ? null : readAlone(question, needs);
  return result?.verdict === "answer" || result?.verdict === "confirm" ? result.readings.slice(0, 1) : [];
}
