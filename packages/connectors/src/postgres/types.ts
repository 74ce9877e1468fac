import type { DataType, TypeKind } from "@parlance/core";
import type { TextRow } from "./session.ts";

/** PostgreSQL's own types by their internal name. What is not listed is `unknown` and shown as the server prints it. */
const KINDS: Readonly<Record<string, TypeKind>> = {
  bool: "boolean",
  int2: "integer",
  int4: "integer",
  oid: "integer",
  int8: "bigint",
  numeric: "decimal",
  float4: "double",
  float8: "double",
  text: "text",
  varchar: "text",
  bpchar: "text",
  char: "text",
  name: "text",
  citext: "text",
  date: "date",
  time: "time",
  timestamp: "timestamp",
  timestamptz: "timestamptz",
  interval: "interval",
  uuid: "uuid",
  json: "json",
  jsonb: "json",
  bytea: "binary",
};

/** Names as people know them. */
const NATIVE: Readonly<Record<string, string>> = {
  bool: "boolean",
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  bpchar: "character",
  varchar: "character varying",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  time: "time without time zone",
  timetz: "time with time zone",
};

/** A row of pg_type, as far as it matters here. */
export interface PostgresType {
  readonly oid: number;
  readonly name: string;
  /** pg_type.typtype: b base, e enum, d domain, c composite, r range, m multirange, p pseudo. */
  readonly form: string;
  /** Of an array its elements' type, else 0. */
  readonly element: number;
  /** Of a domain the type below it, else 0. */
  readonly underlying: number;
  /** Stands between the elements of its arrays. */
  readonly delimiter: string;
  readonly schema: string;
  /** A table or a row type of another schema has the same name, so that the plain name may mean either. */
  readonly isAmbiguous: boolean;
}

export type TypesByOid = ReadonlyMap<number, PostgresType>;

/** From the rows of TYPES. */
export const typesOf = (rows: readonly TextRow[]): TypesByOid =>
  new Map(
    rows.map(([oid, name, form, element, underlying, delimiter, schema, isAmbiguous]) => [
      Number(oid),
      {
        oid: Number(oid),
        name: name ?? "",
        form: form ?? "",
        element: Number(element),
        underlying: Number(underlying),
        delimiter: delimiter ?? ",",
        schema: schema ?? "",
        isAmbiguous: isAmbiguous === "t",
      },
    ]),
  );

/** A domain behaves as the type below it. */
export function baseType(oid: number, types: TypesByOid): PostgresType | undefined {
  const type = types.get(oid);
  return type?.form === "d" ? baseType(type.underlying, types) : type;
}

export function kindOf(oid: number, types: TypesByOid): TypeKind {
  const type = baseType(oid, types);
  if (type === undefined) return "unknown";
  if (type.form === "e") return "text";
  if (type.element !== 0 && type.name.startsWith("_")) return "list";
  return KINDS[type.name] ?? "unknown";
}

export function nativeName(oid: number, types: TypesByOid): string {
  const type = types.get(oid);
  if (type === undefined) return "unknown";
  if (type.element !== 0 && type.name.startsWith("_")) return `${nativeName(type.element, types)}[]`;
  return NATIVE[type.name] ?? type.name;
}

/** Types that hold values and no rows, by the names that a statement may call them by; what the guard goes by. */
export function valueTypeNames(types: TypesByOid): ReadonlySet<string> {
  const all = [...types.values()];
  const ofRows = new Set(all.filter((type) => !holdsValues(type, types)).map(({ name }) => name));
  const values = all.filter((type) => holdsValues(type, types));
  const plain = values.filter(({ name, isAmbiguous }) => !isAmbiguous && !ofRows.has(name)).map(({ name }) => name);
  return new Set([...plain, ...values.map(({ schema, name }) => `${schema}.${name}`)]);
}

/** Row types are not among the types that are read, so that an array of rows is one of nothing known. */
function holdsValues({ element, underlying }: PostgresType, types: TypesByOid): boolean {
  const inner = types.get(element !== 0 ? element : underlying);
  return (element === 0 && underlying === 0) || (inner !== undefined && holdsValues(inner, types));
}

const NUMERIC_HEAD = 4;

/** Precision and scale as numeric's type modifier packs them; -1 is none. */
function numericShape(modifier: number): { readonly precision: number; readonly scale: number } | null {
  if (modifier < NUMERIC_HEAD) return null;
  const packed = modifier - NUMERIC_HEAD;
  // Eleven bits with a sign since PostgreSQL 15.
  return { precision: packed >> 16, scale: ((packed & 0x7ff) ^ 1024) - 1024 };
}

export function dataTypeOf(oid: number, modifier: number, types: TypesByOid): DataType {
  const kind = kindOf(oid, types);
  const native = nativeName(oid, types);
  const shape = kind === "decimal" ? numericShape(modifier) : null;
  return shape === null ? { kind, native } : { kind, native: `${native}(${shape.precision},${shape.scale})`, ...shape };
}
