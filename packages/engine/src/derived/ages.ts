import { arithmetic, column, type Expr, type LiteralExpr, numberLiteral } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";

/** Stands for the day on which the question is asked, until a query is written out. */
export const TODAY: LiteralExpr = { kind: "literal", type: "date", value: "today" };

export const isToday = (value: object): boolean =>
  "value" in value && "type" in value && value.value === TODAY.value && value.type === TODAY.type;

const BIRTH = new Set("birth born birthday birthdate dob bdate".split(" "));
/** The days from birth to today are told in years by it. */
export const DAYS_A_YEAR = 365.25;

const isBirth = ({ type, words }: ColumnModel): boolean => type === "date" && words.some((word) => BIRTH.has(word));

/** When each was born, in a table that keeps no ages. */
export function birthOf(table: TableModel): ColumnModel | undefined {
  if (table.columns.some(({ words }) => words.includes("age"))) return undefined;
  const [birth, ...more] = table.columns.filter(isBirth);
  return more.length === 0 ? birth : undefined;
}

/** In years, as of today. */
export const ageSince = (birth: ColumnModel): Expr =>
  arithmetic(arithmetic(TODAY, "-", column(birth.table.name, birth.name)), "/", numberLiteral(DAYS_A_YEAR));
