import type { Expr, Query } from "@parlance/sql";

/**
 * A figure over figures, told as one query: what the outer one calls "figure" is what the inner one works out, and
 * `each` is what the inner ones are made for beside the outer groups.
 */
export function withoutInner(query: Query): { readonly query: Query; readonly each: readonly Expr[] } {
  const inner = query.from;
  if (!inner) return { query, each: [] };
  const made = new Map(
    inner.select.flatMap(({ alias, expr }) => (alias === undefined ? [] : [[alias, expr] as const])),
  );
  const told = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(told);
    if (value === null || typeof value !== "object") return value;
    const expr = isOutput(value) ? made.get(value.name) : undefined;
    return expr ?? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, told(part)]));
  };
  const { from: _, ...outer } = query;
  const written = told(outer) as Query; // the same shape, names apart
  const shown = JSON.stringify(written.groupBy ?? []);
  const each = (inner.groupBy ?? []).filter((expr) => !shown.includes(JSON.stringify(expr)));
  const where = written.where ?? inner.where;
  const having = written.having ?? inner.having;
  return { query: { ...written, ...(where ? { where } : {}), ...(having ? { having } : {}) }, each };
}

const isOutput = (value: object): value is Extract<Expr, { kind: "output" }> =>
  "kind" in value && value.kind === "output" && "name" in value;
