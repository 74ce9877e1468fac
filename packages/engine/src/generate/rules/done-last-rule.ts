import { matchCue } from "../../text/tokens.ts";
import { columnEvidence, columnsAt, cueEvidence, fragment, lowAt, type Rule } from "./rule-context.ts";

const WHEN: ReadonlyMap<string, "asc" | "desc"> = new Map([
  ["first", "asc"],
  ["earliest", "asc"],
  ["last", "desc"],
  ["latest", "desc"],
  ["most recently", "desc"],
] as const);

const DONE = /(?:ed|en|wn|rn|lt|ft|pt|de)$/;

/** "who was hired last", "which member joined first": by the date that the verb names. */
export const doneLastRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const cue = at > 0 && DONE.test(low) ? matchCue(WHEN, context.tokens, at + 1) : undefined;
  if (!cue || context.tokens.slice(cue.end).some(({ isContent }) => isContent)) return [];
  return columnsAt(context, at)
    .filter(({ column, end, isSynonym }) => column.type === "date" && end === at + 1 && !isSynonym)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: cue.end,
        pieces: [
          { kind: "entity", table: mention.column.table },
          { kind: "top", by: { kind: "column", column: mention.column }, direction: cue.value, count: 1, offset: 0 },
        ],
        evidence: [
          columnEvidence(mention),
          cueEvidence(at + 1, cue.end, "order", `${cue.value} by ${mention.column.name}`),
        ],
        quality: 0.95,
        bonus: 0.5,
        rule: "superlative",
      }),
    );
};
