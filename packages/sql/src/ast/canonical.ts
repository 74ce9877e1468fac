import { BriefMemory } from "./brief-memory.ts";
import type { Predicate } from "./predicate.ts";
import type { Query } from "./query.ts";

/**
 * One text for queries that differ only in ways that cannot change the answer: order of conditions, letter case of
 * names, headings. Two readings with equal text count as one.
 */
export function canonicalText(query: Query): string {
  const { anchors, from, groupBy, having, joinHints, limit, order, select, set, where } = query;
  const shown = select.map((item) => valueText(item.expr)).join();
  const groups = groupBy ? sorted(groupBy.map(valueText)).join() : "";
  const ordered = order ? order.map((item) => `${valueText(item.expr)} ${item.direction}`).join() : "";
  const named = anchors ? namesText(anchors) : "";
  const hinted = joinHints ? namesText(joinHints.map((hint) => hint.key)) : "";
  const sets = set ? `${set.op} ${canonicalText(set.right)}` : "";
  const rows = `${where ? predicateText(where) : ""};${groups};${having ? predicateText(having) : ""}`;
  const cut = `${ordered};${limit ? valueText(limit) : ""};${named};${hinted};${sets};${from ? canonicalText(from) : ""}`;
  return `{${shown};${query.isDistinct === true ? "distinct" : ""};${rows};${cut}}`;
}

/** Most lists have one member or stand in order as they are. */
const sorted = (texts: string[]): string[] =>
  texts.some((text, i) => text < (texts[i - 1] ?? "")) ? texts.sort() : texts;

const namesText = (names: readonly string[]): string =>
  names.length === 0 ? "" : JSON.stringify(sorted(names.map((name) => name.toLowerCase())));

/** Queries over one question share their conditions and expressions; each is written once. */
const written = new BriefMemory<object, string>();

function predicateText(predicate: Predicate): string {
  if (predicate.kind !== "and" && predicate.kind !== "or" && predicate.kind !== "not") return valueText(predicate);
  const known = written.get(predicate);
  if (known !== undefined) return known;
  const items = predicate.kind === "not" ? [predicateText(predicate.item)] : sorted(predicate.items.map(predicateText));
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
  let text = "";
  for (const key of sorted(Object.keys(value))) {
    const inner: unknown = Reflect.get(value, key);
    const isName = NAME_FIELDS.has(key) && typeof inner === "string";
    text += `${text === "" ? "" : ","}${key}:${isName ? JSON.stringify(inner.toLowerCase()) : valueText(inner)}`;
  }
  return `{${text}}`;
}
