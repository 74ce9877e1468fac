import type { ColumnMask, ColumnRule } from "@parlance/core";

/** Hiding shows least, then keeping nothing, then a hash, of which at least equal values are equal, then part of the value. */
const RANK = { hide: 0, nothing: 1, hash: 2, part: 3 } as const;

/** What is left of a value under both rules at once; never more than either leaves. */
export function stricter(a: ColumnRule, b: ColumnRule): ColumnRule {
  const [first, second] = rankOf(a) <= rankOf(b) ? [a, b] : [b, a];
  if (first.kind !== "mask" || second.kind !== "mask" || rankOf(first) !== rankOf(second)) return first;
  return { ...first, mask: narrower(first.mask, second.mask) };
}

function rankOf(rule: ColumnRule): number {
  if (rule.kind === "mask") return rule.mask.keep === "null" ? RANK.nothing : RANK.part;
  return RANK[rule.kind];
}

/** Two ends of a value have no part in common that could safely be shown. */
function narrower(a: ColumnMask, b: ColumnMask): ColumnMask {
  if (a.keep !== b.keep) return { keep: "null" };
  if ("characters" in a && "characters" in b) return a.characters <= b.characters ? a : b;
  return a;
}
