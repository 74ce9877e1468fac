import { AGGREGATES, LIKES, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { NEGATIONS } from "../../lexicon/function-words.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { equals, negationBefore } from "./filter-parts.ts";
import {
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tablesAt,
} from "./rule-context.ts";

const LETTER_WORDS = new Set("letter letters word words phrase substring string text character the".split(" "));

/** Where the text to look for stands: "the letter" and the like say only what it is. */
function textAfter(context: RuleContext, from: number): number {
  let at = skipFillers(context, from, 3);
  while (LETTER_WORDS.has(lowAt(context, at))) at += 1;
  return at;
}

/** "contain on average", "contains at least two": the words behind say something else. */
const isCue = (context: RuleContext, at: number): boolean =>
  context.tokens[at]?.kind === "word" &&
  (matchCue(AGGREGATES, context.tokens, at) !== undefined ||
    matchCue(OPERATORS_BEFORE, context.tokens, at) !== undefined ||
    matchCue(OPERATORS_BEFORE, context.tokens, at - 1) !== undefined);

/** "name contains 'ann'", "titles starting with A", "with the letter M in their first name" */
export const likeRule: Rule = (context, at) => {
  const cue = matchCue(LIKES, context.tokens, at);
  if (cue) {
    const named = columnsAt(context, skipFillers(context, cue.end, 3))[0];
    const start = textAfter(context, named?.end ?? cue.end);
    const text = context.tokens[start];
    if (!text || text.kind === "sign" || isCue(context, start)) return [];
    const behind = columnsBehind(context, start + 1);
    const columns = named ? [named.column] : likeColumns(context, at, start);
    return [
      ...behind.map(({ column, end }) => ({
        ...likeFragment(context, at, start, column, cue.value, 1, false),
        end,
      })),
      ...columns.map((column, rank) =>
        likeFragment(context, at, start, column, cue.value, 0.9 - rank * 0.06, named === undefined),
      ),
    ];
  }
  return [...letterIn(context, at), ...likeAfterColumn(context, at), ...aboutText(context, at)];
};

const ABOUT = new Set("about say says saying said regarding concerning".split(" "));

/** "comments about parking": a word of the longer texts that the rows hold */
function aboutText(context: RuleContext, at: number): Fragment[] {
  if (!ABOUT.has(lowAt(context, at))) return [];
  const start = skipFillers(context, at + 1, 2);
  const token = context.tokens[start];
  if (token?.kind !== "word" || !token.isContent || columnsAt(context, start).length > 0) return [];
  return context.focus
    .slice(0, 1)
    .flatMap((table) => table.columns.filter(({ type, role }) => type === "text" && role === "free"))
    .slice(0, 2)
    .map((column, rank) => likeFragment(context, at, start, column, "contains", 0.85 - rank * 0.1, true));
}

const likeAfterColumn: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    if (mention.column.type !== "text") return [];
    const next = skipFillers(context, mention.end, 4);
    const inner =
      matchCue(LIKES, context.tokens, next) ??
      // "position title contains"
      (isUnknownNoun(context, next) ? matchCue(LIKES, context.tokens, next + 1) : undefined);
    if (!inner) return [];
    const start = textAfter(context, inner.end);
    const text = context.tokens[start];
    if (!text || text.kind === "sign" || isHeldElsewhere(context, start, mention.column)) return [];
    return [likeFragment(context, at, start, mention.column, inner.value, columnScore(context, mention), false)];
  });

const isUnknownNoun = (context: RuleContext, at: number): boolean =>
  context.tokens[at]?.kind === "word" &&
  context.tokens[at]?.isContent === true &&
  !NEGATIONS.has(lowAt(context, at)) &&
  columnsAt(context, at).length === 0 &&
  tablesAt(context, at).length === 0;

/** "meals that contain milk": a plain word that another column holds is none of the meal's name. */
const isHeldElsewhere = (context: RuleContext, at: number, column: ColumnModel): boolean => {
  const held = columnsHolding(context, at);
  return held.length > 0 && !held.includes(column);
};

/** "... in their first name", "... in the title" */
function columnsBehind(context: RuleContext, at: number): { readonly column: ColumnModel; readonly end: number }[] {
  if (lowAt(context, at) !== "in") return [];
  return columnsAt(context, skipFillers(context, at + 1, 2))
    .filter((mention) => mention.column.type === "text")
    .map((mention) => ({ column: mention.column, end: mention.end }));
}

