import { isKeyword, placeOf, splitAt } from "./clauses.ts";
import type { FactToken } from "./fact-tokens.ts";
import { columnsIn } from "./read-column.ts";
import type { FactAggregate, FactItem, FactPlace } from "./statement-facts.ts";

const FUNCTIONS: Readonly<Record<string, FactAggregate["fn"]>> = {
  COUNT: "count",
  SUM: "sum",
  AVG: "avg",
  MIN: "min",
  MAX: "max",
  MEDIAN: "median",
};

/** The aggregates of a clause. What runs over a window is none: it leaves the rows as they are. */
export function readAggregates(tokens: readonly FactToken[], clause: FactAggregate["clause"]): FactAggregate[] {
  const found: FactAggregate[] = [];
  let selectDepth = Number.POSITIVE_INFINITY;
  tokens.forEach((token, at) => {
    if (token.depth < selectDepth) selectDepth = Number.POSITIVE_INFINITY;
    if (isKeyword(token, "SELECT")) selectDepth = Math.min(selectDepth, token.depth);
    const fn = token.kind === "word" ? FUNCTIONS[token.value] : undefined;
    if (fn === undefined || selectDepth !== Number.POSITIVE_INFINITY || tokens[at + 1]?.value !== "(") return;
    const close = closingOf(tokens, at + 1);
    if (isKeyword(tokens[close + 1], "OVER")) return;
    const inside = tokens.slice(at + 2, close);
    const isDistinct = isKeyword(inside[0], "DISTINCT");
    const arg = isDistinct ? inside.slice(1) : inside;
    const end = tokens[close]?.end ?? token.end;
    found.push({ fn, isDistinct, arg: placeOf(arg), columns: columnsIn(arg), clause, start: token.start, end });
  });
  return found;
}

function closingOf(tokens: readonly FactToken[], open: number): number {
  const depth = tokens[open]?.depth ?? 0;
  const close = tokens.findIndex((token, at) => at > open && token.value === ")" && token.depth === depth);
  return close === -1 ? tokens.length - 1 : close;
}

const splitList = (tokens: readonly FactToken[]): FactToken[][] => {
  const base = tokens[0]?.depth ?? 0;
  return splitAt(tokens, (token) => token.depth === base && token.value === ",");
};

export function readItems(tokens: readonly FactToken[]): FactItem[] {
  const list = isKeyword(tokens[0], "DISTINCT") ? tokens.slice(1) : tokens;
  return splitList(list).map((part) => {
    const named = aliasAt(part);
    const expr = named === null ? part : part.slice(0, named.exprEnd);
    const isAggregate = readAggregates(expr, "select").length > 0;
    return { ...placeOf(part), expr: placeOf(expr), alias: named?.alias ?? null, isAggregate };
  });
}

function aliasAt(part: readonly FactToken[]): { readonly alias: string; readonly exprEnd: number } | null {
  const last = part.at(-1);
  const before = part.at(-2);
  if (last === undefined || before === undefined || (last.kind !== "word" && last.kind !== "name")) return null;
  if (isKeyword(before, "AS")) return { alias: last.text, exprEnd: part.length - 2 };
  const endsExpr = before.value === ")" || before.kind === "name" || before.kind === "word" || before.kind === "number";
  return endsExpr && !isKeyword(last, "END") ? { alias: last.text, exprEnd: part.length - 1 } : null;
}

export const readList = (tokens: readonly FactToken[]): FactPlace[] => splitList(tokens).map(placeOf);
