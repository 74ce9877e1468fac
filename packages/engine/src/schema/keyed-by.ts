import type { ColumnModel } from "./schema-model.ts";

const KEY_WORDS = new Set("id no number num code key".split(" "));

/** "members" for a table called gym whose key is the member_id: what tells its rows apart says what they are. */
export function keyedBy(key: Pick<ColumnModel, "words" | "refTable"> | undefined): readonly string[] {
  if (!key || key.refTable !== undefined || !KEY_WORDS.has(key.words.at(-1) ?? "")) return [];
  return key.words.slice(0, -1);
}
