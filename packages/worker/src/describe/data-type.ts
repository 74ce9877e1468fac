import type { DataType, TypeKind } from "@parlance/core";

const KIND_BY_NATIVE: Readonly<Record<string, TypeKind>> = {
  BOOLEAN: "boolean",
  TINYINT: "integer",
  SMALLINT: "integer",
  INTEGER: "integer",
  UTINYINT: "integer",
  USMALLINT: "integer",
  UINTEGER: "integer",
  BIGINT: "bigint",
  UBIGINT: "bigint",
  HUGEINT: "bigint",
  UHUGEINT: "bigint",
  BIGNUM: "bigint",
  FLOAT: "double",
  DOUBLE: "double",
  VARCHAR: "text",
  DATE: "date",
  TIME: "time",
  TIME_NS: "time",
  TIMESTAMP: "timestamp",
  TIMESTAMP_S: "timestamp",
  TIMESTAMP_MS: "timestamp",
  TIMESTAMP_NS: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamptz",
  INTERVAL: "interval",
  UUID: "uuid",
  JSON: "json",
  BLOB: "binary",
};

/** DuckDB's spelling of a type, as DESCRIBE prints it, mapped to how its values behave. */
export function dataTypeOf(native: string): DataType {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(native);
  if (decimal) return { kind: "decimal", native, precision: Number(decimal[1]), scale: Number(decimal[2]) };
  if (native.endsWith("]")) return { kind: "list", native };
  if (native.startsWith("STRUCT(") || native.startsWith("MAP(")) return { kind: "struct", native };
  if (native.startsWith("ENUM(")) return { kind: "text", native };
  return { kind: KIND_BY_NATIVE[native] ?? "unknown", native };
}
