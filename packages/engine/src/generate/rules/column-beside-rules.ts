import { type CompareOp, compare } from "@parlance/sql";
import { OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import { matchCue } from "../../text/tokens.ts";
import { literalFor } from "./filter-parts.ts";
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

const GAINED: ReadonlySet<string> = new Set(
  "get got gets win won wins have had has score scored receive received".split(" "),
);

const isMeasured = ({ column }: ColumnMention): boolean => column.type === "number" && column.role !== "id";
const sure = (context: RuleContext, at: number): readonly ColumnMention[] =>
  columnsAt(context, at).filter((mention) => isMeasured(mention) && mention.score >= 0.75 && !mention.isSynonym);

/** A noun that names no column here: the "votes" that columns called SPD and FDP hold. */
const isPlainNoun = (context: RuleContext, at: number): boolean => {
  const token = context.tokens[at];
  return token?.kind === "word" && token.isContent && sure(context, at).length === 0;
};

/** "the SPD got more votes than the CDU": two columns, and a noun for what both hold */
export const columnsWithNounRule: Rule = (context, at) =>
  sure(context, at).flatMap((left) => {
    if (!GAINED.has(lowAt(context, left.end))) return [];
    const low = lowAt(context, left.end + 1);
    const op: CompareOp | undefined = low === "more" ? ">" : low === "fewer" || low === "less" ? "<" : undefined;
    if (!op || !isPlainNoun(context, left.end + 2) || lowAt(context, left.end + 3) !== "than") return [];
    return sure(context, skipFillers(context, left.end + 4, 2)).map((right) =>
      fragment(context, {
        start: at,
        end: right.end,
        pieces: [
          {
            kind: "where",
            column: left.column,
            predicate: compare(left.column.expr, op, right.column.expr),
            isNegated: false,
          },
        ],
        evidence: [columnEvidence(left), cueEvidence(left.end, right.start, "operator", op), columnEvidence(right)],
        quality: columnScore(context, left),
        bonus: 0.8,
        rule: "two-columns",
      }),
    );
  });

/** "where did Linke get the most votes": the column is said before, what it holds behind */
export const columnWithMostRule: Rule = (context, at) =>
  sure(context, at).flatMap((mention) => {
    if (!GAINED.has(lowAt(context, mention.end))) return [];
    const next = skipFillers(context, mention.end + 1, 1);
    const low = lowAt(context, next);
    if (!["most", "fewest", "least"].includes(low) || !isPlainNoun(context, next + 1)) return [];
    const direction = low === "most" ? "desc" : "asc";
    return [
      fragment(context, {
        start: at,
        end: next + 2,
        pieces: [{ kind: "top", by: { kind: "column", column: mention.column }, direction, count: 1, offset: 0 }],
        evidence: [columnEvidence(mention), cueEvidence(mention.end, next + 2, "order", low)],
        quality: columnScore(context, mention),
        bonus: 0.6,
        rule: "top-column",
      }),
    ];
  });

const MORE: ReadonlyMap<string, "desc" | "asc"> = new Map([
  ["more", "desc"],
  ["higher", "desc"],
  ["larger", "desc"],
  ["greater", "desc"],
  ["bigger", "desc"],
  ["fewer", "asc"],
  ["less", "asc"],
  ["lower", "asc"],
  ["smaller", "asc"],
]);

/** "which has higher sales, IBM or Siemens": the one with more of the two that are named behind */
export const whichHasMoreRule: Rule = (context, at) => {
  const direction = MORE.get(lowAt(context, at));
  if (!direction || !/^(?:which|who|what)$/.test(lowAt(context, 0)) || lowAt(context, at + 1) === "than") return [];
  return sure(context, skipFillers(context, at + 1, 1))
    .filter((mention) => isChoiceBehind(context, mention.end))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "top", by: { kind: "column", column: mention.column }, direction, count: 1, offset: 0 }],
        evidence: [cueEvidence(at, at + 1, "order", lowAt(context, at)), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.8,
        rule: "top-column",
      }),
    );
};

/** Values of one column with "or" between them, and no "than" that would compare with something else. */
function isChoiceBehind(context: RuleContext, from: number): boolean {
  const or = context.tokens.findIndex((token, i) => i >= from && token.low === "or");
  if (or < 0 || context.tokens.some((token, i) => i >= from && token.low === "than")) return false;
  const left = context.tokens.flatMap((_, i) =>
    i >= from && i < or ? (context.mentions.values[i] ?? []).map(({ column }) => column) : [],
  );
  return (context.mentions.values[or + 1] ?? []).some(({ column }) => left.includes(column));
}

/** "more than 10000 people in 2001" where 2001 is a column: the year says which figure, the noun what all of them are. */
export const yearColumnRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at) ?? comparativeThan(context, at);
  const value = cue && context.tokens[cue.end]?.number;
  if (!cue || value === undefined) return [];
  let next = cue.end + 1;
  if (context.tokens[next]?.kind === "word" && context.tokens[next]?.isContent) next += 1;
  if (!["in", "of", "for"].includes(lowAt(context, next))) return [];
  return columnsAt(context, next + 1)
    .filter((mention) => isMeasured(mention) && /^\d{4}$/.test(mention.column.name) && mention.end === next + 2)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: compare(mention.column.expr, cue.value, literalFor(mention.column, value)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, next, "number", `${cue.value} ${value}`), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "column-comparison",
      }),
    );
};

function comparativeThan(
  context: RuleContext,
  at: number,
): { readonly value: CompareOp; readonly end: number } | undefined {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  if (!adjective || lowAt(context, adjective.end) !== "than") return undefined;
  return { value: adjective.value[0]?.direction === "down" ? "<" : ">", end: adjective.end + 1 };
}
