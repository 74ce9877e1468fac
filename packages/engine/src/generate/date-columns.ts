import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import type { Parts } from "./parts.ts";
import type { RuleContext } from "./rules/rule-context.ts";

const isTime = (column: ColumnModel): boolean => column.type === "date" || column.role === "year";

/** The column that "per month" is about: one that is already filtered, else one of the table that is measured, else of one it points to. */
export function dateColumnFor(
  parts: Parts,
  subject: TableModel | undefined,
  context: RuleContext,
): ColumnModel | undefined {
  const filtered = parts.of("where").find((piece) => isTime(piece.column))?.column;
  if (filtered) return filtered;
  const measured = parts.of("aggregate")[0]?.column.table ?? parts.of("project")[0]?.column.table;
  const tables = [measured, subject, ...context.focus].filter((table) => table !== undefined);
  const words = new Set(context.tokens.map((token) => token.stem));
  for (const table of tables) {
    const own = bestOf(table.columns.filter(isTime), words);
    if (own) return own;
    const targets = table.source.foreignKeys.map((key) =>
      context.schema.tables.find((other) => other.name === key.refTable),
    );
    const linked = bestOf(
      targets.flatMap((target) => target?.columns.filter(isTime) ?? []),
      words,
    );
    if (linked) return linked;
  }
  return context.schema.columns.find(isTime);
}

/** Said by name first, real dates before years, then the order of the table. */
function bestOf(columns: readonly ColumnModel[], words: ReadonlySet<string>): ColumnModel | undefined {
  const rank = (column: ColumnModel): number =>
    (column.stems.some((word) => words.has(word)) ? 2 : 0) +
    (column.type === "date" ? 1 : 0) -
    (column.words.some((word) => ["updated", "modified", "birth", "deleted"].includes(word)) ? 1.5 : 0);
  return [...columns].sort((a, b) => rank(b) - rank(a) || a.id - b.id)[0];
}

/** A span of years reads best by year, a few weeks by day. */
export function defaultUnit(column: ColumnModel): "year" | "month" | "week" | "day" {
  const from = Date.parse(column.profile?.min ?? "");
  const to = Date.parse(column.profile?.max ?? "");
  if (!Number.isFinite(from) || !Number.isFinite(to)) return "month";
  const days = (to - from) / 86_400_000;
  if (days > 365 * 6) return "year";
  return days > 100 ? "month" : days > 40 ? "week" : "day";
}
