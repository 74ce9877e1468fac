import type { TableModel } from "../schema/schema-model.ts";
import type { Parts } from "./parts.ts";
import type { RuleContext } from "./rules/rule-context.ts";

/** The table whose rows the question is about. */
export function subjectOf(parts: Parts, context: RuleContext): TableModel | undefined {
  const counted = parts.of("count")[0];
  if (counted?.table) return counted.table;
  const excluded = new Set<TableModel>();
  for (const top of parts.of("top")) if (top.by.kind === "count" && top.by.table) excluded.add(top.by.table);
  for (const piece of parts.of("countWhere")) if (piece.table) excluded.add(piece.table);
  for (const piece of parts.of("absent")) excluded.add(piece.table);
  const entity = parts.of("entity").find((piece) => !excluded.has(piece.table));
  const projected = parts.of("project")[0]?.column.table;
  const first =
    projected &&
    entity &&
    entity.table !== projected &&
    parts.of("project").every((piece) => piece.start < entity.start)
      ? projected
      : (entity?.table ?? projected);
  if (first) return first;
  const aggregated = parts.of("aggregate")[0]?.column.table;
  if (aggregated) return aggregated;
  if (counted?.column) return counted.column.table;
  const grouped = parts.of("group").find((piece) => piece.key.kind === "column" || piece.key.kind === "table")?.key;
  if (grouped?.kind === "table" && !excluded.has(grouped.table)) return grouped.table;
  const top = parts.of("top")[0]?.by;
  if (top && top.kind !== "count") return top.column.table;
  if (grouped?.kind === "column") return grouped.column.table;
  const filtered =
    parts.of("where")[0]?.column.table ?? (parts.of("versusAverage")[0] ?? parts.of("versusOther")[0])?.column.table;
  return filtered ?? parts.of("entity")[0]?.table ?? context.focus[0];
}
