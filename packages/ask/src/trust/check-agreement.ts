import type { TrustCheck } from "@parlance/core";
import type { TrustInput } from "./trust-input.ts";

/** Somebody of the team has found this statement right for this question. */
export function checkVerified({ verifiedFor, source, sql }: TrustInput): TrustCheck {
  const id = "verified-answer";
  if (verifiedFor !== null)
    return {
      id,
      state: "pass",
      why: `Your team has verified this answer to "${verifiedFor}".`,
      evidence: [verifiedFor],
    };
  const wanted = plain(sql);
  for (const verified of source.prepared.verified?.values() ?? []) {
    if (plain(verified.sql) === wanted)
      return {
        id,
        state: "pass",
        why: `It is the statement that your team has verified for "${verified.question}".`,
        evidence: [verified.question],
      };
  }
  return { id, state: "unknown", why: "Nobody has verified an answer to this question.", evidence: [] };
}

const plain = (sql: string): string => sql.replace(/\s+/g, " ").replace(/;\s*$/, "").trim();

/** Another way to the answer, found independently, gives the same rows. */
export function checkSecondReading({ examined }: TrustInput): TrustCheck {
  const id = "second-reading";
  const second = examined?.second;
  if (second === undefined)
    return { id, state: "unknown", why: "No second reading has been compared yet.", evidence: [] };
  switch (second.kind) {
    case "agrees":
      return { id, state: "pass", why: `A second reading gives the same result: ${sentence(second.by)}`, evidence: [] };
    case "differs":
      return {
        id,
        state: "warn",
        why: `Another reading gives another result: ${sentence(second.by)}`,
        evidence: second.evidence,
      };
    case "none":
      return { id, state: "unknown", why: second.why, evidence: [] };
  }
}

/** Explanations end with a full stop of their own. */
const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
