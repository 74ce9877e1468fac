import { compare, numberLiteral, type Predicate } from "@parlance/sql";
import type { DateMention } from "../../dates/find-dates.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import type { Evidence, Fragment } from "../piece.ts";
import { negationBefore } from "./filter-parts.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  fragment,
  type Rule,
  type RuleContext,
  skipFillers,
  tableScore,
} from "./rule-context.ts";

/** "in 2024", "since March", "born before 1980" */
export const dateRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of context.dates) {
    if (mention.start === at)
      found.push(
        ...dateColumns(context, at).map(({ column, score, isGuess }) =>
          dateFragment(context, at, mention, column, score, isGuess),
        ),
      );
    for (const named of columnsAt(context, at)) {
      const gap = skipFillers(context, named.end, 4);
      if (gap !== mention.start && named.end !== mention.start) continue;
      if (dateFit(named.column) > 0)
        found.push({
          ...dateFragment(context, at, mention, named.column, columnScore(context, named), false),
          evidence: [columnEvidence(named), dateEvidence(mention, named.column)],
        });
    }
  }
  return found;
};

function dateFit(column: ColumnModel): number {
  if (column.type === "date") return 1;
  if (column.role === "year") return 0.95;
  if (
    column.type === "text" &&
    // A time of day is on no date.
    column.source.type.kind !== "time" &&
    column.words.some((word) => ["date", "year", "time", "day", "dob", "birthday"].includes(word))
  )
    return 0.6;
  return 0;
}

/** Date columns that a stretch of time may be about: those of tables in focus first, named ones most. */
function dateColumns(context: RuleContext, at: number): { column: ColumnModel; score: number; isGuess: boolean }[] {
  const said = new Set<number>();
  for (let i = Math.max(0, at - 6); i < at; i += 1)
    for (const mention of columnsAt(context, i)) said.add(mention.column.id);
  const words = new Set(context.tokens.map((token) => token.stem));
  return context.schema.columns
    .filter(
      (column) => dateFit(column) > 0 && (column.table.source.kind !== "view" || context.schema.tables.length === 1),
    )
    .map((column) => {
      const verb = column.stems.some((word) => word !== "dat" && word !== "tim" && words.has(word)) ? 0.3 : 0;
      const focus = tableScore(context, column.table);
      const isOnly = column.table.columns.filter((other) => dateFit(other) > 0).length === 1 ? 0.1 : 0;
      return {
        column,
        score: 0.45 * dateFit(column) + 0.35 * focus + verb + isOnly + (said.has(column.id) ? 0.2 : 0),
        isGuess: verb === 0 && isOnly === 0,
      };
    })
    .sort((a, b) => b.score - a.score || a.column.id - b.column.id)
    .slice(0, 6);
}

const dateEvidence = (mention: DateMention, column: ColumnModel): Evidence => ({
  start: mention.start,
  end: mention.end,
  role: "date",
  meaning: `${column.name}: ${mention.meaning}`,
  score: 0.9,
});

function datePredicate(column: ColumnModel, mention: DateMention): Predicate {
  if (column.type === "date") {
    return {
      kind: "dateRange",
      left: column.expr,
      ...(mention.from === undefined ? {} : { from: mention.from }),
      ...(mention.to === undefined ? {} : { to: mention.to }),
    };
  }
  const yearOf = (iso: string): number => Number(iso.slice(0, 4));
  if (column.type === "number") {
    if (mention.year !== undefined) return compare(column.expr, mention.op ?? "=", numberLiteral(mention.year));
    const low = mention.from === undefined ? undefined : numberLiteral(yearOf(mention.from));
    const high =
      mention.to === undefined
        ? undefined
        : numberLiteral(yearOf(mention.to) - (mention.to.endsWith("-01-01") ? 1 : 0));
    if (low && high)
      return low.value === high.value
        ? compare(column.expr, "=", low)
        : { kind: "between", left: column.expr, low, high };
    return low ? compare(column.expr, ">=", low) : compare(column.expr, "<=", high ?? numberLiteral(0));
  }
  return mention.year !== undefined && mention.op === undefined
    ? { kind: "like", left: column.expr, match: "contains", text: String(mention.year) }
    : {
        kind: "dateRange",
        left: column.expr,
        ...(mention.from === undefined ? {} : { from: mention.from }),
        ...(mention.to === undefined ? {} : { to: mention.to }),
      };
}

/** "in march" of data that end years ago is the last march they hold, not one that they do not reach. */
function withinData(mention: DateMention, { profile, type }: ColumnModel): DateMention {
  const { from, to } = mention;
  const last = profile?.max?.slice(0, 10);
  const first = profile?.min?.slice(0, 10);
  if (!mention.isYearOpen || type !== "date" || from === undefined || to === undefined || !last || !first)
    return mention;
  if (from <= last || !/^\d{4}-\d\d-\d\d$/.test(last)) return mention;
  const years = Number(from.slice(0, 4)) - Number(last.slice(0, 4));
  const steps = [years, years + 1].map((by) => ({ from: yearsBefore(from, by), to: yearsBefore(to, by) }));
  const held = steps.find((step) => step.from <= last && step.to > first);
  return held ? { ...mention, ...held, meaning: `${held.from} to ${held.to}` } : mention;
}

const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

function dateFragment(
  context: RuleContext,
  start: number,
  said: DateMention,
  column: ColumnModel,
  score: number,
  isGuess: boolean,
): Fragment {
  const mention = withinData(said, column);
  const relative = mention.isRelative
    ? [
        `${context.tokens
          .slice(mention.start, mention.end)
          .map((token) => token.text)
          .join(" ")} means ${mention.meaning}`,
      ]
    : [];
  const guess = isGuess ? [`the time is taken of ${column.name}`] : [];
  return fragment(context, {
    start,
    end: mention.end,
    pieces: [
      { kind: "where", column, predicate: datePredicate(column, mention), isNegated: negationBefore(context, start) },
    ],
    evidence: [dateEvidence(mention, column)],
    quality: score,
    bonus: 0.6,
    rule: "date",
    assumptions: [...relative, ...guess],
  });
}
