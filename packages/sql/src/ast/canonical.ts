import type { Predicate } from "./predicate.ts";
import type { Query } from "./query.ts";

/**
 * One text for queries that differ only in ways that cannot change the answer: order of conditions, letter case of
 * names, headings. Two readings with equal text count as one.
 */
export function canonicalText(query: Query): string {
  const parts = [
    query.select.map((item) => valueText(item.expr)).join(),
    query.isDistinct === true ? "distinct" : "",
    query.where ? predicateText(query.where) : "",
    (query.groupBy ?? []).map(valueText).sort().join(),
    query.having ? predicateText(query.having) : "",
    (query.order ?? []).map((item) => `${valueText(item.expr)} ${item.direction}`).join(),
    query.limit ? valueText(query.limit) : "",
    namesText(query.anchors ?? []),
    query.joinHints ? namesText(query.joinHints.map((hint) => hint.key)) : "",
    query.set ? `${query.set.op} ${canonicalText(query.set.right)}` : "",
    query.from ? canonicalText(query.from) : "",
  ];
  return `{${parts.join(";")}}`;
}

const namesText = (names: readonly string[]): string =>
  names.length === 0 ? "" : JSON.stringify(names.map((name) => name.toLowerCase()).sort());

/** Queries over one question share their conditions and expressions; each is written once. */
const written = new WeakMap<object, string>();

function predicateText(predicate: Predicate): string {
  if (predicate.kind !== "and" && predicate.kind !== "or" && predicate.kind !== "not") return valueText(predicate);
  const known = written.get(predicate);
  if (known !== undefined) return known;
  const items = predicate.kind === "not" ? [predicateText(predicate.item)] : predicate.items.map(predicateText).sort();
  const text = `${predicate.kind}(${items.join()})`;
  written.set(predicate, text);
  return text;
}

const NAME_FIELDS = new Set(["table", "column", "via", "of"]);

function valueText(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "";
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = objectText(value);
  written.set(value, text);
  return text;
}

function objectText(value: object): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join()}]`;
  if ("select" in value) return canonicalText(value as Query); // only Query has a select list
  const fields = Object.keys(value)
    .sort()
    .map((key) => {
      const inner: unknown = Reflect.get(value, key);
      const isName = NAME_FIELDS.has(key) && typeof inner === "string";
      return `${key}:${isName ? JSON.stringify(inner.toLowerCase()) : valueText(inner)}`;
    });
  return `{${fields.join()}}`;
}
