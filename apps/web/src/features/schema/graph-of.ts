import type { components } from "@parlance/client";

export type TableFacts = components["schemas"]["TableFacts"];

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isFound: boolean;
}

/** The keys between tables; a key to a table that is not there is left out. */
export function edgesOf(tables: readonly TableFacts[]): GraphEdge[] {
  const names = new Set(tables.map(({ name }) => name));
  return tables.flatMap((table) =>
    table.foreignKeys
      .filter(({ refTable }) => names.has(refTable))
      .map((key) => ({
        id: `${table.name} ${key.columns.join()} ${key.refTable}`,
        from: table.name,
        to: key.refTable,
        label: key.columns.join(", "),
        isFound: key.origin === "inferred",
      })),
  );
}

/** Above this many tables a source is drawn as a map: boxes in a grid, and links of the chosen table only. */
export const MAP_FROM = 300;

/** Related tables one after the other: from the best connected one outwards, then from the best of the rest. */
export function inOrderOfKinship(tables: readonly TableFacts[]): TableFacts[] {
  const near = new Map(tables.map(({ name }) => [name, new Set<string>()]));
  for (const { from, to } of edgesOf(tables)) {
    near.get(from)?.add(to);
    near.get(to)?.add(from);
  }
  const links = (name: string): number => near.get(name)?.size ?? 0;
  const byName = new Map(tables.map((table) => [table.name, table]));
  const waiting = [...tables].sort((a, b) => links(b.name) - links(a.name) || a.name.localeCompare(b.name));
  const placed = new Set<string>();
  for (const { name } of waiting) {
    if (placed.has(name)) continue;
    placed.add(name);
    // A set is walked in the order in which it grows, so this loop goes outwards ring by ring.
    for (const at of placed) for (const next of near.get(at) ?? []) placed.add(next);
  }
  return [...placed].flatMap((name) => byName.get(name) ?? []);
}

/** A table and every table that a key joins it to. */
export function neighbourhood(tables: readonly TableFacts[], focus: string): Set<string> {
  const near = new Set([focus]);
  for (const { from, to } of edgesOf(tables)) {
    if (from === focus) near.add(to);
    if (to === focus) near.add(from);
  }
  return near;
}

const MAX_COLUMNS = 8;

/** The columns worth showing in a small box: keys first. */
export function shownColumns({ columns, primaryKey, foreignKeys }: TableFacts): { names: string[]; hidden: number } {
  const keys = new Set([...primaryKey, ...foreignKeys.flatMap((key) => key.columns)]);
  const sorted = [...columns.filter((name) => keys.has(name)), ...columns.filter((name) => !keys.has(name))];
  return { names: sorted.slice(0, MAX_COLUMNS), hidden: Math.max(0, sorted.length - MAX_COLUMNS) };
}

export const NODE_WIDTH = 208;
const HEAD_HEIGHT = 42;
const LINE_HEIGHT = 22;
const FOOT = 10;

export function nodeHeight(table: TableFacts, isCompact: boolean): number {
  if (isCompact) return HEAD_HEIGHT;
  const { names, hidden } = shownColumns(table);
  return HEAD_HEIGHT + (names.length + (hidden > 0 ? 1 : 0)) * LINE_HEIGHT + FOOT;
}

/** Best first: the name itself, its beginning, anything in it, then column names. */
export function searchTables(tables: readonly TableFacts[], text: string, limit: number): TableFacts[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const rank = (table: TableFacts): number => {
    const name = table.name.toLowerCase();
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    return table.columns.some((column) => column.toLowerCase().includes(wanted)) ? 3 : Number.POSITIVE_INFINITY;
  };
  return tables
    .map((table) => ({ table, rank: rank(table) }))
    .filter((one) => one.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || a.table.name.localeCompare(b.table.name))
    .slice(0, limit)
    .map(({ table }) => table);
}
