import { allOf, conjunctsOf, type Expr, type Predicate, type Query } from "@parlance/sql";

type Unit = "year" | "quarter" | "month" | "week" | "day";

export interface Shift {
  readonly unit: Unit;
  readonly by: 1 | -1;
}

const UNIT = "(?<unit>year|quarter|month|week|day)";
const SHIFTS: readonly (readonly [RegExp, 1 | -1])[] = [
  [new RegExp(`^(?:in |for )?(?:the |a |one )?${UNIT} (?:before|earlier|prior)(?: that)?$`), -1],
  [new RegExp(`^(?:in |for )?the (?:previous|preceding|prior) ${UNIT}$`), -1],
  [
    /^(?:in |for )?the same (?:period|time|months?|quarters?|weeks?|days?) (?:of )?(?:the |a )?(?:last |previous )?(?<unit>year)(?: before| earlier)?$/,
    -1,
  ],
  [new RegExp(`^(?:in |for )?(?:the |a |one )?${UNIT} (?:after|later)(?: that)?$`), 1],
  [new RegExp(`^(?:in |for )?the (?:following|next) ${UNIT}$`), 1],
];

/** "the year before", "a month later": told from the period of the question before, not from today. */
export function readShift(words: string): Shift | undefined {
  for (const [pattern, by] of SHIFTS) {
    const unit = pattern.exec(words)?.groups?.["unit"];
    // The pattern names these units and no others.
    if (unit !== undefined) return { unit: unit as Unit, by };
  }
  return undefined;
}

/** The query about the period before or after; undefined where it is about none. */
export function shiftPeriod(query: Query, shift: Shift): Query | undefined {
  const conditions = conjunctsOf(query.where);
  const shifted = conditions.map((condition) => shiftCondition(condition, shift));
  if (shifted.every((condition) => condition === undefined)) return undefined;
  const where = allOf(conditions.map((condition, i) => shifted[i] ?? condition));
  return where === undefined ? undefined : { ...query, where };
}

function shiftCondition(condition: Predicate, shift: Shift): Predicate | undefined {
  if (condition.kind === "dateRange") {
    const { from, to } = condition;
    return from === undefined || to === undefined
      ? undefined
      : { ...condition, from: shiftDay(from, shift), to: shiftDay(to, shift) };
  }
  if (condition.kind !== "compare" || condition.op !== "=" || shift.unit !== "year") return undefined;
  const { right } = condition;
  if (right.kind !== "literal" || typeof right.value !== "number" || !isYear(condition.left)) return undefined;
  return { ...condition, right: { ...right, value: right.value + shift.by } };
}

const isYear = (expr: Expr): boolean =>
  (expr.kind === "datePart" && expr.part === "year") || (expr.kind === "column" && /year/i.test(expr.column));

const MONTHS: Readonly<Partial<Record<Unit, number>>> = { year: 12, quarter: 3, month: 1 };
const DAY_MS = 86_400_000;

function shiftDay(text: string, { unit, by }: Shift): string {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const months = MONTHS[unit];
  if (months === undefined) day.setTime(day.getTime() + by * (unit === "week" ? 7 : 1) * DAY_MS);
  else day.setTime(inMonths(day, by * months));
  return day.toISOString().slice(0, 10) + text.slice(10);
}

/** The same day of another month, or that month's last day where it has fewer. */
function inMonths(day: Date, months: number): number {
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, Math.min(day.getUTCDate(), last));
}
