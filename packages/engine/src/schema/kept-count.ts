import type { ColumnModel, SchemaModel, TableModel } from "./schema-model.ts";

const COUNT_WORDS = new Set("freq frequency count counts cnt n number cases".split(" "));
const SHARE_WORDS = new Set("percent percentage perc pct share rate proportion".split(" "));

const isRowNumber = ({ name, profile }: ColumnModel): boolean =>
  /^column_\d+$/.test(name) && profile?.min === "1" && profile.distinct === profile.rows;

const isKind = (column: ColumnModel): boolean =>
  column.role === "year" || (column.role !== "measure" && column.role !== "id" && column.role !== "date");

const known = new WeakMap<TableModel, ColumnModel | null>();

/**
 * The column that says how many each row stands for, where rows are kinds and not things: "admitted, male, 512". Counting
 * the rows of such a table counts kinds, which is hardly ever what is asked.
 */
export function keptCount(table: TableModel): ColumnModel | undefined {
  const earlier = known.get(table);
  if (earlier !== undefined) return earlier ?? undefined;
  const found = findKeptCount(table);
  known.set(table, found ?? null);
  return found;
}

function findKeptCount(table: TableModel): ColumnModel | undefined {
  const [only, ...more] = table.columns.filter(
    (column) => column.type === "number" && column.words.length === 1 && COUNT_WORDS.has(column.words[0] ?? ""),
  );
  if (!only || more.length > 0 || Number(only.profile?.max ?? 0) < 2) return undefined;
  const others = table.columns.filter(
    (column) => column !== only && !isRowNumber(column) && !column.words.some((word) => SHARE_WORDS.has(word)),
  );
  return others.length > 0 && others.every(isKind) ? only : undefined;
}

const knownSchemas = new WeakMap<SchemaModel, boolean>();

/** Whether any table keeps how many its rows stand for; hardly any schema does, and queries are then not looked through. */
export function holdsCounts(schema: SchemaModel): boolean {
  const earlier = knownSchemas.get(schema);
  if (earlier !== undefined) return earlier;
  const found = schema.tables.some((table) => keptCount(table) !== undefined);
  knownSchemas.set(schema, found);
  return found;
}
