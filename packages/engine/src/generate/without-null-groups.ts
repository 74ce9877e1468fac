import { allOf, type Predicate, type Query } from "@parlance/sql";
import type { SchemaModel } from "../schema/schema-model.ts";
import { columnOf } from "../sense/columns.ts";

/** "top 5 directors by number of films": the films of nobody known are no director's. */
export function withoutNullGroups(query: Query, schema: SchemaModel): Query {
  if (!query.groupBy || !query.order || !query.limit || query.limit.per || query.from || query.set) return query;
  const asked = JSON.stringify(query.where ?? null);
  const known = query.groupBy.flatMap((expr): Predicate[] => {
    const column = columnOf(expr, schema);
    if (!column || column.type === "number" || (column.profile?.nulls ?? 0) === 0) return [];
    return asked.includes(JSON.stringify(expr)) ? [] : [{ kind: "null", left: expr, isNegated: true }];
  });
  const where = allOf([query.where, ...known]);
  return known.length > 0 && where ? { ...query, where } : query;
}
