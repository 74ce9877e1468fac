import { type CompareOp, compare, numberLiteral } from "@parlance/sql";
import { pairColumn } from "../../derived/pair-figures.ts";
import { AGGREGATES, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { momentAfter, momentBefore, momentsOf } from "../../schema/row-moments.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, Piece } from "../piece.ts";
import {
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tablesAt,
} from "./rule-context.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const SPANS = words("time times days duration delay lag interval");
const MOST_TABLES = 4;

/** A stretch of time in one row: from one moment to another. */
interface Stretch {
  readonly from: ColumnModel;
  readonly to: ColumnModel;
}

/** Moments that a word tells of, in the tables in question. */
function momentsAt(context: RuleContext, at: number): readonly ColumnModel[] {
  const token = context.tokens[at];
  const linked = columnsAt(context, at)
    .filter(({ column, score }) => column.type === "date" && score >= 0.4)
    .map(({ column }) => column);
  const alike = context.focus.slice(0, MOST_TABLES).flatMap((table) => momentsOf(table, token));
  return [...new Set([...alike, ...linked])].slice(0, 4);
}

function stretchFragment(
  context: RuleContext,
  { start, end, rank }: { readonly start: number; readonly end: number; readonly rank: number },
  { from, to }: Stretch,
  pieceOf: (column: ColumnModel) => Piece,
): Fragment {
  return fragment(context, {
    start,
    end,
    pieces: [pieceOf(pairColumn("days", from, to))],
    evidence: [cueEvidence(start, end, "operator", `days from ${from.name} to ${to.name}`)],
    quality: 1.15 - 0.15 * rank,
    bonus: 1.8,
    rule: "pair-duration",
  });
}

/** The end of "average time", "number of days", "days" that begins at `at`, and what it makes of the days. */
function leadAt(
  context: RuleContext,
  at: number,
): { readonly end: number; pieceOf(column: ColumnModel): Piece } | undefined {
  const average = matchCue(AGGREGATES, context.tokens, at);
  let next = skipFillers(context, average ? average.end : at, 2);
  if (lowAt(context, next) === "number" && lowAt(context, next + 1) === "of") next += 2;
  if (!SPANS.has(lowAt(context, next))) return undefined;
  return {
    end: next + 1,
    pieceOf: (column) => (average ? { kind: "aggregate", fn: average.value, column } : { kind: "project", column }),
  };
}

const TAKEN = words("it takes take taken took needed");
const IN_DAYS = words("days day");

/** Behind the verb its object says nothing more: "to resolve a ticket"; nor does "in days". */
function afterObject(context: RuleContext, at: number, { to }: Stretch): number {
  const noun = skipFillers(context, at, 2);
  const object = tablesAt(context, noun).find(({ table, score }) => table === to.table && score > 0.55);
  const end = object ? object.end : at;
  return lowAt(context, end) === "in" && IN_DAYS.has(lowAt(context, end + 1)) ? end + 2 : end;
}

/** "average time to resolve a ticket", "days to pay": until the moment the verb tells of. */
export const timeToRule: Rule = (context, at) => {
  const lead = leadAt(context, at);
  if (!lead) return [];
  let to = lead.end;
  while (to < lead.end + 3 && TAKEN.has(lowAt(context, to))) to += 1;
  if (lowAt(context, to) !== "to") return [];
  const verb = skipFillers(context, to + 1, 2);
  return momentsAt(context, verb).flatMap((column, rank) => {
    const from = momentBefore(column);
    if (!from) return [];
    const stretch = { from, to: column };
    const end = afterObject(context, verb + 1, stretch);
    return [stretchFragment(context, { start: at, end, rank }, stretch, lead.pieceOf)];
  });
};

const OPENERS = words("from between");
const LINKS = words("to and until till");

/** "average days from loss to report", "time between booking and appointment" */
export const timeFromToRule: Rule = (context, at) => {
  const lead = leadAt(context, at);
  if (!lead || !OPENERS.has(lowAt(context, lead.end))) return [];
  const first = skipFillers(context, lead.end + 1, 2);
  const link = [first + 1, first + 2].find((position) => LINKS.has(lowAt(context, position)));
  if (link === undefined) return [];
  const second = skipFillers(context, link + 1, 2);
  const seconds = momentsAt(context, second);
  const tables = tablesAt(context, second).filter(({ score }) => score > 0.55);
  const stretches = momentsAt(context, first).flatMap((from): Stretch[] => {
    const named = seconds.find((column) => column !== from && column.table === from.table);
    if (named) return [{ from, to: named }];
    const after = tables.some(({ table }) => table === from.table) ? momentAfter(from) : undefined;
    return after ? [{ from, to: after }] : [];
  });
  return stretches
    .slice(0, 2)
    .map((stretch, rank) => stretchFragment(context, { start: at, end: second + 1, rank }, stretch, lead.pieceOf));
};

const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ["day", 1],
  ["days", 1],
  ["week", 7],
  ["weeks", 7],
]);

