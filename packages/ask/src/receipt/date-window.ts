import type { FactColumn, FactCondition, StatementFacts } from "@parlance/sql";
import { sameColumn } from "@parlance/sql";

export interface DateWindowFact {
  readonly column: FactColumn;
  /** Inclusive; null when open. */
  readonly from: string | null;
  /** Exclusive; null when open. */
  readonly to: string | null;
  /** Which of the conditions it is made of. */
  readonly conditions: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** The stretch of time that the conditions leave, when they bound one column by dates. */
export function dateWindowOf(facts: StatementFacts): DateWindowFact | null {
  const dated = facts.conditions.flatMap((condition, index) => {
    const bounds = boundsOf(condition);
    return condition.column === null || bounds === null
      ? []
      : [{ ...bounds, condition, index, column: condition.column }];
  });
  const [first] = dated;
  if (first === undefined) return null;
  const own = dated.filter((item) => sameColumn(item.column, first.column));
  const last = own.at(-1) ?? first;
  return {
    column: first.column,
    from: latest(own.map((item) => item.from)),
    to: earliest(own.map((item) => item.to)),
    conditions: own.map((item) => item.index),
    start: first.condition.start,
    end: last.condition.end,
  };
}

interface Bounds {
  readonly from: string | null;
  readonly to: string | null;
}

function boundsOf({ operator, literals, isNegated }: FactCondition): Bounds | null {
  const [low, high] = literals;
  if (isNegated || low?.kind !== "date") return null;
  switch (operator) {
    case ">=":
      return { from: low.value, to: null };
    case ">":
      return { from: dayAfter(low.value), to: null };
    case "<":
      return { from: null, to: low.value };
    case "<=":
      return { from: null, to: dayAfter(low.value) };
    case "=":
      return { from: low.value, to: dayAfter(low.value) };
    case "between":
      return high?.kind === "date" ? { from: low.value, to: dayAfter(high.value) } : null;
    default:
      return null;
  }
}

/** The first day that is past; moments within a day stay as they are. */
export function dayAfter(date: string): string {
  if (date.length > 10) return date;
  const day = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? date : new Date(day.getTime() + 86_400_000).toISOString().slice(0, 10);
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .sort()
    .at(-1) ?? null;

const earliest = (dates: readonly (string | null)[]): string | null =>
  dates.filter((date) => date !== null).sort()[0] ?? null;
