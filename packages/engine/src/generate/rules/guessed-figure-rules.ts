import type { AggregateFn } from "@parlance/sql";
import { AGGREGATES, COUNTS, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { kinOf } from "../../lexicon/dictionary.ts";
import { LIGHT_WORDS } from "../../lexicon/function-words.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  guessEvidence,
  lowAt,
  measuresInFocus,
  type Rule,
  type RuleContext,
  skipFillers,
  tablesAt,
} from "./rule-context.ts";

interface Cues {
  readonly fns: readonly AggregateFn[];
  readonly end: number;
}

const LINKS = new Set([",", "and", "or", "the", "&"]);
const LONGEST_LIST = 12;

/** "average", "total and average", "the max, average and min" */
function cuesAt(context: RuleContext, at: number): Cues | undefined {
  const fns: AggregateFn[] = [];
  let end = at;
  for (let i = at; i < at + LONGEST_LIST; ) {
    const cue = matchCue(AGGREGATES, context.tokens, i);
    if (!cue) break;
    fns.push(cue.value);
    end = cue.end;
    i = end;
    while (LINKS.has(lowAt(context, i))) i += 1;
  }
  return fns.length === 0 ? undefined : { fns, end };
}

export const isFigure = (column: ColumnModel): boolean => column.type === "number" && column.role !== "id";

const figuresAt = (context: RuleContext, at: number): readonly ColumnMention[] =>
  columnsAt(context, at).filter(({ column }) => isFigure(column));

const MAX_APART = 4;
/** What stands behind these is another thing. */
const ASIDE = new Set("in for on at by from with to per and or the & ,".split(" "));

interface Apart {
  readonly table: TableModel | undefined;
  readonly mentions: readonly ColumnMention[];
}

/** The figure some words on: past what it is the figure of, and past a bare verb. */
function figureApart(context: RuleContext, from: number): Apart | undefined {
  let at = skipFillers(context, matchCue(COUNTS, context.tokens, from)?.end ?? from);
  if (figuresAt(context, at).length > 0) return undefined;
  let table: TableModel | undefined;
  for (const limit = at + MAX_APART; at < limit; ) {
    const mentions = figuresAt(context, at);
    if (mentions.length > 0) return { table, mentions };
    const token = context.tokens[at];
    if (token?.kind !== "word" || ASIDE.has(token.low)) return undefined;
    const owner = tablesAt(context, at)[0];
    if (owner) table ??= owner.table;
    at = owner?.end ?? at + 1;
  }
  return undefined;
}

/** "average number of people hurt", "total and average students enrolled": what has the figure stands between. */
export const figureApartRule: Rule = (context, at) => {
  const cue = cuesAt(context, at);
  const apart = cue && figureApart(context, skipFillers(context, cue.end));
  if (!cue || !apart) return [];
  const { table, mentions } = apart;
  return mentions
    .filter(({ column }) => table === undefined || column.table === table || isTied(table, column.table))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          ...cue.fns.map((fn) => ({ kind: "aggregate" as const, fn, column: mention.column })),
          ...(table && table !== mention.column.table ? [{ kind: "entity" as const, table }] : []),
        ],
        evidence: [cueEvidence(at, cue.end, "aggregate", cue.fns.join(", ")), columnEvidence(mention)],
        quality: columnScore(context, mention) * 0.75,
        bonus: 0.3,
        rule: "aggregate-apart",
      }),
    );
};

const pointsTo = (from: TableModel, to: TableModel): boolean =>
  from.source.foreignKeys.some((key) => key.refTable === to.name);

const isTied = (one: TableModel, other: TableModel): boolean => pointsTo(one, other) || pointsTo(other, one);

const MAX_GUESSES = 3;

/** "the average, highest and lowest takings" where no column is called so: a figure of the things spoken of. */
export const guessedFigureRule: Rule = (context, at) => {
  const cue = cuesAt(context, at);
  // A column may be called "total", and the total number of things is how many there are.
  if (!cue || context.tokens[at - 1]?.kind === "number" || columnsAt(context, at).length > 0) return [];
  const first = skipFillers(context, cue.end);
  const count = matchCue(COUNTS, context.tokens, first) ?? matchCue(COUNTS, context.tokens, at);
  if (count && cue.fns.every((fn) => fn === "sum")) return [];
  const next = skipFillers(context, Math.max(count?.end ?? first, first));
  const word = context.tokens[next];
  if (word?.kind !== "word" || !word.isContent || isKnown(context, next)) return [];
  // Of a word that stands in no dictionary nobody can guess what it measures: it stays unread and is told.
  if (kinOf(word.stem).length === 0) return [];
  return guesses(context, at, next + 1, cue.fns.length > 1 ? 0.45 : 0.35, (column) =>
    cue.fns.map((fn) => ({ kind: "aggregate", fn, column })),
  );
};

const isKnown = (context: RuleContext, at: number): boolean =>
  columnsAt(context, at).length > 0 ||
  tablesAt(context, at).length > 0 ||
  (context.mentions.values[at] ?? []).length > 0 ||
  matchCue(AGGREGATES, context.tokens, at) !== undefined;

/** "who make more than the average", "with seats above average": the figure itself is not said. */
export const guessedAverageRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  if (!cue || (cue.value !== ">" && cue.value !== "<" && cue.value !== ">=" && cue.value !== "<=")) return [];
  const average = skipFillers(context, cue.end, 2);
  if (lowAt(context, average) !== "average") return [];
  const next = context.tokens[average + 1];
  if (next?.isContent && !LIGHT_WORDS.has(next.low)) return [];
  const op = cue.value;
  return guesses(context, at, average + 1, 0.6, (column) => [{ kind: "versusAverage", column, op, fn: "avg" }]);
};

function guesses(
  context: RuleContext,
  start: number,
  end: number,
  quality: number,
  piecesFor: (column: ColumnModel) => Fragment["pieces"],
): Fragment[] {
  return measuresInFocus(context)
    .slice(0, MAX_GUESSES)
    .map((column, rank) =>
      fragment(context, {
        start,
        end,
        pieces: piecesFor(column),
        evidence: [guessEvidence(end - 1, column, "aggregate")],
        quality: quality - rank * 0.05,
        bonus: 0.2,
        rule: "guessed-figure",
        assumptions: [`by "${context.tokens[end - 1]?.text ?? ""}" I took ${column.name}`],
      }),
    );
}