interface Length {
  readonly days: number;
  readonly end: number;
}

/** "a day", "30 days", "two weeks", "24 hours" */
function lengthAt(context: RuleContext, at: number): Length | undefined {
  const low = lowAt(context, at);
  const count = low === "a" || low === "one" || low === "an" ? 1 : context.tokens[at]?.number;
  const unit = lowAt(context, at + 1);
  if (count === undefined) return undefined;
  if (/^hours?$/.test(unit)) return count % 24 === 0 ? { days: count / 24, end: at + 2 } : undefined;
  const days = UNIT_DAYS.get(unit);
  return days === undefined ? undefined : { days: count * days, end: at + 2 };
}

const bound =
  (op: CompareOp, days: number) =>
  (column: ColumnModel): Piece => ({
    kind: "where",
    column,
    predicate: compare(column.expr, op, numberLiteral(days)),
    isNegated: false,
  });

/** "closed within 30 days of being reported", "resolved within a day" */
export const withinDaysRule: Rule = (context, at) => {
  if (lowAt(context, at + 1) !== "within" || !/(?:ed|id|nt|en)$/.test(lowAt(context, at))) return [];
  const length = lengthAt(context, at + 2);
  if (!length) return [];
  const isOf = ["of", "after", "from"].includes(lowAt(context, length.end));
  let origin = skipFillers(context, isOf ? length.end + 1 : length.end, 2);
  if (lowAt(context, origin) === "being") origin += 1;
  const origins = isOf ? momentsAt(context, origin) : [];
  return momentsAt(context, at).flatMap((to, rank) => {
    const said = origins.find((column) => column !== to && column.table === to.table);
    const from = said ?? momentBefore(to);
    if (!from) return [];
    return [
      stretchFragment(
        context,
        { start: at, end: said ? origin + 1 : length.end, rank },
        { from, to },
        bound("<=", length.days),
      ),
    ];
  });
};

const TAKES = words("took take takes taking needed waited");

/** "how many decisions took longer than 60 days": of what was named before the verb, or behind it */
export const tookLongerRule: Rule = (context, at) => {
  if (!TAKES.has(lowAt(context, at))) return [];
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at + 1);
  const length = cue && lengthAt(context, cue.end);
  if (!cue || !length) return [];
  const verb = lowAt(context, length.end) === "to" ? length.end + 1 : undefined;
  const said = verb === undefined ? context.tokens.slice(0, at).map(({ index }) => index) : [verb];
  const ends = [...new Set(said.flatMap((index) => momentsAt(context, index)))];
  return ends.slice(0, 2).flatMap((to, rank) => {
    const from = momentBefore(to);
    const end = verb === undefined ? length.end : verb + 1;
    return from
      ? [stretchFragment(context, { start: at, end, rank }, { from, to }, bound(cue.value, length.days))]
      : [];
  });
};
