import { compare, type LiteralExpr, literal, type Predicate } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { daysOf, monthOf, type StoredPeriod, storedPeriodOf } from "../../schema/stored-periods.ts";
import type { Fragment } from "../piece.ts";
import { cueEvidence, fragment, lowAt, type Rule } from "./rule-context.ts";

const MOST_TABLES = 2;

interface Stored {
  readonly column: ColumnModel;
  readonly period: StoredPeriod;
}

const storedIn = (table: TableModel, kind: StoredPeriod["kind"]): Stored[] =>
  table.columns.flatMap((column) => {
    const period = storedPeriodOf(column);
    return period?.kind === kind ? [{ column, period }] : [];
  });

const hasDates = (table: TableModel): boolean => table.columns.some(({ type }) => type === "date");

const asLiteral = (value: string | number): LiteralExpr =>
  literal(value, typeof value === "number" ? "number" : "text");

function isAmong({ column, period }: Stored, places: readonly number[]): Predicate | undefined {
  const values = places.flatMap((place) => period.stored[place] ?? []).map(asLiteral);
  const [only, ...others] = values;
  if (!only) return undefined;
  return others.length === 0 ? compare(column.expr, "=", only) : { kind: "in", left: column.expr, values };
}

/** "on Mondays", "on weekends", "in March" where days and months are kept by name or number, and no dates. */
export const storedDayRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const days = daysOf(low);
  const month = days ? undefined : monthOf(low);
  if (!days && month === undefined) return [];
  const start = /^(?:on|in|during)$/.test(lowAt(context, at - 1)) ? at - 1 : at;
  return context.focus.slice(0, MOST_TABLES).flatMap((table) => {
    if (month !== undefined && hasDates(table)) return [];
    return storedIn(table, days ? "weekday" : "month").flatMap((stored): Fragment[] => {
      const predicate = isAmong(stored, days ?? [month ?? 0]);
      if (!predicate) return [];
      const { column, period } = stored;
      return [
        fragment(context, {
          start: at,
          end: at + 1,
          pieces: [{ kind: "where", column, predicate, isNegated: false }],
          evidence: [{ ...cueEvidence(start, at + 1, "value", `${column.name}`), start: at }],
          quality: 1.2,
          bonus: 1,
          rule: "value-exact",
          assumptions: period.isNumbered ? [numberingOf(stored, days, low)] : [],
        }),
      ];
    });
  });
};

const numberingOf = ({ column, period }: Stored, days: readonly number[] | undefined, word: string): string =>
  days
    ? `the week in ${column.name} is taken to begin with ${period.stored[0] === 0 ? "Sunday as 0" : "Monday as 1"}`
    : `"${word}" is taken by its number in ${column.name}`;

const KINDS: ReadonlyMap<string, StoredPeriod["kind"]> = new Map([
  ["weekday", "weekday"],
  ["day", "weekday"],
  ["month", "month"],
]);

/** "by weekday", "per day of the week", "each month" where a column keeps them and no date does. */
export const byStoredPeriodRule: Rule = (context, at) => {
  if (!/^(?:by|per|each|every)$/.test(lowAt(context, at))) return [];
  const kind = KINDS.get(lowAt(context, at + 1));
  const table = context.focus[0];
  if (!kind || !table || hasDates(table)) return [];
  const isOfWeek = /^(?:of the week|of week)/.test([2, 3, 4].map((i) => lowAt(context, at + i)).join(" "));
  const end = isOfWeek ? (lowAt(context, at + 3) === "the" ? at + 5 : at + 4) : at + 2;
  return storedIn(table, kind).map(({ column }) =>
    fragment(context, {
      start: at,
      end,
      pieces: [{ kind: "group", key: { kind: "column", column }, isStrong: true }],
      evidence: [cueEvidence(at, end, "group", `for each ${column.name}`)],
      quality: 1.1,
      bonus: 0.9,
      rule: "group-column",
    }),
  );
};
