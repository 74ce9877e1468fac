import { isObject, type JsonObject } from "./flatten.ts";

export interface FoundTable {
  /** Path to the records, such as "data.items"; empty for the top. */
  readonly path: string;
  readonly records: readonly unknown[];
}

const MAX_DEPTH = 4;

/** The tables inside one JSON document. Null when a chosen path leads nowhere. */
export function findRecords(document: unknown, chosenPath: string | undefined): FoundTable[] | null {
  if (chosenPath !== undefined && chosenPath !== "") {
    const found = chosenPath
      .split(".")
      .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
    if (found === undefined) return null;
    return [{ path: chosenPath, records: Array.isArray(found) ? withHeaderRow(found) : [found] }];
  }
  if (Array.isArray(document)) return [{ path: "", records: withHeaderRow(document) }];
  if (!isObject(document)) return [{ path: "", records: [document] }];
  const columns = asColumns(document);
  if (columns) return [{ path: "", records: columns }];
  const arrays = recordArrays(document, "", 1);
  if (arrays.length > 0) return arrays;
  const entries = asEntries(document);
  return [{ path: "", records: entries ?? [document] }];
}

/** Rows given as arrays under a first row of names. */
function withHeaderRow(rows: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = rows;
  const isGrid = rest.length > 0 && rows.every((row) => Array.isArray(row));
  if (!isGrid || !Array.isArray(first)) return rows;
  const hasNames = first.length > 0 && first.every((name) => typeof name === "string" && name !== "");
  const names = first.map((name: unknown, index) => (hasNames ? String(name) : `column_${index + 1}`));
  return (hasNames ? rest : rows).map((row) =>
    Object.fromEntries(
      (Array.isArray(row) ? row : []).map((cell: unknown, index) => [names[index] ?? `column_${index + 1}`, cell]),
    ),
  );
}

/** {"a": [1, 2], "b": [3, 4]}: columns of scalars of one length. */
function asColumns(document: JsonObject): JsonObject[] | null {
  const columns = Object.entries(document);
  const [first] = columns;
  if (!first || columns.length < 2 || !Array.isArray(first[1])) return null;
  const length = first[1].length;
  const isEven = columns.every(
    ([, values]) =>
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value !== "object" || value === null),
  );
  if (!isEven || length === 0) return null;
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, Array.isArray(values) ? values[row] : null])),
  );
}

/** Arrays of objects, wherever they are; where there are none on a level, one level deeper. */
function recordArrays(object: JsonObject, prefix: string, depth: number): FoundTable[] {
  const entries = Object.entries(object);
  const here = entries.flatMap(([key, value]): FoundTable[] =>
    Array.isArray(value) && value.length > 0 && value.every(isObject) ? [{ path: prefix + key, records: value }] : [],
  );
  if (here.length > 0 || depth >= MAX_DEPTH) return here;
  return entries.flatMap(([key, value]) => (isObject(value) ? recordArrays(value, `${prefix}${key}.`, depth + 1) : []));
}

/** {"DE": {...}, "FR": {...}}: records under their keys. */
function asEntries(document: JsonObject): JsonObject[] | null {
  const entries = Object.entries(document);
  const isMap = entries.length > 2 && entries.every(([, value]) => isObject(value));
  if (!isMap) return null;
  return entries.map(([key, value]) => ({ key, ...(isObject(value) ? value : {}) }));
}
