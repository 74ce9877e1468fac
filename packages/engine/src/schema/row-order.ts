import type { ColumnModel, TableModel } from "./schema-model.ts";

const PLACE_WORDS = new Set(
  "rank ranking position pos no number nr stop step order index sequence seq overall".split(" "),
);
const START_WORDS = new Set("start begin from took opened founded released built first year date air aired".split(" "));

const isUnnamed = (column: ColumnModel): boolean => /^column_\d+$/.test(column.name) || column.words.length === 0;

/** Holds 1, 2, 3 and so on, or years, or days: something in which rows come one after another. */
function standing(column: ColumnModel): number {
  const { profile } = column;
  if (!profile || profile.rows < 2) return 0;
  const filled = profile.rows - profile.nulls;
  if (filled < 0.9 * profile.rows) return 0;
  const isStart = column.words.some((word) => START_WORDS.has(word)) ? 0.5 : 0;
  if (column.type === "date") return profile.distinct >= 0.8 * filled ? 3 + isStart : 1;
  if (column.type !== "number") return 0;
  const low = Number(profile.min);
  const high = Number(profile.max);
  const isCounter = low === 1 && high === profile.rows && profile.distinct === profile.rows;
  const isPlace = isUnnamed(column) || column.words.some((word) => PLACE_WORDS.has(word)) || column.role === "id";
  if (isCounter) return isPlace ? 4 : 0;
  const isYears = low >= 1000 && high <= 2200 && Number.isInteger(low) && Number.isInteger(high);
  return isYears && (column.role === "year" || isStart > 0) && profile.distinct >= 0.8 * filled ? 2 + isStart : 0;
}

const known = new WeakMap<TableModel, readonly ColumnModel[]>();

/** Columns by which a table's rows come one after another, the surest first. */
export function rowOrders(table: TableModel): readonly ColumnModel[] {
  const earlier = known.get(table);
  if (earlier) return earlier;
  const found = table.columns
    .map((column) => ({ column, worth: standing(column) }))
    .filter(({ worth }) => worth >= 2)
    .sort((a, b) => b.worth - a.worth || a.column.id - b.column.id)
    .map(({ column }) => column);
  known.set(table, found);
  return found;
}
