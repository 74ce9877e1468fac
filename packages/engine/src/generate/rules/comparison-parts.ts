import type { CompareOp } from "@parlance/sql";
import { unitKindOf } from "../../lexicon/measure-units.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { repeats } from "../../sense/columns.ts";
import type { Evidence, Fragment } from "../piece.ts";
import { columnEvidence, columnsAt, fragment, type RuleContext, tablesAt } from "./rule-context.ts";

interface Bound {
  readonly op: CompareOp;
  readonly value: number;
  readonly second?: number;
  readonly hasCue: boolean;
}

const TIMED = new Set(["time", "duration", "runtime", "minutes", "hours", "seconds"]);
const STRETCHED = new Set(["length", "distance", "height", "width", "depth", "elevation", "altitude", "dist"]);

/** "longer than 10 miles" is no time, "longer than 2 hours" no distance. */
export function isOtherKind(column: ColumnModel, unit: "time" | "length" | "mass" | undefined): boolean {
  const own = unitKindOf(column.source);
  if (unit === undefined || own !== undefined) return unit !== undefined && own !== unit;
  return column.words.some((word) => (unit === "length" ? TIMED : STRETCHED).has(word)) && unit !== "mass";
}

/** "nations with at least two athletes" where athlete is a text of every row: rows of each nation are counted. */
export function columnCounts(
  context: RuleContext,
  at: number,
  comparison: Bound,
  next: number,
  evidence: Evidence,
): Fragment[] {
  if (!comparison.hasCue || comparison.second !== undefined || !Number.isInteger(comparison.value)) return [];
  if (tablesAt(context, next).some(({ score }) => score > 0.8)) return [];
  return columnsAt(context, next)
    .filter(({ column, score }) => column.type === "text" && score > 0.75 && isGroupedBefore(context, at, column))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "countWhere", table: mention.column.table, op: comparison.op, value: comparison.value }],
        evidence: [evidence, columnEvidence(mention)],
        quality: mention.score * 1.1,
        bonus: 0.5,
        rule: "count-comparison",
      }),
    );
}

/** Another column of the table that many rows share was said before. */
const isGroupedBefore = (context: RuleContext, at: number, counted: ColumnModel): boolean =>
  context.tokens
    .slice(0, at)
    .some(({ index }) =>
      columnsAt(context, index).some(
        ({ column, score }) =>
          column !== counted && column.table === counted.table && score > 0.75 && repeats(column) === true,
      ),
    );
