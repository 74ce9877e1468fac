import { DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";

/** Bytes of one value in DuckDB's own vectors, for types that Arrow keeps in the same bytes. */
export const SAME_WIDTH: Partial<Record<DuckDBTypeId, 1 | 2 | 4 | 8 | 16>> = {
  [DuckDBTypeId.TINYINT]: 1,
  [DuckDBTypeId.UTINYINT]: 1,
  [DuckDBTypeId.SMALLINT]: 2,
  [DuckDBTypeId.USMALLINT]: 2,
  [DuckDBTypeId.INTEGER]: 4,
  [DuckDBTypeId.UINTEGER]: 4,
  [DuckDBTypeId.FLOAT]: 4,
  [DuckDBTypeId.DATE]: 4,
  [DuckDBTypeId.BIGINT]: 8,
  [DuckDBTypeId.UBIGINT]: 8,
  [DuckDBTypeId.DOUBLE]: 8,
  [DuckDBTypeId.TIME]: 8,
  [DuckDBTypeId.TIME_NS]: 8,
  [DuckDBTypeId.TIMESTAMP]: 8,
  [DuckDBTypeId.TIMESTAMP_S]: 8,
  [DuckDBTypeId.TIMESTAMP_MS]: 8,
  [DuckDBTypeId.TIMESTAMP_NS]: 8,
  [DuckDBTypeId.TIMESTAMP_TZ]: 8,
  [DuckDBTypeId.HUGEINT]: 16,
  [DuckDBTypeId.UHUGEINT]: 16,
  [DuckDBTypeId.INTERVAL]: 16,
  [DuckDBTypeId.UUID]: 16,
};

/** DuckDB keeps a decimal in 2, 4, 8 or 16 bytes by its width. */
export const decimalBytes = ({ width }: DuckDBDecimalType): 2 | 4 | 8 | 16 =>
  width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16;

/** Bytes of one value of a type whose values all have the same. */
export function fixedWidth(type: DuckDBType): number | undefined {
  if (type instanceof DuckDBDecimalType) return decimalBytes(type);
  return type.typeId === DuckDBTypeId.BOOLEAN ? 1 : SAME_WIDTH[type.typeId];
}
