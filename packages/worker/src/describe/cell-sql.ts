import type { DataType } from "@parlance/core";

/**
 * SQL that turns a value into text in the cell format of core's data-type.ts. DuckDB prints a space between date and
 * time; cells carry the "T" of ISO 8601, and instants end in "Z" whatever the session's zone is.
 */
export function cellText(expression: string, type: DataType): string {
  switch (type.kind) {
    case "timestamp":
      return `replace(CAST(${expression} AS VARCHAR), ' ', 'T')`;
    case "timestamptz":
      return `replace(CAST(timezone('UTC', ${expression}) AS VARCHAR), ' ', 'T') || 'Z'`;
    case "list":
    case "struct":
    case "json":
      return `CAST(to_json(${expression}) AS VARCHAR)`;
    default:
      return `CAST(${expression} AS VARCHAR)`;
  }
}

/** SQL for the calendar position as milliseconds since 1970 UTC, or the number itself. Null for types without order. */
export function axisNumber(expression: string, type: DataType): string | null {
  switch (type.kind) {
    case "date":
    case "timestamp":
    case "timestamptz":
      return `CAST(epoch_ms(${expression}) AS DOUBLE)`;
    case "integer":
    case "bigint":
    case "decimal":
    case "double":
      return `CAST(${expression} AS DOUBLE)`;
    default:
      return null;
  }
}
