import type { Catalog, Cell, Column, DataType, Table } from "@parlance/core";
import { cellToJson } from "@parlance/core";

/**
 * A catalog as it travels between processes: JSON of a few lists for each table instead of an object for each column,
 * with every type written once. Large catalogs are read and written in a fraction of the time.
 */
export interface PackedCatalog extends Omit<Catalog, "tables"> {
  readonly types: readonly DataType[];
  readonly tables: readonly PackedTable[];
}

interface PackedTable extends Omit<Table, "columns"> {
  readonly columns: PackedColumns;
}

interface PackedColumns {
  readonly names: readonly string[];
  /** Places in the catalog's list of types. */
  readonly types: readonly number[];
  /** "1" for each column that may be null, "0" for the others. */
  readonly nullable: string;
  /** What few columns have beside that, with the place of the column. */
  readonly more: readonly (readonly [number, ColumnDetails])[];
}

type ColumnDetails = Omit<Column, "name" | "type" | "nullable">;

export function packCatalog({ tables, ...catalog }: Catalog): PackedCatalog {
  const places = new Map<string, number>();
  const types: DataType[] = [];
  const known = new Map<DataType, number>();
  const placeOf = (type: DataType): number => {
    const place = known.get(type);
    if (place !== undefined) return place;
    const text = JSON.stringify(type);
    const found = places.get(text) ?? types.push(type) - 1;
    places.set(text, found);
    known.set(type, found);
    return found;
  };
  return { ...catalog, tables: tables.map((table) => packTable(table, placeOf)), types };
}

function packTable({ columns, ...table }: Table, placeOf: (type: DataType) => number): PackedTable {
  const packed: PackedColumns = {
    names: columns.map(({ name }) => name),
    types: columns.map(({ type }) => placeOf(type)),
    nullable: columns.map(({ nullable }) => (nullable ? "1" : "0")).join(""),
    more: columns.flatMap((column, i) => (hasDetails(column) ? [[i, detailsOf(column)] as const] : [])),
  };
  return { ...table, ...portableSamples(table), columns: packed };
}

/** Most columns have none, and taking them out of an object costs more than looking. */
function hasDetails(column: Column): boolean {
  for (const key in column) if (key !== "name" && key !== "type" && key !== "nullable") return true;
  return false;
}

const detailsOf = ({ name: _name, type: _type, nullable: _nullable, ...details }: Column): ColumnDetails => details;

/** JSON has no bigint. Samples are cells by the contract of Table, which types them loosely. */
const portableSamples = ({ samples }: Pick<Table, "samples">): Pick<Table, "samples"> =>
  samples === undefined ? {} : { samples: samples.map((row) => row.map((cell) => cellToJson((cell ?? null) as Cell))) };

export const unpackCatalog = ({ types, tables, ...catalog }: PackedCatalog): Catalog => ({
  ...catalog,
  tables: tables.map(({ columns, ...table }) => ({ ...table, columns: unpackColumns(columns, types) })),
});

function unpackColumns(packed: PackedColumns, types: readonly DataType[]): readonly Column[] {
  const columns = packed.names.map(
    (name, i): Column => ({
      name,
      type: types[packed.types[i] ?? -1] ?? UNKNOWN,
      nullable: packed.nullable[i] === "1",
    }),
  );
  for (const [i, details] of packed.more) {
    const column = columns[i];
    if (column !== undefined) columns[i] = { ...column, ...details };
  }
  return columns;
}

const UNKNOWN: DataType = { kind: "unknown", native: "" };
