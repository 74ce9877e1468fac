import type { PreparedSource } from "@parlance/engine";
import { findMentions, tokenize } from "@parlance/engine/words";

/** Tables by the engine's own mentions: each span of the question goes to the tables it may name, shared among them. */
export function mentionRanking(question: string, source: PreparedSource): readonly number[] {
  const mentions = findMentions(question, tokenize(question), source);
  const scores = new Map<number, number>();
  const spread = (list: readonly { readonly table: number; readonly score: number }[]): void => {
    for (const { table, score } of list) {
      scores.set(table, (scores.get(table) ?? 0) + score / Math.sqrt(list.length));
    }
  };
  for (const list of mentions.tables) spread(list.map(({ table, score }) => ({ table: table.id, score })));
  for (const list of mentions.columns) spread(list.map(({ column, score }) => ({ table: column.table.id, score })));
  for (const list of mentions.values) spread(list.map(({ column, score }) => ({ table: column.table.id, score })));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([table]) => table);
}
