import type { Catalog, Column, RetrievedNote, Table } from "@parlance/core";
import { identifierWords, spelledOut } from "@parlance/engine/words";
import type { TaughtNote } from "./taught-notes.ts";

export type DocumentKind = "table" | "column" | RetrievedNote["kind"];

/** A piece of what is known of a source, as text to be searched. */
export interface SchemaDocument {
  /** Unique in its source and the same for the same thing at every version. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly table?: string;
  readonly column?: string;
  readonly text: string;
}

export interface DocumentOptions {
  /** Whether values that stand in cells may be written into the texts. */
  readonly withValues: boolean;
}

const SHOWN_VALUES = 8;
const LONGEST_VALUE = 40;

/** One document for every table and column. */
export const schemaDocuments = (catalog: Catalog, options: DocumentOptions): readonly SchemaDocument[] =>
  catalog.tables.flatMap((table) => [
    tableDocument(table),
    ...table.columns.map((column) => columnDocument(table, column, options)),
  ]);

/** One for everything that people have written down. Without values, what stands in quotes is left out. */
export const noteDocuments = (
  notes: readonly TaughtNote[],
  { withValues }: DocumentOptions,
): readonly SchemaDocument[] =>
  notes.map(({ id, kind, text }) => ({ id, kind, text: withValues ? text : text.replace(QUOTED_VALUE, "''") }));

const QUOTED_VALUE = /'(?:[^']|'')*'/g;

const readable = (name: string): string => spelledOut(identifierWords(name)).join(" ");

const sentence = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(". ");

function tableDocument(table: Table): SchemaDocument {
  const columns = table.columns.map((column) => readable(column.name)).join(", ");
  const keys = table.foreignKeys.map((key) => readable(key.refTable)).join(", ");
  const joins = keys === "" ? undefined : `joined to ${keys}`;
  const text = sentence(
    readable(table.nativeName ?? table.name),
    table.comment,
    columns,
    joins,
    readable(table.schema ?? ""),
  );
  return { id: `table:${table.name}`, kind: "table", table: table.name, text };
}

function columnDocument(table: Table, column: Column, { withValues }: DocumentOptions): SchemaDocument {
  const top = withValues ? (column.profile?.topValues ?? []) : [];
  const values = top.slice(0, SHOWN_VALUES).map(({ value }) => value.slice(0, LONGEST_VALUE));
  const name = `${readable(column.name)} of ${readable(table.nativeName ?? table.name)}`;
  return {
    id: `column:${table.name}:${column.name}`,
    kind: "column",
    table: table.name,
    column: column.name,
    text: sentence(name, column.comment, column.type.kind, values.join(", ")),
  };
}
