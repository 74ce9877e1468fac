import { NEGATIONS } from "../../lexicon/function-words.ts";
import { SUPERLATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import { rowOrders } from "../../schema/row-order.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { isOfDay } from "./clock-rules.ts";
import { isUnlinked } from "./row-nouns.ts";
import {
  columnEvidence,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
} from "./rule-context.ts";

const LEADS = new Set(["which", "list", "show", "all", "the"]);
const BEHIND = new Set("with where that who which from in of by have had has above below over under".split(" "));

/**
 * "races with a climb of at least 5000" over a list of hills: what its rows are is said by a word that names nothing
 * in the data. Only of a single table, whose rows have names, and only where the word opens the question.
 */
export const rowNounRule: Rule = (context, at) => {
  const [table, ...more] = context.schema.tables;
  if (!table || more.length > 0 || table.nameColumns.length === 0 || !isUnlinked(context, at)) return [];
  const token = context.tokens[at];
  const isPlural = token !== undefined && token.lemma !== token.low;
  const before = lowAt(context, at - 1);
  const isOpening = (at === 0 || (at === 1 && LEADS.has(before))) && isPlural && BEHIND.has(lowAt(context, at + 1));
  const isRanked = endsSuperlative(context, at);
  if (!isOpening && !isRanked) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "entity", table }],
      evidence: [{ ...cueEvidence(at, at + 1, "table", table.name), score: 0.6 }],
      quality: 0.7,
      rule: "entity",
      assumptions: [`"${token?.text ?? ""}" is taken to mean the rows of ${table.name}`],
    }),
  ];
};

/** "what is the longest race": a superlative right before the noun that ends the question. */
function endsSuperlative(context: RuleContext, at: number): boolean {
  const isEnd = !context.tokens.slice(at + 1).some((token) => token.isContent);
  return isEnd && [1, 2].some((back) => matchCue(SUPERLATIVES, context.tokens, at - back)?.end === at);
}

const isDated = (column: ColumnModel): boolean => column.type === "date" || column.role === "year" || isOfDay(column);
const timesOf = (table: TableModel): ColumnModel[] => [
  ...new Set([...rowOrders(table), ...table.columns.filter(isDated)]),
];

/** "which award did she win first": the earliest of what fits. */
export const trailingFirstRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if ((low !== "first" && low !== "last") || !/^(?:which|who|what)$/.test(lowAt(context, 0)) || at < 3) return [];
  if (context.tokens.slice(at + 1).some((token) => token.isContent)) return [];
  if (columnsAt(context, at).some(({ end }) => end > at + 1)) return [];
  const [table] = context.focus;
  return (table ? timesOf(table) : []).slice(0, 2).map((column, rank) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [
        {
          kind: "top",
          by: { kind: "column", column },
          direction: low === "last" ? "desc" : "asc",
          count: 1,
          offset: 0,
        },
      ],
      evidence: [cueEvidence(at, at + 1, "order", `${low} by ${column.name}`)],
      quality: 0.9 - rank * 0.15,
      bonus: 0.4,
      rule: "superlative",
      assumptions: [`"${low}" is taken of ${column.name}`],
    }),
  );
};

/** "who was the last to win", "which episode was the first to air in 2005": the earliest or latest of what fits. */
export const firstToRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const isLed = lowAt(context, at - 1) === "the" && /^(?:was|is|were)$/.test(lowAt(context, at - 2));
  if ((low !== "first" && low !== "last") || lowAt(context, at + 1) !== "to" || !isLed) return [];
  const [table, ...more] = context.schema.tables;
  if (!table || more.length > 0) return [];
  const named = columnsAt(context, at + 2).map(({ column }) => column);
  const times = timesOf(table);
  const own = times.filter((column) => named.includes(column));
  const verb = own.length > 0 || isUnlinked(context, at + 2) ? at + 3 : at + 2;
  return [...own, ...times.filter((column) => !own.includes(column))].slice(0, 2).map((column, rank) =>
    fragment(context, {
      start: at,
      end: verb,
      pieces: [
        {
          kind: "top",
          by: { kind: "column", column },
          direction: low === "last" ? "desc" : "asc",
          count: 1,
          offset: 0,
        },
        { kind: "entity", table },
      ],
      evidence: [cueEvidence(at, verb, "order", `${low} by ${column.name}`)],
      quality: 0.9 - rank * 0.15,
      bonus: 0.6,
      rule: "superlative",
      assumptions: [`"${low}" is taken of ${column.name}`],
    }),
  );
};

interface Denied {
  /** Where the denial begins and its own words end. */
  readonly at: number;
  readonly cueEnd: number;
  readonly quality: number;
  readonly bonus: number;
}

/** Rows in which nothing stands in a column. */
const missing = (context: RuleContext, mention: ColumnMention, { at, cueEnd, quality, bonus }: Denied): Fragment =>
  fragment(context, {
    start: at,
    end: mention.end,
    pieces: [
      {
        kind: "where",
        column: mention.column,
        predicate: { kind: "null", left: mention.column.expr },
        isNegated: true,
      },
    ],
    evidence: [cueEvidence(at, cueEnd, "operator", "is missing"), columnEvidence(mention)],
    quality,
    bonus,
    rule: "null",
  });

/** "singles that did not chart in the US": nothing stands in the column that holds it where it did. */
export const nothingInColumnRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!NEGATIONS.has(low) && !low.endsWith("n't")) return [];
  const verb = lowAt(context, at + 1) === "n't" ? at + 2 : at + 1;
  if (!isUnlinked(context, verb) || !["in", "on", "at"].includes(lowAt(context, verb + 1))) return [];
  const from = lowAt(context, verb + 2) === "the" ? verb + 3 : verb + 2;
  return columnsAt(context, from)
    .filter(({ column, score, isSynonym }) => score >= 0.75 && !isSynonym && (column.profile?.nulls ?? 0) > 0)
    .map((mention) => missing(context, mention, { at, cueEnd: from, quality: mention.score, bonus: 0.8 }));
};

const AUXILIARIES = new Set("been yet ever be".split(" "));

/** "never commissioned", "has not been automated": nothing stands in the column that the verb names. */
export const notDoneRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!NEGATIONS.has(low) && !low.endsWith("n't")) return [];
  let verb = at + 1;
  while (verb < at + 3 && AUXILIARIES.has(lowAt(context, verb))) verb += 1;
  if (!/(?:ed|en|t|wn|ung)$/.test(lowAt(context, verb))) return [];
  return columnsAt(context, verb)
    .filter(({ column, isSynonym }) => !isSynonym && column.type !== "boolean" && (column.profile?.nulls ?? 0) > 0)
    .map((mention) =>
      missing(context, mention, { at, cueEnd: verb, quality: Math.max(mention.score, 0.7), bonus: 0.9 }),
    );
};
