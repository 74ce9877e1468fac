import type { Catalog } from "@parlance/core";
import type { FactAggregate, FactJoin, FactTable, StatementFacts } from "@parlance/sql";
import { resolveColumn, tableOf } from "./resolve-column.ts";
import { isUniqueBy } from "./unique-columns.ts";

/** A figure over rows that a join may have repeated. */
export interface MultipliedFigure {
  readonly aggregate: FactAggregate;
  /** The table whose rows are repeated. */
  readonly table: FactTable;
  /** The table of which one row may meet several. */
  readonly by: FactTable;
}

interface Edge {
  readonly one: FactTable;
  readonly other: FactTable;
  /** A row of `one` may meet several of `other`; null where the keys do not tell. */
  readonly toOther: boolean | null;
  readonly toOne: boolean | null;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether a row of the tables before may meet several of the joined one; null where the keys do not tell. */
export function mayMultiply(join: FactJoin, facts: StatementFacts, catalog: Catalog): boolean | null {
  const columns = join.on.flatMap(({ left, right }) =>
    [left, right].filter((column) => column.qualifier !== null && same(column.qualifier, join.table.alias)),
  );
  if (columns.length === 0) return join.kind === "cross" ? true : null;
  const table = tableOf(join.table, facts, catalog);
  if (table === undefined) return null;
  const isUnique = isUniqueBy(
    table,
    columns.map((column) => column.name),
    catalog,
  );
  return isUnique === null ? null : !isUnique;
}

export interface FanOut {
  readonly multiplied: readonly MultipliedFigure[];
  /** True where keys or tables are not known well enough to say. */
  readonly isUnsure: boolean;
}

/** Figures that a one-to-many join may have counted more than once. Extremes and distinct counts cannot be. */
export function findMultiplied(facts: StatementFacts, catalog: Catalog): FanOut {
  if (facts.joins.length === 0) return { multiplied: [], isUnsure: false };
  const edges = edgesOf(facts, catalog);
  const figures = facts.aggregates.filter(isSensitive);
  const multiplied: MultipliedFigure[] = [];
  let isUnsure = false;
  for (const aggregate of figures) {
    const owners = ownersOf(aggregate, facts, catalog);
    const [table, ...others] = owners;
    if (table === undefined) {
      // COUNT(*) counts the joined rows, as its reader expects.
      if (aggregate.columns.length > 0) isUnsure = true;
      continue;
    }
    // A figure over columns of several tables is worked out per joined row: that is what it is for.
    if (others.length > 0) continue;
    const found = firstMultiplier(table, edges);
    if (found === "unsure") isUnsure = true;
    else if (found !== null) multiplied.push({ aggregate, table, by: found });
  }
  return { multiplied, isUnsure };
}

const isSensitive = (aggregate: FactAggregate): boolean =>
  !aggregate.isDistinct && (aggregate.fn === "sum" || aggregate.fn === "avg" || aggregate.fn === "count");

function edgesOf(facts: StatementFacts, catalog: Catalog): Edge[] {
  const aliased = (alias: string | null): FactTable | undefined =>
    facts.tables.find((table) => alias !== null && same(table.alias, alias));
  return facts.joins.flatMap((join) => {
    const other = join.on
      .flatMap(({ left, right }) => [left, right])
      .map((column) => aliased(column.qualifier))
      .find((table) => table !== undefined && table !== join.table);
    if (other === undefined) {
      const [base] = facts.tables;
      return base === undefined
        ? []
        : [{ one: base, other: join.table, toOther: join.kind === "cross" ? true : null, toOne: null }];
    }
    const columns = join.on.flatMap(({ left, right }) => [left, right]);
    const toOne = manySide(other, columns, facts, catalog);
    return [{ one: other, other: join.table, toOther: mayMultiply(join, facts, catalog), toOne }];
  });
}

function manySide(
  side: FactTable,
  columns: readonly { readonly qualifier: string | null; readonly name: string }[],
  facts: StatementFacts,
  catalog: Catalog,
): boolean | null {
  const table = tableOf(side, facts, catalog);
  const own = columns.filter((column) => column.qualifier !== null && same(column.qualifier, side.alias));
  if (table === undefined || own.length === 0) return null;
  const isUnique = isUniqueBy(
    table,
    own.map((column) => column.name),
    catalog,
  );
  return isUnique === null ? null : !isUnique;
}

function ownersOf(aggregate: FactAggregate, facts: StatementFacts, catalog: Catalog): FactTable[] {
  const owners = new Set<FactTable>();
  for (const column of aggregate.columns) {
    const byName = facts.tables.find((table) => column.qualifier !== null && same(table.alias, column.qualifier));
    const resolved = resolveColumn(column, facts, catalog);
    const owner =
      byName ?? facts.tables.find((table) => resolved !== null && tableOf(table, facts, catalog) === resolved.table);
    if (owner !== undefined) owners.add(owner);
  }
  return [...owners];
}

/** Walks the joins away from a table: the first step at which one row meets several. */
function firstMultiplier(from: FactTable, edges: readonly Edge[]): FactTable | "unsure" | null {
  const seen = new Set([from]);
  const open = [from];
  let isUnsure = false;
  for (let table = open.shift(); table !== undefined; table = open.shift()) {
    for (const edge of edges) {
      const next = edge.one === table ? edge.other : edge.other === table ? edge.one : undefined;
      if (next === undefined || seen.has(next)) continue;
      const many = edge.one === table ? edge.toOther : edge.toOne;
      if (many === true) return next;
      if (many === null) isUnsure = true;
      seen.add(next);
      open.push(next);
    }
  }
  return isUnsure ? "unsure" : null;
}
