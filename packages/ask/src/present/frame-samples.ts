import type { Cell, Frame, FrameColumn, TypeKind } from "@parlance/core";
import fc from "fast-check";

/** Test data for the present step: frames written by hand, and frames of every shape for property tests. */
export function frame(columns: Readonly<Record<string, readonly [TypeKind, readonly Cell[]]>>): Frame {
  const entries = Object.entries(columns);
  return {
    columns: entries.map(([name, [kind]]): FrameColumn => ({ name, type: { kind, native: kind } })),
    rowCount: entries[0]?.[1][1].length ?? 0,
    data: entries.map(([, [, cells]]) => cells),
  };
}

const date = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

const CELLS: Readonly<Record<TypeKind, fc.Arbitrary<Cell>>> = {
  boolean: fc.boolean(),
  integer: fc.integer(),
  bigint: fc.bigInt({ min: -(2n ** 120n), max: 2n ** 120n }),
  decimal: fc.tuple(fc.bigInt(), fc.nat(99)).map(([whole, cents]) => `${whole}.${String(cents).padStart(2, "0")}`),
  double: fc.double(),
  text: fc.oneof(fc.string(), fc.constantFrom("East", "West", "2024", "2024-01", "2024-Q1")),
  date: date.map((value) => value.toISOString().slice(0, 10)),
  time: fc.constantFrom("00:00:00", "23:59:59.5"),
  timestamp: date.map((value) => value.toISOString().slice(0, 19)),
  timestamptz: date.map((value) => `${value.toISOString().slice(0, 19)}Z`),
  interval: fc.constant("P1D"),
  uuid: fc.uuid(),
  json: fc.constantFrom<Cell>({ a: 1 }, [1, "x"], "text"),
  binary: fc.uint8Array({ maxLength: 8 }),
  list: fc.array(fc.integer(), { maxLength: 3 }),
  struct: fc.record({ a: fc.integer() }),
  unknown: fc.string(),
};

const NAMES = [
  "id",
  "order_id",
  "year",
  "month",
  "name",
  "region",
  "total",
  "share_percent",
  "count",
  "Ünlü şehir",
  "",
  "avg price",
];

// Object.keys gives the keys of a record whose keys are exactly the type kinds.
const KINDS = Object.keys(CELLS) as TypeKind[];

const column = (rows: number): fc.Arbitrary<{ name: string; kind: TypeKind; cells: Cell[] }> =>
  fc.constantFrom(...KINDS).chain((kind) =>
    fc.record({
      name: fc.oneof(fc.constantFrom(...NAMES), fc.string()),
      kind: fc.constant(kind),
      cells: fc.array(fc.option(CELLS[kind], { freq: 8 }), { minLength: rows, maxLength: rows }),
    }),
  );

/** Frames of 0 to 6 columns and 0 to 70 rows, with a row count that may be larger than the page. */
export const anyResult: fc.Arbitrary<{ page: Frame; rowCount: number }> = fc
  .tuple(fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(70)), fc.nat(6), fc.oneof(fc.constant(0), fc.nat(5_000)))
  .chain(([rows, width, more]) =>
    fc.uniqueArray(column(rows), { minLength: 0, maxLength: width, selector: (item) => item.name }).map((columns) => ({
      page: {
        columns: columns.map(({ name, kind }) => ({ name, type: { kind, native: kind } })),
        rowCount: rows,
        data: columns.map(({ cells }) => cells),
      },
      rowCount: rows + (rows === 0 ? 0 : more),
    })),
  );
