import type { DataType, TypeKind } from "@parlance/core";

/** DuckDB's type names as a stored catalog spells them. Parameters are cut off before the look-up. */
const KINDS: Readonly<Record<string, TypeKind>> = {
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
  DECIMAL: "decimal",
  VARCHAR: "text",
  ENUM: "text",
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
  STRUCT: "struct",
  MAP: "struct",
};

/** Lists end in brackets: INTEGER[], or DOUBLE[3] for arrays of a fixed length. */
export function kindOf(native: string): TypeKind {
  if (native.endsWith("]")) return "list";
  return KINDS[native.split("(")[0] ?? ""] ?? "unknown";
}

/** A catalog may have been stored by an older version: kinds are taken anew from the native type, which never changes. */
export const currentType = (stored: DataType): DataType => ({ ...stored, kind: kindOf(stored.native) });