/** "a 'J' in their first name", "the letter m in it", "TN in their address": letters or a text in quotes, said to be in a column */
function letterIn(context: RuleContext, at: number): Fragment[] {
  const token = context.tokens[at];
  if (/^letters?$/.test(token?.low ?? "") && /^(?:\p{L}|\p{L}{2})$/u.test(lowAt(context, at + 1)))
    return columnsBehind(context, at + 2).map(({ column, end }) => ({
      ...likeFragment(context, at, at + 1, column, "contains", 1, false),
      end,
    }));
  if (token?.kind !== "quoted" && !/^[A-Z]{1,3}$/.test(token?.text ?? "")) return [];
  return columnsBehind(context, at + 1).map(({ column, end }) => ({
    ...likeFragment(context, at, at, column, "contains", 1, false),
    end,
  }));
}

function likeFragment(
  context: RuleContext,
  start: number,
  textAt: number,
  column: ColumnModel,
  match: "contains" | "starts" | "ends",
  quality: number,
  isGuess: boolean,
): Fragment {
  const text = context.tokens[textAt]?.text ?? "";
  const isNegated = negationBefore(context, start);
  const evidence = cueEvidence(start, textAt + 1, "value", `${column.name} ${match} ${text}`);
  return fragment(context, {
    start,
    end: textAt + 1,
    pieces: [
      {
        kind: "where",
        column,
        predicate: {
          kind: "like",
          left: column.expr,
          match,
          text: text.replaceAll("%", ""),
          ...(isNegated ? { isNegated } : {}),
        },
        isNegated,
      },
    ],
    evidence: [isGuess ? { ...evidence, score: 0.6 } : evidence],
    quality,
    bonus: 0.5,
    rule: "like",
  });
}

/** Columns that were said before; only those whose values hold the very word, if any do: allergens for "contain milk". */
const likeColumns = (context: RuleContext, before: number, textAt?: number): ColumnModel[] => {
  const held = textAt === undefined ? [] : columnsHolding(context, textAt);
  if (held.length > 0) return held;
  const said: ColumnModel[] = [];
  for (let i = before - 1; i >= 0; i -= 1)
    for (const mention of columnsAt(context, i)) if (mention.column.type === "text") said.push(mention.column);
  const names = context.focus.flatMap((table) => table.nameColumns.slice(0, 2));
  return [...new Set([...said, ...names])].slice(0, 5);
};

/** Of a word in small letters: what is quoted or begins with a capital may be a piece of any text. */
const columnsHolding = (context: RuleContext, at: number): ColumnModel[] => [
  ...new Set(
    (context.mentions.values[at] ?? [])
      .filter(
        ({ column, end, how }) =>
          column.type === "text" &&
          end === at + 1 &&
          how === "exact" &&
          /^\p{Ll}/u.test(context.tokens[at]?.text ?? "") &&
          context.tokens[at]?.kind === "word",
      )
      .map(({ column }) => column),
  ),
];

/** "'ann'" or "named Ann" that no column holds: an equality on a name that was said */
export const unknownTextRule: Rule = (context, at) => {
  const token = context.tokens[at];
  if (token?.kind !== "quoted" || (context.mentions.values[at]?.length ?? 0) > 0) return [];
  const isNegated = negationBefore(context, at);
  const columns = likeColumns(context, at);
  return [...unknownEquals(context, at, columns, isNegated), ...textWithin(context, at)];
};

/** "tweets about 'intern'": part of a longer text */
function textWithin(context: RuleContext, at: number): Fragment[] {
  const free = context.focus
    .slice(0, 2)
    .flatMap((table) => table.columns.filter((column) => column.type === "text" && column.role === "free"));
  return [...free, ...context.focus.slice(0, 2).flatMap((table) => table.nameColumns.slice(0, 1))]
    .slice(0, 3)
    .map((column, rank) => likeFragment(context, at, at, column, "contains", 0.45 - rank * 0.05, true));
}

const unknownEquals = (
  context: RuleContext,
  at: number,
  columns: readonly ColumnModel[],
  isNegated: boolean,
): Fragment[] =>
  columns.map((column, rank) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "where", column, predicate: equals(column, textAt(context, at), isNegated), isNegated }],
      evidence: [{ ...cueEvidence(at, at + 1, "value", `${column.name} = ${textAt(context, at)}`), score: 0.5 }],
      quality: 0.6 - rank * 0.05,
      rule: "unknown-text",
      assumptions: [`no stored value equals "${textAt(context, at)}"`],
    }),
  );

const textAt = (context: RuleContext, at: number): string => context.tokens[at]?.text ?? "";
