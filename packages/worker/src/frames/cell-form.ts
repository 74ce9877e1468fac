/**
 * How an Arrow column becomes cells where Arrow's own type does not say: carried as field metadata under CELL_FORM.
 * The worker writes it, the API process reads it.
 */
export const CELL_FORM = "parlance.cell";

export type CellForm =
  | "plain" // Arrow's type says it all
  | "float" // 32-bit: printed as the shortest decimal that is the same float
  | "hugeint" // 16 bytes, two's complement
  | "uhugeint" // 16 bytes, unsigned
  | "uuid" // 16 bytes, hugeint with its top bit flipped, as DuckDB keeps it
  | "interval" // 16 bytes: months, days, microseconds
  | "json" // text to be parsed
  | "digits" // text of a whole number of any size
  | "map" // list of key and value structs
  | "union"; // struct of a tag and one child per member
