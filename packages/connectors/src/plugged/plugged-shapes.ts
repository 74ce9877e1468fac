import { type Cell, TYPE_KINDS, type TypeKind } from "@parlance/core";
import { z } from "zod";

/** What a source of a plugin may say of itself; anything else is a fault of the plugin. */
const name = z.string().min(1).max(300);
const resultColumn = z.object({ name: z.string().max(300), kind: z.enum(TYPE_KINDS), native: z.string().optional() });

export const resultColumns = z.array(resultColumn).max(2_000);

const column = resultColumn.extend({
  name,
  isNullable: z.boolean().default(true),
  comment: z.string().max(4_000).optional(),
});

export const tables = z
  .array(
    z.object({
      name,
      schema: name.optional(),
      kind: z.enum(["table", "view"]).default("table"),
      comment: z.string().max(4_000).optional(),
      columns: z.array(column).max(2_000),
      primaryKey: z.array(name).default([]),
      foreignKeys: z.array(z.object({ columns: z.array(name), refTable: name, refColumns: z.array(name) })).default([]),
      reads: z.union([z.array(name), z.literal("unknown")]).optional(),
      rowCount: z.number().int().min(0).optional(),
    }),
  )
  .max(10_000)
  .refine(
    (all) => new Set(all.map((table) => table.name.toLowerCase())).size === all.length,
    "Two tables of one name.",
  );

export const columnValues = z
  .array(
    z.object({
      table: name,
      column: name,
      values: z.array(z.object({ value: z.string(), count: z.number().int().min(0) })),
      isTruncated: z.boolean(),
    }),
  )
  .max(20_000);

const isText = (cell: Cell): boolean => typeof cell === "string";
const isLike =
  (form: RegExp) =>
  (cell: Cell): boolean =>
    typeof cell === "string" && form.test(cell);

const FITS: Readonly<Record<TypeKind, (cell: Cell) => boolean>> = {
  boolean: (cell) => typeof cell === "boolean",
  integer: (cell) => Number.isSafeInteger(cell),
  bigint: (cell) => typeof cell === "bigint",
  decimal: isLike(/^-?\d+(\.\d+)?$/),
  double: (cell) => typeof cell === "number",
  text: isText,
  date: isLike(/^[+-]?\d{4,6}-\d\d-\d\d$/),
  time: isLike(/^\d\d:\d\d:\d\d(\.\d+)?$/),
  timestamp: isLike(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/),
  timestamptz: isLike(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  interval: isLike(/^-?P/),
  uuid: isText,
  json: (cell) => cell !== undefined,
  binary: (cell) => cell instanceof Uint8Array,
  list: (cell) => Array.isArray(cell),
  struct: (cell) => typeof cell === "object" && !Array.isArray(cell),
  unknown: isText,
};

/** A cell in the form that data-type.ts gives for its kind. */
export const isCellOf = (kind: TypeKind, cell: Cell): boolean => cell === null || FITS[kind](cell);
