import {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionType,
} from "@duckdb/node-api";
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";
import { CELL_FORM, type CellForm } from "./cell-form.ts";

interface Form {
  readonly type: DataType;
  readonly cell?: CellForm;
}

const text: Form = { type: new Utf8() };
const sixteenBytes = (cell: CellForm): Form => ({ type: new FixedSizeBinary(16), cell });

/** Flat DuckDB types. Those not named here or below travel as the text that DuckDB prints. */
const FORMS: Partial<Record<DuckDBTypeId, Form>> = {
  [DuckDBTypeId.BOOLEAN]: { type: new Bool() },
  [DuckDBTypeId.TINYINT]: { type: new Int8() },
  [DuckDBTypeId.SMALLINT]: { type: new Int16() },
  [DuckDBTypeId.INTEGER]: { type: new Int32() },
  [DuckDBTypeId.BIGINT]: { type: new Int64() },
  [DuckDBTypeId.UTINYINT]: { type: new Uint8() },
  [DuckDBTypeId.USMALLINT]: { type: new Uint16() },
  [DuckDBTypeId.UINTEGER]: { type: new Uint32() },
  [DuckDBTypeId.UBIGINT]: { type: new Uint64() },
  [DuckDBTypeId.HUGEINT]: sixteenBytes("hugeint"),
  [DuckDBTypeId.UHUGEINT]: sixteenBytes("uhugeint"),
  [DuckDBTypeId.BIGNUM]: { type: new Utf8(), cell: "digits" },
  [DuckDBTypeId.FLOAT]: { type: new Float32(), cell: "float" },
  [DuckDBTypeId.DOUBLE]: { type: new Float64() },
  [DuckDBTypeId.DATE]: { type: new DateDay() },
  [DuckDBTypeId.TIME]: { type: new TimeMicrosecond() },
  [DuckDBTypeId.TIME_NS]: { type: new TimeNanosecond() },
  [DuckDBTypeId.TIMESTAMP]: { type: new TimestampMicrosecond() },
  [DuckDBTypeId.TIMESTAMP_S]: { type: new TimestampSecond() },
  [DuckDBTypeId.TIMESTAMP_MS]: { type: new TimestampMillisecond() },
  [DuckDBTypeId.TIMESTAMP_NS]: { type: new TimestampNanosecond() },
  [DuckDBTypeId.TIMESTAMP_TZ]: { type: new TimestampMicrosecond("UTC") },
  [DuckDBTypeId.INTERVAL]: sixteenBytes("interval"),
  [DuckDBTypeId.UUID]: sixteenBytes("uuid"),
  [DuckDBTypeId.BLOB]: { type: new Binary() },
};

/** The Arrow field that carries a DuckDB column, nested types included. */
export function arrowField(name: string, type: DuckDBType): Field {
  const { type: arrowType, cell } = formOf(type);
  return new Field(name, arrowType, true, new Map([[CELL_FORM, cell ?? "plain"]]));
}

function formOf(type: DuckDBType): Form {
  if (type.alias === "JSON") return { type: new Utf8(), cell: "json" };
  if (type instanceof DuckDBDecimalType) return { type: new Decimal(type.scale, type.width, 128) };
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
    return { type: new List(arrowField("item", type.valueType)) };
  }
  if (type instanceof DuckDBStructType) {
    return { type: new Struct(type.entryTypes.map((entry, i) => arrowField(type.entryNames[i] ?? "", entry))) };
  }
  if (type instanceof DuckDBMapType) {
    const entry = new Struct([arrowField("key", type.keyType), arrowField("value", type.valueType)]);
    return { type: new List(new Field("entries", entry, true)), cell: "map" };
  }
  if (type instanceof DuckDBUnionType) {
    const members = type.memberTypes.map((member, i) => arrowField(type.memberTags[i] ?? "", member));
    return { type: new Struct([new Field("tag", new Uint8(), true), ...members]), cell: "union" };
  }
  return FORMS[type.typeId] ?? text;
}
