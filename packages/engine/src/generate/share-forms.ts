import { type AggregateExpr, aggregate, arithmetic, countRows, type Expr, numberLiteral, select } from "@parlance/sql";
import { conditions } from "./finish-query.ts";
import { type Frame, type Shaped, withWhere } from "./frame.ts";
import { keyedGroupings } from "./groupings.ts";
import type { Parts } from "./parts.ts";
import { aggregates } from "./selections.ts";

/** "share of X that Y" counts Y among all; "share of revenue by region" sets each group against the whole. */
export function shareQueries(frame: Frame): Shaped[] {
  const { parts, subject } = frame;
  if (!subject) return [];
  const assumptions = ["given as a percentage"];
  const percent = (part: Expr, whole: Expr): Expr => arithmetic(arithmetic(numberLiteral(100), "*", part), "/", whole);
  const measured =
    aggregates(frame).find((expr): expr is AggregateExpr => expr.kind === "aggregate") ?? sumOfProjection(parts);
  const base = measured ?? countRows(subject.name);
  const keys = parts.of("group").map((piece) => piece.key);
  if (keys.length > 0) {
    return keyedGroupings({ items: [base], bonus: 0, form: "share" }, keys, frame)
      .filter((grouping) => grouping.items?.length === grouping.shown.length + 1)
      .flatMap((grouping) =>
        conditions(frame).map((where) => ({
          query: {
            select: [
              ...grouping.shown.map((expr) => select(expr)),
              select(percent(base, { kind: "total", of: base }), "share_percent"),
            ],
            groupBy: grouping.by,
            ...withWhere(where.predicate),
          },
          bonus: grouping.bonus + where.bonus,
          form: "share-by",
          assumptions,
        })),
      );
  }
  return conditions(frame).flatMap((where) => {
    if (!where.predicate) return [];
    return [
      {
        query: { select: [select(percent({ ...base, where: where.predicate }, base), "share_percent")] },
        bonus: where.bonus,
        form: "share-of",
        assumptions,
      },
    ];
  });
}

function sumOfProjection(parts: Parts): AggregateExpr | undefined {
  const column = parts.of("project").find((piece) => piece.column.role === "measure")?.column;
  return column && aggregate("sum", column.expr);
}
