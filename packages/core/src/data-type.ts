/** Every kind of value, however a database calls it. */
export const TYPE_KINDS = [
  "boolean",
  "integer", // fits a JavaScript safe integer
  "bigint", // 64 bits and wider; cells are bigint
  "decimal", // exact; cells are strings such as "12.30"
  "double", // IEEE 754; cells are numbers, NaN and infinities included
  "text",
  "date", // cells "YYYY-MM-DD"
  "time", // cells "HH:MM:SS[.ffffff]"
  "timestamp", // without zone; cells "YYYY-MM-DDTHH:MM:SS[.ffffff]"
  "timestamptz", // an instant; cells as timestamp with a trailing "Z"
  "interval", // cells are ISO-8601 durations
  "uuid",
  "json", // cells are the parsed value
  "binary", // cells are Uint8Array
  "list", // cells are arrays
  "struct", // cells are plain objects
  "unknown", // cells are text as the database prints them
] as const;

/** How a value behaves, whatever the database calls it. Every native type maps onto exactly one kind. */
export type TypeKind = (typeof TYPE_KINDS)[number];

export interface DataType {
  readonly kind: TypeKind;
  /** The source's own spelling, such as "DECIMAL(18,2)". Shown, never parsed. */
  readonly native: string;
  readonly precision?: number;
  readonly scale?: number;
}

const NUMERIC: ReadonlySet<TypeKind> = new Set(["integer", "bigint", "decimal", "double"]);
const TEMPORAL: ReadonlySet<TypeKind> = new Set(["date", "timestamp", "timestamptz"]);

export const isNumeric = (type: DataType): boolean => NUMERIC.has(type.kind);
/** True for types that lie on a calendar (a time of day does not). */
export const isTemporal = (type: DataType): boolean => TEMPORAL.has(type.kind);
