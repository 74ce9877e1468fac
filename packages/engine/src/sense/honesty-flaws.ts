import type { Expr, LiteralExpr } from "@parlance/sql";
import { isQuantity } from "../lexicon/concepts.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, predicatesOf } from "./inspected.ts";

const boundsOf = ({ profile }: ColumnModel): { low: number; high: number } | undefined => {
  const low = Number(profile?.min);
  const high = Number(profile?.max);
  return profile?.min !== undefined && Number.isFinite(low) && Number.isFinite(high) ? { low, high } : undefined;
};

const numberOf = (expr: Expr | LiteralExpr): number | undefined =>
  expr.kind === "literal" && expr.type === "number" ? Number(expr.value) : undefined;

/** "spent more than 40000" of a row, where no row holds so much: it was meant of a sum. */
const beyondRange: Flaw = {
  name: "beyond-range",
  cost: 1.5,
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "compare") return false;
        const column = columnOf(predicate.left, question.schema);
        const bounds = column?.type === "number" ? boundsOf(column) : undefined;
        const value = numberOf(predicate.right);
        if (!bounds || value === undefined || column?.role !== "measure") return false;
        if (predicate.op === ">" || predicate.op === ">=") return value > bounds.high;
        return (predicate.op === "<" || predicate.op === "<=") && value < bounds.low;
      }),
    ),
};

/** The one with the most, by a figure that rows share: there may be several, and only one is shown. */
const mayTie: Flaw = {
  name: "may-tie",
  cost: 0,
  isIn: ({ query, question }) => {
    const [first] = query.order ?? [];
    if (!first || query.limit?.count !== 1 || query.groupBy) return false;
    const column = columnOf(first.expr, question.schema);
    return column !== undefined && (column.profile?.rows ?? 0) > 2 && repeats(column) === true;
  },
};

/** "share of inventory by category" by the number of rows, where each row says how much it holds. */
const sharesRows: Flaw = {
  name: "shares-rows",
  cost: 0,
  asks: ({ text }) => !/\b(?:number|count|how many)\b/.test(text),
  isIn: ({ draft, query, question }) => {
    if (!draft.form.includes("share")) return false;
    const counted = exprsOf(query).find(isRowCount);
    const name = counted?.arg.kind === "star" ? counted.arg.table : undefined;
    const table = question.schema.tables.find((candidate) => candidate.name === name);
    return table?.columns.some((column) => column.role === "measure" && isQuantity(column)) ?? false;
  },
};

/** "revenue in Europe and Asia": one figure of both, or one of each? */
const mergesValues: Flaw = {
  name: "merges-values",
  cost: 0,
  asks: ({ text }) => / and /.test(text) && !/\b(?:total|together|combined|both|how many)\b/.test(text),
  isIn: ({ query }) =>
    !query.groupBy &&
    query.select.every(({ expr }) => expr.kind === "aggregate") &&
    predicatesOf(query).some((predicate) => predicate.kind === "in" && predicate.values.length > 1),
};

const AVERAGE_OF = / average (?:overall )?(number|count|total|sum) /;

/** "average number of pieces per order": of each order's pieces together, or of what its rows say? */
const averagesWithin: Flaw = {
  name: "averages-within",
  cost: 0,
  asks: ({ text }) => AVERAGE_OF.test(text),
  isIn: ({ query, question, text }) => {
    const counted = query.groupBy === undefined ? null : AVERAGE_OF.exec(text);
    if (!counted) return false;
    return query.select.some(({ expr }) => {
      if (expr.kind !== "aggregate" || expr.fn !== "avg") return false;
      // "average total amount" of a column that is called so.
      return columnOf(expr.arg, question.schema)?.words.includes(counted[1] ?? "") !== true;
    });
  },
};

/** "which products did Ann buy" names a product once for each time she bought it. */
const repeatsNames: Flaw = {
  name: "repeats-names",
  cost: 0.8,
  asks: ({ text }) => / which /.test(text),
  isIn: ({ draft, query }) => draft.form.includes("plain-repeats") && query.isDistinct !== true,
};

/** What was said but could mislead: mostly no worse a reading, yet none to give without a word. */
export const HONESTY_FLAWS: readonly Flaw[] = [
  beyondRange,
  mayTie,
  sharesRows,
  mergesValues,
  averagesWithin,
  repeatsNames,
];
