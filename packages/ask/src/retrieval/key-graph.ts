import type { Catalog } from "@parlance/core";

/** Tables joined by keys, in both directions, by position in the catalog. */
export type KeyGraph = readonly (readonly number[])[];

export function keyGraph(catalog: Catalog): KeyGraph {
  const at = new Map(catalog.tables.map((table, i) => [table.name.toLowerCase(), i]));
  const edges = catalog.tables.map(() => new Set<number>());
  catalog.tables.forEach((table, from) => {
    for (const key of table.foreignKeys) {
      const to = at.get(key.refTable.toLowerCase());
      if (to === undefined || to === from) continue;
      edges[from]?.add(to);
      edges[to]?.add(from);
    }
  });
  return edges.map((set) => [...set]);
}

/** Tables within so many keys of one, itself at 0. */
export function tablesWithin(graph: KeyGraph, start: number, steps: number): ReadonlyMap<number, number> {
  const distance = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps; step += 1) {
    const next: number[] = [];
    for (const table of edge) {
      for (const other of graph[table] ?? []) {
        if (distance.has(other)) continue;
        distance.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return distance;
}
