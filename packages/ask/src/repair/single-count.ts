import type { Catalog, GuardPolicy, Remedy } from "@parlance/core";
import type { FactAggregate, FactTable, StatementFacts } from "@parlance/sql";
import { conditionTexts, nameOf, selectFrom, splice, textAt } from "../edit/rewrite-statement.ts";
import { cellText } from "../present/number-text.ts";
import type { StepContext } from "../step.ts";
import { readRow } from "../trust/count-rows.ts";
import { findMultiplied, type MultipliedFigure } from "../trust/find-multiplied.ts";
import { tableOf } from "../trust/resolve-column.ts";
import type { MultipliedTotal } from "../trust/trust-input.ts";

/** The total as the statement's joins make it, and with every row of its table counted once. */
export async function countOnce(
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly MultipliedTotal[] | null> {
  const { catalog } = context.needs.source;
  const { multiplied } = findMultiplied(facts, catalog);
  const totals: MultipliedTotal[] = [];
  for (const figure of multiplied) {
    const total = await totalOf(sql, facts, figure, policy, context);
    if (total !== null) totals.push(total);
  }
  return multiplied.length > 0 && totals.length === 0 ? null : totals;
}

async function totalOf(
  sql: string,
  facts: StatementFacts,
  { aggregate, table }: MultipliedFigure,
  policy: GuardPolicy,
  context: StepContext,
): Promise<MultipliedTotal | null> {
  const key = keyOf(table, facts, context.needs.source.catalog);
  if (key === null) return null;
  const figure = textAt(sql, aggregate);
  const conditions = conditionTexts(sql, facts);
  const arg = textAt(sql, aggregate.arg);
  const inner = selectFrom(sql.slice(facts.selectAt), shifted(facts), `DISTINCT ${key}, ${arg} AS once_value`, {
    conditions,
  });
  const before = sql.slice(0, facts.selectAt);
  const onceSql = `${before}SELECT ${aggregate.fn.toUpperCase()}(once_value) FROM (${inner}) once`;
  const whole = await readRow(selectFrom(sql, facts, figure, { conditions }), policy, context);
  const single = inner === null ? null : await readRow(onceSql, policy, context);
  const [multiplied, once] = [whole?.[0], single?.[0]];
  if (multiplied === undefined || once === undefined || multiplied === null || once === null) return null;
  const isSame = Math.abs(Number(multiplied) - Number(once)) <= 1e-9 * Math.abs(Number(multiplied));
  const told = (cell: typeof multiplied): string => cellText(cell, { isNumeric: true });
  return { figure, multiplied: told(multiplied), single: told(once), isSame };
}

/** The facts of the statement without what stands before SELECT. */
const shifted = (facts: StatementFacts): StatementFacts => {
  const by = facts.selectAt;
  const from = facts.from === null ? null : { start: facts.from.start - by, end: facts.from.end - by };
  return { ...facts, selectAt: 0, from };
};

/** The columns that tell the table's rows apart, as the statement would write them. */
function keyOf(table: FactTable, facts: StatementFacts, catalog: Catalog): string | null {
  const found = tableOf(table, facts, catalog);
  if (found === undefined || found.primaryKey.length === 0) return null;
  const columns = found.primaryKey.map((column) => nameOf(column, catalog.dialect));
  return columns
    .map((column, i) => `${nameOf(table.alias, catalog.dialect)}.${column} AS once_key_${i + 1}`)
    .join(", ");
}

/** The statement with each row of the multiplied table counted once; null where it is too involved to rewrite. */
export function countedOnce(
  sql: string,
  facts: StatementFacts,
  catalog: Catalog,
  totals: readonly MultipliedTotal[],
): Remedy | null {
  const wrong = totals.find((total) => !total.isSame);
  const { multiplied } = findMultiplied(facts, catalog);
  const [first] = multiplied;
  const isPlain = facts.withNames.length === 0 && !facts.isSet && !facts.isDistinct && !facts.hasHaving;
  const areAllMultiplied = facts.aggregates.every((aggregate) =>
    multiplied.some((figure) => figure.aggregate === aggregate && figure.table === first?.table),
  );
  const key = first === undefined ? null : keyOf(first.table, facts, catalog);
  if (wrong === undefined || !isPlain || !areAllMultiplied || key === null) return null;
  const groups = facts.groupBy.map((place) => textAt(sql, place));
  const isGrouped = facts.items.every((item) => item.isAggregate || groups.includes(textAt(sql, item.expr)));
  if (!isGrouped) return null;
  const inner = selectFrom(sql, facts, innerItems(sql, facts, key, groups), { conditions: conditionTexts(sql, facts) });
  if (inner === null) return null;
  const rewritten = outerText(sql, facts, groups, inner, catalog);
  return {
    id: "count-once",
    title: "Count every row once",
    why: `${wrong.figure} is ${wrong.single} when every row counts once; the join makes it ${wrong.multiplied}.`,
    sql: rewritten,
  };
}

function innerItems(sql: string, facts: StatementFacts, key: string, groups: readonly string[]): string {
  const figures = argumentsOf(sql, facts.aggregates).map((arg, i) => `${arg} AS once_value_${i + 1}`);
  return [`DISTINCT ${key}`, ...groups.map((group, i) => `${group} AS once_group_${i + 1}`), ...figures].join(", ");
}

const argumentsOf = (sql: string, aggregates: readonly FactAggregate[]): string[] => [
  ...new Set(aggregates.map((aggregate) => textAt(sql, aggregate.arg))),
];

/** The old statement over the inner one: figures and group keys take the inner one's names. */
function outerText(
  sql: string,
  facts: StatementFacts,
  groups: readonly string[],
  inner: string,
  { dialect }: Catalog,
): string {
  const args = argumentsOf(sql, facts.aggregates);
  const pieces = facts.aggregates.map((aggregate) => ({
    start: aggregate.start,
    end: aggregate.end,
    text: `${aggregate.fn.toUpperCase()}(once_value_${args.indexOf(textAt(sql, aggregate.arg)) + 1})`,
  }));
  const keys = facts.items
    .filter((item) => !item.isAggregate)
    .map((item) => {
      const text = textAt(sql, item.expr);
      const name = `once_group_${groups.indexOf(text) + 1}`;
      const alias = item.alias ?? /([\p{L}_][\p{L}\p{N}_]*)["`]?$/u.exec(text)?.[1] ?? name;
      return { start: item.start, end: item.end, text: `${name} AS ${nameOf(alias, dialect)}` };
    });
  const groupPlaces = facts.groupBy.map((place, i) => ({ ...place, text: `once_group_${i + 1}` }));
  const tail =
    facts.from === null
      ? []
      : [{ start: facts.from.start, end: facts.where?.end ?? facts.from.end, text: `(${inner}) once` }];
  const order = orderPieces(sql, facts, groups);
  return splice(sql, [...pieces, ...keys, ...groupPlaces, ...tail, ...order]);
}

function orderPieces(sql: string, { order }: StatementFacts, groups: readonly string[]) {
  if (order === null) return [];
  const text = textAt(sql, order);
  return groups.flatMap((group, i) => {
    const at = text.indexOf(group);
    return at === -1
      ? []
      : [{ start: order.start + at, end: order.start + at + group.length, text: `once_group_${i + 1}` }];
  });
}
