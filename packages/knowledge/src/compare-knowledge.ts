import type { KnowledgeBody } from "@parlance/core";
import { keyOf } from "./key-of.ts";

/** What one set of entries makes of another. */
export type KnowledgeChange =
  | { readonly change: "added"; readonly after: KnowledgeBody }
  | { readonly change: "changed"; readonly id: string; readonly before: KnowledgeBody; readonly after: KnowledgeBody }
  | { readonly change: "removed"; readonly id: string; readonly before: KnowledgeBody };

/** The changes that turn what is in force into what is wanted; entries that say the same are left alone. */
export function compareKnowledge(
  inForce: readonly { readonly id: string; readonly body: KnowledgeBody }[],
  wanted: readonly KnowledgeBody[],
): KnowledgeChange[] {
  const left = new Map(inForce.map((entry) => [keyOf(entry.body), entry]));
  const changes: KnowledgeChange[] = [];
  for (const body of wanted) {
    const key = keyOf(body);
    const before = left.get(key);
    left.delete(key);
    if (before === undefined) changes.push({ change: "added", after: body });
    else if (!isSame(before.body, body))
      changes.push({ change: "changed", id: before.id, before: before.body, after: body });
  }
  for (const { id, body } of left.values()) changes.push({ change: "removed", id, before: body });
  return changes;
}

export const isSame = (a: KnowledgeBody, b: KnowledgeBody): boolean => canonical(a) === canonical(b);

/** The same text for the same content, whatever the order of its fields; an empty list says nothing. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, one]) => !(Array.isArray(one) && one.length === 0))
            .sort(([x], [y]) => (x < y ? -1 : 1)),
        )
      : inner,
  );
