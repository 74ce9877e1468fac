import type { Mentions } from "@parlance/engine/words";
import type { TablePlaces } from "./table-places.ts";

/** Tables by the engine's own mentions, best first: each word's worth is shared among the places it may mean. */
export function mentionRanking(mentions: Mentions, places: TablePlaces): readonly number[] {
  const scores = new Map<number, number>();
  const share = (list: readonly { readonly table: string; readonly score: number }[]): void => {
    for (const { table, score } of list) {
      const place = places.find(table);
      if (place) scores.set(place.table, (scores.get(place.table) ?? 0) + score / Math.sqrt(list.length));
    }
  };
  for (const list of mentions.tables) share(list.map(({ table, score }) => ({ table: table.name, score })));
  for (const list of [...mentions.columns, ...mentions.values]) {
    share(list.map(({ column, score }) => ({ table: column.table.name, score })));
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([table]) => table);
}
