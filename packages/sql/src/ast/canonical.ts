import type { Predicate } from "./predicate.ts";
import type { Query } from "./query.ts";

/**
 * One text for queries that differ only in ways that cannot change the answer: order of conditions, letter case of
 * names, headings. Two readings with equal text count as one.
 */
export const canonicalText = (query: Query): string => JSON.stringify(canonical(query));

function canonical(query: Query): unknown {
  return {
    s: query.select.map((item) => canonicalValue(item.expr)),
    d: query.isDistinct === true,
    w: query.where ? canonicalPredicate(query.where) : null,
    g: (query.groupBy ?? []).map((expr) => JSON.stringify(canonicalValue(expr))).sort(),
    h: query.having ? canonicalPredicate(query.having) : null,
    o: (query.order ?? []).map((item) => [canonicalValue(item.expr), item.direction]),
    l: query.limit ? canonicalValue(query.limit) : null,
    a: [...(query.anchors ?? [])].map((name) => name.toLowerCase()).sort(),
    j: (query.joinHints ?? []).map((hint) => hint.key.toLowerCase()).sort(),
    x: query.set ? [query.set.op, canonical(query.set.right)] : null,
    f: query.from ? canonical(query.from) : null,
  };
}

/** Queries over one question share their conditions; each is written once. */
const written = new WeakMap<Predicate, string>();

function canonicalPredicate(predicate: Predicate): string {
  const known = written.get(predicate);
  if (known !== undefined) return known;
  const text = predicateText(predicate);
  written.set(predicate, text);
  return text;
}

function predicateText(predicate: Predicate): string {
  if (predicate.kind === "and" || predicate.kind === "or") {
    return JSON.stringify([predicate.kind, predicate.items.map(canonicalPredicate).sort()]);
  }
  if (predicate.kind === "not") return JSON.stringify(["not", canonicalPredicate(predicate.item)]);
  return JSON.stringify(canonicalValue(predicate));
}

const NAME_FIELDS = new Set(["table", "column", "via", "of"]);

function canonicalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (value === null || typeof value !== "object") return value;
  if ("select" in value) return canonical(value as Query); // only Query has a select list
  return Object.keys(value)
    .sort()
    .map((key) => {
      const inner: unknown = Reflect.get(value, key);
      return [key, NAME_FIELDS.has(key) && typeof inner === "string" ? inner.toLowerCase() : canonicalValue(inner)];
    });
}
