import { OWN_TYPES } from "./generated/own-types.ts";
import { asArray, asNode, isNode, type Node, namesOf } from "./tree-nodes.ts";

/**
 * Types of the database's people that hold values and no rows, as its catalog lists them, plain and with their schema.
 * A table's name is also the type of its rows: a value turned into one would tell the table's columns.
 */
export type ValueTypes = ReadonlySet<string>;

/** The name of something the server itself brings: plain, or of pg_catalog. Null for names of other schemas. */
export function ownName(names: unknown): string | null {
  const parts = namesOf(names);
  if (parts.length === 1) return parts[0] ?? null;
  return parts.length === 2 && parts[0] === "pg_catalog" ? (parts[1] ?? null) : null;
}

export function isOwnType(typeName: unknown): boolean {
  const name = ownName(asNode(typeName).names);
  return name !== null && OWN_TYPES.has(name);
}

/** Whether a value may be turned into a type. Where the catalog is not at hand, by what the value can be. */
export function isSafeCast(cast: Node, types: ValueTypes | undefined, readsOnlyTables: () => boolean): boolean {
  if (isOwnType(cast.typeName)) return true;
  const name = namesOf(asNode(cast.typeName).names).join(".");
  if (types !== undefined) return types.has(name);
  return EXTENSION_TYPES.has(name) || isPlainValue(cast.arg) || (isColumn(cast.arg) && readsOnlyTables());
}

/** Whether a type may be written where columns and results are given one. */
export const isSafeResultType = (typeName: unknown, types: ValueTypes | undefined): boolean =>
  isOwnType(typeName) || types?.has(namesOf(asNode(typeName).names).join(".")) === true;

/** Of extensions that many databases have; no rows. */
const EXTENSION_TYPES: ReadonlySet<string> = new Set("citext geometry halfvec hstore ltree vector".split(" "));

const TEXT_TYPES: ReadonlySet<string> = new Set("text varchar bpchar name".split(" "));

/** A text that can be seen to be no row, or a list of such. */
function isPlainValue(value: unknown): boolean {
  const { A_Const, A_ArrayExpr, TypeCast } = asNode(value);
  if (isNode(A_ArrayExpr)) return asArray(A_ArrayExpr.elements).every(isPlainValue);
  if (isNode(TypeCast)) {
    return TEXT_TYPES.has(ownName(asNode(TypeCast.typeName).names) ?? "") && isPlainValue(TypeCast.arg);
  }
  const text = asNode(asNode(A_Const).sval).sval;
  return typeof text === "string" && !isRowText(text);
}

const isColumn = (value: unknown): boolean => asNode(value).ColumnRef !== undefined;

/** '(1,a)' is a row written as a text, and '{"(1,a)"}' a list of one. */
const isRowText = (text: string): boolean => /^\s*(\(|\{.*\()/s.test(text);

const MADE_COLUMNS: ReadonlySet<string> = new Set(
  "RangeSubselect CommonTableExpr RangeFunction RangeTableFunc JsonTable valuesLists".split(" "),
);

/** Whether every column of the statement is a table's, so that nobody can have made up what it holds. */
export function hasOnlyTables(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasOnlyTables);
  if (!isNode(value)) return true;
  return Object.entries(value).every(([kind, inner]) => !MADE_COLUMNS.has(kind) && hasOnlyTables(inner));
}
