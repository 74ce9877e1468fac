import { COMPARATIVES, SUPERLATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ValueMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { repeats } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, Piece } from "../piece.ts";
import { valuePredicate } from "./filter-parts.ts";
import {
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
} from "./rule-context.ts";

const ASKS = new Set("did does do is are was were has have".split(" "));
const MORE: ReadonlyMap<string, "desc" | "asc"> = new Map([
  ["more", "desc"],
  ["higher", "desc"],
  ["larger", "desc"],
  ["greater", "desc"],
  ["bigger", "desc"],
  ["better", "desc"],
  ["fewer", "asc"],
  ["less", "asc"],
  ["lower", "asc"],
  ["smaller", "asc"],
]);

/** Names of rows that stand here. */
const rowsAt = (context: RuleContext, at: number): ValueMention[] =>
  (context.mentions.values[at] ?? []).filter(
    ({ column, how, score }) => how !== "word" && score > 0.5 && column.type === "text" && repeats(column) === false,
  );

interface Compared {
  readonly column: ColumnModel;
  readonly direction: "desc" | "asc";
  readonly quality: number;
  readonly end: number;
}

/** "more points", "higher": by which figure, and whether the most or the least of it is meant. */
function comparedAt(context: RuleContext, at: number): Compared[] {
  const direction = MORE.get(lowAt(context, at));
  const named = direction
    ? columnsAt(context, skipFillers(context, at + 1, 1))
        .filter(({ column }) => column.type === "number" && column.role !== "id")
        .map((mention) => ({
          column: mention.column,
          direction,
          quality: columnScore(context, mention),
          end: mention.end,
        }))
    : [];
  const adjective = matchCue(COMPARATIVES, context.tokens, at) ?? matchCue(SUPERLATIVES, context.tokens, at);
  const graded = (adjective?.value ?? []).flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column }) => column.type !== "text")
      .slice(0, 2)
      .map(({ column, isReversed, score }) => ({
        column,
        direction: (gradable.direction === "up") !== isReversed ? ("desc" as const) : ("asc" as const),
        quality: score,
        end: adjective?.end ?? at + 1,
      })),
  );
  return [...named, ...graded];
}

const both = (left: ValueMention, right: ValueMention): Piece => ({
  kind: "where",
  column: left.column,
  predicate: { kind: "or", items: [valuePredicate(left, false), valuePredicate(right, false)] },
  isNegated: false,
});

/** "did Velm win more gold than Tavania", "is Aska higher than Blackhorn": both rows with the figure, the larger first. */
export const isItMoreRule: Rule = (context, at) => {
  if (at > 2 || !ASKS.has(lowAt(context, 0)) || skipFillers(context, 1, 1) < at) return [];
  return rowsAt(context, at).flatMap((left) => comparisons(context, at, left));
};

const FURTHEST_CUE = 4;

function comparisons(context: RuleContext, at: number, left: ValueMention): Fragment[] {
  for (let i = left.end; i < left.end + FURTHEST_CUE; i += 1) {
    const found = comparedAt(context, i).flatMap(({ column, direction, quality, end }) => {
      let than = end;
      while (than < end + FURTHEST_CUE && lowAt(context, than) !== "than") than += 1;
      if (lowAt(context, than) !== "than" || column.table !== left.column.table) return [];
      return rowsAt(context, skipFillers(context, than + 1, 2))
        .filter((right) => right.column === left.column && right.literal !== left.literal)
        .map((right) =>
          fragment(context, {
            start: at,
            end: right.end,
            pieces: [
              { kind: "project", column: left.column },
              { kind: "project", column },
              both(left, right),
              { kind: "order", by: { kind: "column", column }, direction },
            ],
            evidence: [cueEvidence(at, right.end, "operator", `${column.name} of both`)],
            quality,
            bonus: 2.6,
            rule: "two-rows",
          }),
        );
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** "which is deeper, Aska or Blackhorn", "who is older, Ann or Ben": the one of the two. */
export const whichOfTwoRule: Rule = (context, at) => {
  if (!/^(?:which|who|what)$/.test(lowAt(context, 0)) || context.tokens.some(({ low }) => low === "than")) return [];
  const or = context.tokens.find(({ low, index }) => low === "or" && index > at)?.index;
  if (or === undefined) return [];
  const rights = rowsAt(context, skipFillers(context, or + 1, 1));
  if (rights.length === 0) return [];
  return comparedAt(context, at).flatMap(({ column, direction, quality, end }) =>
    rights.flatMap((right) => {
      const left = lastRowBefore(context, or, right.column);
      if (!left || left.start < end || column.table !== right.column.table) return [];
      return [
        fragment(context, {
          start: at,
          end: right.end,
          pieces: [
            { kind: "project", column: right.column },
            both(left, right),
            { kind: "top", by: { kind: "column", column }, direction, count: 1, offset: 0 },
          ],
          evidence: [cueEvidence(at, right.end, "order", `${column.name} of the two`)],
          quality,
          bonus: 1.5,
          rule: "two-rows",
        }),
      ];
    }),
  );
};

const lastRowBefore = (context: RuleContext, end: number, column: ColumnModel): ValueMention | undefined =>
  context.tokens
    .slice(0, end)
    .reverse()
    .flatMap(({ index }) => rowsAt(context, index))
    .find((mention) => mention.column === column && mention.end <= end);

const isYear = (column: ColumnModel): boolean => column.type === "number" && column.role === "year";

/** "how many years after Central was Stadium opened", "years between the opening of A and B": the later less the earlier. */
export const yearsApartRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "many" || !/^years?$/.test(lowAt(context, at + 2)))
    return [];
  const cue = context.tokens.find(({ low, index }) => index > at + 2 && /^(?:after|before|between)$/.test(low));
  if (!cue) return [];
  const named = context.tokens.flatMap(({ index }) => rowsAt(context, index)).filter(({ start }) => start > cue.index);
  const first = named[0];
  const second = named.find(
    (mention) => first !== undefined && mention.column === first.column && mention.start >= first.end,
  );
  if (!first || !second) return [];
  const said = new Set(context.tokens.map(({ stem }) => stem));
  const years = first.column.table.columns.filter(isYear);
  const meant = years.filter(({ stems }) => stems.some((word) => said.has(word)));
  return (meant.length > 0 ? meant : years).slice(0, 2).map((column, rank) =>
    fragment(context, {
      start: at,
      end: cue.index + 1,
      pieces: [
        // The earlier one is named first, unless it is the other that came before.
        { kind: "versus", isDifference: true, ...(cue.low === "before" ? {} : { isReversed: true }) },
        { kind: "project", column },
      ],
      evidence: [cueEvidence(at, cue.index + 1, "operator", `years between ${column.name}`)],
      quality: 1 - 0.2 * rank,
      bonus: 2,
      rule: "versus",
    }),
  );
};
