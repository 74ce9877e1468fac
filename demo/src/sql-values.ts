/** A text literal. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A DuckDB list of text literals, for `pick`. */
export const textList = (values: readonly string[]): string => `[${values.map(text).join(", ")}]`;

/** Rows of a VALUES clause; strings become text literals, numbers and booleans stand as they are. */
export const valueRows = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  rows
    .map((row) => `(${row.map((cell) => (typeof cell === "string" ? text(cell) : String(cell))).join(", ")})`)
    .join(", ");
