import { compare } from "@parlance/sql";
import { isConceptWord, isQuantity } from "../../lexicon/concepts.ts";
import { OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import { isAdditive } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
} from "./rule-context.ts";

const REACH = 6;

/** "how much did we sell", "how much money did customers in France spend": the verb tells what is added up. */
export const howMuchVerbRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "much") return [];
  const verb = verbAfter(context, at + 2);
  if (verb === undefined) return [];
  return columnsAt(context, verb)
    .filter((mention) => isAdditive(mention.column) && mention.end === verb + 1)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: objectEnd(context, mention),
        pieces: [{ kind: "aggregate", fn: "sum", column: mention.column }],
        evidence: [cueEvidence(at, at + 2, "aggregate", "total"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.6,
        rule: "how-much",
        assumptions: [`${mention.column.name} is summed`],
      }),
    );
};

const PAST = new Set(["did", "does", "do", "was", "were", "has", "have"]);

/** "how much did Maria pay" where the verb names no figure: the one that can be added up, if it is the only one. */
export const howMuchAloneRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "much" || !PAST.has(lowAt(context, at + 2))) return [];
  const [table, ...others] = context.schema.tables;
  const [column, ...more] = table?.columns.filter(isAdditive) ?? [];
  if (!column || more.length > 0 || others.length > 0) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 3,
      pieces: [{ kind: "aggregate", fn: "sum", column }],
      evidence: [{ ...cueEvidence(at, at + 2, "aggregate", `total ${column.name}`), score: 0.6 }],
      quality: 0.5,
      bonus: 0.5,
      rule: "how-much",
      assumptions: [`${column.name} is summed`],
    }),
  ];
};

/** "spend on ads" says no more than the table called ad_spend does. */
function objectEnd(context: RuleContext, { column, end }: ColumnMention): number {
  const object = lowAt(context, end + 1);
  const isSame =
    ["on", "for"].includes(lowAt(context, end)) &&
    (column.table.words.includes(object) || column.table.words.includes(object.replace(/s$/, "")));
  return isSame ? end + 2 : end;
}

const BOUND = /^(?:level|threshold|limit|minimum|maximum|capacity|target|quota|goal|point)$/;

/** "products below their reorder level": what there is, against a bound that the same row holds. */
export const ownBoundRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  if (!cue || cue.value === "=" || cue.value === "!=") return [];
  return columnsAt(context, skipFillers(context, cue.end)).flatMap((mention) => {
    const { column } = mention;
    if (column.role !== "measure" || !BOUND.test(column.words.at(-1) ?? "") || mention.level === "part") return [];
    return column.table.columns
      .filter((left) => left !== column && isQuantity(left))
      .slice(0, 2)
      .map((left, rank) =>
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [
            { kind: "where", column: left, predicate: compare(left.expr, cue.value, column.expr), isNegated: false },
          ],
          evidence: [cueEvidence(at, cue.end, "operator", cue.value), columnEvidence(mention)],
          quality: columnScore(context, mention) - 0.2 * rank,
          bonus: 1,
          rule: "own-bound",
          assumptions: [`${left.name} is compared with ${column.name}`],
        }),
      );
  });
};

/** The verb, with nothing but small words, "money" and a pronoun in front of it. */
function verbAfter(context: RuleContext, from: number): number | undefined {
  for (let i = from; i < from + REACH && i < context.tokens.length; i += 1) {
    const low = lowAt(context, i);
    if (low === "money") continue;
    if (isConceptWord(low)) return i;
    if (context.tokens[i]?.isContent) return undefined;
  }
  return undefined;
}

/** "how many emails were opened": a count that the table keeps in a column named by the verb. */
export const keptCountRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "many") return [];
  const found: Fragment[] = [];
  for (let i = at + 3; i < Math.min(context.tokens.length, at + 3 + REACH); i += 1) {
    if (!["were", "was", "got", "been", "people"].includes(lowAt(context, i - 1))) continue;
    for (const mention of columnsAt(context, i)) {
      if (
        !isAdditive(mention.column) ||
        mention.level !== "full" ||
        mention.isSynonym ||
        !/ed$/.test(lowAt(context, i))
      )
        continue;
      found.push(
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [{ kind: "aggregate", fn: "sum", column: mention.column }],
          evidence: [cueEvidence(at, i, "aggregate", "total"), columnEvidence(mention)],
          quality: columnScore(context, mention),
          bonus: 1,
          rule: "kept-count",
          assumptions: [`${mention.column.name} is summed`],
        }),
      );
    }
  }
  return found;
};
