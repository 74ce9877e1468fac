import type { Catalog, Column, RetrievedContext, Table } from "@parlance/core";
import { countTokens } from "./token-count.ts";

/** A table with those of its columns that are worth their place, in the table's own order. */
export interface FittedTable {
  readonly table: Table;
  readonly columns: readonly Column[];
}

/** What telling of a table or column costs in tokens; whoever renders them knows best. */
export interface SchemaCosts {
  table(table: Table): number;
  column(column: Column, table: Table): number;
}

/** A line a table and "name type" a column, with comments: the least that can be said. */
export const PLAIN_COSTS: SchemaCosts = {
  table: (table) => 6 + countTokens(table.name) + countTokens(table.comment ?? ""),
  column: (column) => 2 + countTokens(column.name) + countTokens(column.comment ?? ""),
};

interface Round {
  /** How many of the best tables take part. */
  readonly tables: number;
  /** Columns each may have by then, keys aside. */
  readonly columns: number;
}

/** Width before depth: a table too few cannot be made up for, the fortieth column of a table seldom matters. */
const ROUNDS: readonly Round[] = [
  { tables: 3, columns: 12 },
  { tables: 12, columns: 8 },
  { tables: 3, columns: 30 },
  { tables: 24, columns: 8 },
  { tables: 12, columns: 24 },
  { tables: Number.POSITIVE_INFINITY, columns: 12 },
  { tables: Number.POSITIVE_INFINITY, columns: Number.POSITIVE_INFINITY },
];

/**
 * The tables and columns that fit a budget of tokens, best first as they were retrieved. A table never comes without
 * its primary key and the columns that join it to the others that were chosen.
 */
export function fitSchema(
  catalog: Catalog,
  retrieved: Pick<RetrievedContext, "tables">,
  budgetTokens: number,
  costs: SchemaCosts = PLAIN_COSTS,
): readonly FittedTable[] {
  const byName = new Map(catalog.tables.map((table) => [table.name.toLowerCase(), table]));
  const ranked = retrieved.tables.flatMap(({ table: name, columns }) => {
    const table = byName.get(name.toLowerCase());
    return table === undefined ? [] : [{ table, columns }];
  });
  const fitting = new Fitting(budgetTokens, costs);
  for (const round of ROUNDS) {
    for (const { table, columns } of ranked.slice(0, round.tables)) fitting.add(table, columns, round.columns);
  }
  return fitting.result();
}

interface Chosen {
  readonly table: Table;
  readonly columns: Set<string>;
  /** Columns that are no keys. */
  plain: number;
}

class Fitting {
  readonly #costs: SchemaCosts;
  readonly #chosen = new Map<string, Chosen>();
  #left: number;

  constructor(budget: number, costs: SchemaCosts) {
    this.#left = budget;
    this.#costs = costs;
  }

  add(table: Table, columns: readonly string[], most: number): void {
    const chosen = this.#chosen.get(table.name) ?? this.#open(table);
    if (chosen === undefined) return;
    for (const name of columns) {
      if (chosen.plain >= most) return;
      const column = findColumn(table, name);
      if (column === undefined || chosen.columns.has(column.name)) continue;
      const cost = this.#costs.column(column, table);
      if (cost > this.#left) return;
      this.#left -= cost;
      chosen.columns.add(column.name);
      chosen.plain += 1;
    }
  }

  result(): readonly FittedTable[] {
    return [...this.#chosen.values()].map(({ table, columns }) => ({
      table,
      columns: table.columns.filter((column) => columns.has(column.name)),
    }));
  }

  /** Takes a table in with its keys, and the far ends of its joins; undefined where that does not fit. */
  #open(table: Table): Chosen | undefined {
    const own = new Set<string>(table.primaryKey.flatMap((name) => findColumn(table, name)?.name ?? []));
    const far: { readonly chosen: Chosen; readonly column: Column }[] = [];
    for (const other of this.#chosen.values()) {
      for (const name of keyColumns(table, other.table)) own.add(name);
      for (const name of keyColumns(other.table, table)) {
        const column = findColumn(other.table, name);
        if (column && !other.columns.has(column.name)) far.push({ chosen: other, column });
      }
    }
    const ownCost = [...own].reduce((sum, name) => {
      const column = findColumn(table, name);
      return column ? sum + this.#costs.column(column, table) : sum;
    }, this.#costs.table(table));
    const farCost = far.reduce((sum, end) => sum + this.#costs.column(end.column, end.chosen.table), 0);
    if (ownCost + farCost > this.#left) return undefined;
    this.#left -= ownCost + farCost;
    for (const end of far) end.chosen.columns.add(end.column.name);
    const chosen: Chosen = { table, columns: own, plain: 0 };
    this.#chosen.set(table.name, chosen);
    return chosen;
  }
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const findColumn = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => isSame(column.name, name));

/** Columns of one table in keys between the two, whichever way they point. */
function keyColumns(table: Table, other: Table): readonly string[] {
  const out = table.foreignKeys.filter((key) => isSame(key.refTable, other.name)).flatMap((key) => key.columns);
  const back = other.foreignKeys.filter((key) => isSame(key.refTable, table.name)).flatMap((key) => key.refColumns);
  return [...new Set([...out, ...back])].flatMap((name) => findColumn(table, name)?.name ?? []);
}
