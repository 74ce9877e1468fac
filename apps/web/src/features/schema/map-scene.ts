import { formatCompact } from "@parlance/ui";
import type { MapScene, MapTable } from "./draw-map.ts";
import { edgesOf, MAP_FROM, NODE_WIDTH, type TableFacts } from "./graph-of.ts";
import type { PlacedTable } from "./layout-tables.ts";

const noteOf = ({ kind, rowCount }: TableFacts): string =>
  kind === "view" ? "view" : rowCount === undefined ? "" : formatCompact(rowCount);

/** What the map draws of placed tables, reckoned once and not at every frame. */
export function mapScene(placed: readonly PlacedTable[]): MapScene {
  const edges = edgesOf(placed.map(({ table }) => table));
  const links = new Map<string, number>();
  for (const { from, to } of edges)
    for (const name of from === to ? [] : [from, to]) links.set(name, (links.get(name) ?? 0) + 1);
  const tables = placed.map(
    ({ table, x, y, height }): MapTable => ({
      name: table.name,
      note: noteOf(table),
      links: links.get(table.name) ?? 0,
      ...{ x, y, height, width: NODE_WIDTH },
    }),
  );
  return {
    tables,
    byName: new Map(tables.map((table) => [table.name, table])),
    byLinks: [...tables].sort((a, b) => b.links - a.links || a.name.localeCompare(b.name)),
    edges,
    isEveryEdgeDrawn: placed.length <= MAP_FROM,
  };
}

export interface TableLink {
  readonly table: string;
  readonly words: string;
}

/** In words what the lines at a table show. */
export function linksOf(tables: readonly TableFacts[], name: string): readonly TableLink[] {
  return edgesOf(tables).flatMap(({ from, to, label, isFound }): TableLink[] => {
    const how = `${label}${isFound ? ", found by its values" : ""}`;
    if (from === name) return [{ table: to, words: `by its ${how}` }];
    return to === name ? [{ table: from, words: `by their ${how}` }] : [];
  });
}
