import type { DroppedNulls, GuardPolicy, Receipt, ReceiptJoin } from "@parlance/core";
import type { StatementFacts } from "@parlance/sql";
import { conditionTexts, selectFrom, textAt } from "../edit/rewrite-statement.ts";
import type { StepContext } from "../step.ts";
import { readCount, readRow } from "../trust/count-rows.ts";

const MAX_JOINS = 5;
/** Beyond this, counting is not cheap any more. */
const MAX_ROWS = 20_000_000;

/** The receipt with what only counting can tell: rows before and after each join, and values that are missing. */
export async function countBehind(
  receipt: Receipt,
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<Receipt> {
  const { tables } = context.needs.source.catalog;
  const isLarge = tables.some((table) => (table.rowCount ?? 0) > MAX_ROWS && receipt.tables.includes(table.name));
  if (isLarge || facts.isSet || facts.from === null) return receipt;
  const [joins, byFigure, byCondition] = await Promise.all([
    countJoins(receipt.joins, sql, facts, policy, context),
    nullsOf("figure", figuresOf(sql, facts), conditionTexts(sql, facts), sql, facts, policy, context),
    nullsOf("condition", comparedOf(sql, facts), [], sql, facts, policy, context),
  ]);
  return {
    ...receipt,
    joins,
    droppedNulls: byFigure === null || byCondition === null ? null : [...byFigure, ...byCondition],
  };
}

async function countJoins(
  joins: readonly ReceiptJoin[],
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly ReceiptJoin[]> {
  const [base] = facts.tables;
  if (base === undefined || joins.length === 0 || joins.length > MAX_JOINS) return joins;
  const ends = [base.end, ...facts.joins.map((join) => join.end)];
  const counts = await Promise.all(
    ends.map((fromEnd) => readCount(selectFrom(sql, facts, "COUNT(*)", { fromEnd, conditions: [] }), policy, context)),
  );
  return joins.map((join, i) => {
    const [rowsIn, rowsOut] = [counts[i], counts[i + 1]];
    return typeof rowsIn === "number" && typeof rowsOut === "number" ? { ...join, rowsIn, rowsOut } : join;
  });
}

/** What each figure works out; distinct counts and extremes leave missing values out as everyone expects. */
const figuresOf = (sql: string, facts: StatementFacts): string[] => [
  ...new Set(
    facts.aggregates
      .filter((aggregate) => aggregate.columns.length > 0 && !aggregate.isDistinct)
      .map((aggregate) => textAt(sql, aggregate.arg)),
  ),
];

const comparedOf = (sql: string, facts: StatementFacts): string[] => [
  ...new Set(
    facts.conditions.flatMap(({ column, operator }) =>
      column === null || operator === null || operator === "null" ? [] : [textAt(sql, column)],
    ),
  ),
];

async function nullsOf(
  by: DroppedNulls["by"],
  exprs: readonly string[],
  conditions: readonly string[],
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<DroppedNulls[] | null> {
  if (exprs.length === 0) return [];
  const select = ["COUNT(*) AS n0", ...exprs.map((expr, i) => `COUNT(${expr}) AS n${i + 1}`)].join(", ");
  const row = await readRow(selectFrom(sql, facts, select, { conditions }), policy, context);
  if (row === null) return null;
  const all = Number(row[0] ?? 0);
  return exprs
    .map((of, i) => ({ by, of, rows: all - Number(row[i + 1] ?? all) }))
    .filter((dropped) => dropped.rows > 0);
}
