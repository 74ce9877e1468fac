import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import { matchCue } from "../../text/tokens.ts";
import { cueEvidence, fragment, gradedColumns, lowAt, type Rule, skipFillers } from "./rule-context.ts";

const VERBS = new Set("is was are were does did do".split(" "));

/** "how much higher is Aska than Blackhorn", "how many kilometres longer was A than B": one row's figure less the other's */
export const howMuchMoreRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || !["much", "many"].includes(lowAt(context, at + 1))) return [];
  const isNoun = lowAt(context, at + 1) === "many" && context.tokens[at + 2]?.isContent === true;
  const from = isNoun ? at + 3 : at + 2;
  const cue = matchCue(COMPARATIVES, context.tokens, from);
  if (!cue || !VERBS.has(lowAt(context, cue.end))) return [];
  if (!context.tokens.some(({ low, index }) => low === "than" && index > cue.end)) return [];
  const end = skipFillers(context, cue.end, 1);
  return cue.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column }) => column.type === "number")
      .slice(0, 3)
      .map(({ column, isReversed, score }) => {
        // "how much cheaper" asks for what the other costs more.
        const isReversedDifference = (gradable.direction === "down") !== isReversed;
        return fragment(context, {
          start: at,
          end,
          pieces: [
            { kind: "versus", isDifference: true, ...(isReversedDifference ? { isReversed: true } : {}) },
            { kind: "project", column },
          ],
          evidence: [{ ...cueEvidence(at, end, "operator", `difference in ${column.name}`), score }],
          quality: score,
          bonus: 1.4,
          rule: "versus",
        });
      }),
  );
};
