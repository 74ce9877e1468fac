import { type Column, type Frame, type GuardPolicy, type Insight, isNumeric } from "@parlance/core";
import type { StatementFacts } from "@parlance/sql";
import { conditionTexts, nameOf, selectFrom, textAt } from "../edit/rewrite-statement.ts";
import type { StepContext } from "../step.ts";
import { readFrame } from "../trust/read-frame.ts";
import { resolveColumn, tableOf } from "../trust/resolve-column.ts";
import { findReversal, type ReversalCell } from "./find-reversal.ts";

const MAX_GROUPS = 6;
const MAX_STRATA = 6;
const MAX_TRIED = 2;
/** A second grouped query over more than this is not cheap. */
const MAX_TABLE_ROWS = 2_000_000;

/** For averages by one key: whether a third column turns the comparison round. Asks the source one grouped query for each. */
export async function findReversalFor(
  sql: string,
  facts: StatementFacts,
  page: Frame,
  policy: GuardPolicy,
  context: StepContext,
): Promise<Insight | null> {
  const { catalog } = context.needs.source;
  const [average, ...others] = facts.aggregates;
  const [key, ...moreKeys] = facts.groupBy;
  const isFitting =
    average?.fn === "avg" && !average.isDistinct && others.length === 0 && moreKeys.length === 0 && !facts.hasHaving;
  if (!isFitting || key === undefined || facts.limit !== null || page.rowCount < 2 || page.rowCount > MAX_GROUPS)
    return null;
  const column = average.columns[0] === undefined ? null : resolveColumn(average.columns[0], facts, catalog);
  const owner = facts.tables.find((table) => column !== null && tableOf(table, facts, catalog) === column.table);
  if (column === null || owner === undefined || (column.table.rowCount ?? Number.POSITIVE_INFINITY) > MAX_TABLE_ROWS)
    return null;
  const keyText = textAt(sql, key);
  const strata = column.table.columns.filter((candidate) => isStratum(candidate, keyText));
  for (const stratum of strata.slice(0, MAX_TRIED)) {
    const arg = textAt(sql, average.arg);
    const within = `${nameOf(owner.alias, catalog.dialect)}.${nameOf(stratum.name, catalog.dialect)}`;
    const select = `${keyText} AS g, ${within} AS s, COUNT(${arg}) AS n, AVG(${arg}) AS m, AVG(1.0 * (${arg}) * (${arg})) AS q`;
    const statement = selectFrom(sql, facts, select, { conditions: conditionTexts(sql, facts) });
    const frame =
      statement === null
        ? null
        : await readFrame(`${statement} GROUP BY ${keyText}, ${within}`, MAX_GROUPS * MAX_STRATA + 1, policy, context);
    if (frame === null || frame.rowCount > MAX_GROUPS * MAX_STRATA) continue;
    const names = { measure: `average ${column.column.name}`, by: keyText, within: stratum.name };
    const insight = findReversal(cellsOf(frame), names);
    if (insight !== null) return insight;
  }
  return null;
}

function isStratum({ name, type, profile }: Column, keyText: string): boolean {
  if (profile === undefined || keyText.toLowerCase().includes(name.toLowerCase())) return false;
  const isCategory = type.kind === "text" || type.kind === "boolean" || (isNumeric(type) && profile.distinct <= 3);
  return isCategory && profile.distinct >= 2 && profile.distinct <= MAX_STRATA;
}

function cellsOf({ data, rowCount }: Frame): ReversalCell[] {
  const at = (column: number, row: number) => data[column]?.[row] ?? null;
  return Array.from({ length: rowCount }, (_, row) => {
    const mean = Number(at(3, row));
    return {
      group: String(at(0, row)),
      stratum: String(at(1, row)),
      count: Number(at(2, row)),
      mean,
      variance: Math.max(0, Number(at(4, row)) - mean * mean),
    };
  });
}
