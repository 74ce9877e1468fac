import type { Catalog, RetrievedContext, Table } from "@parlance/core";
import { findTable } from "@parlance/core";
import type { ToldTable } from "../prompts/schema-text.ts";
import { columnKey, type RecognisedQuestion } from "./read-question.ts";

/** More than this many cannot be told; ranking the rest would only cost time. */
const MAX_TABLES = 200;

/**
 * Tables in the order in which they get room in the prompt: what retrieval found, what the engine recognised, what
 * those point to, then the rest. Columns likewise; keys come before what nobody asked for.
 */
export function chooseTables(
  catalog: Catalog,
  recognised: RecognisedQuestion,
  retrieved: RetrievedContext | null,
): ToldTable[] {
  const found = (retrieved?.tables ?? []).flatMap((item) => findTable(catalog, item.table) ?? []);
  const named = [...found, ...recognised.tables.flatMap((name) => findTable(catalog, name) ?? [])];
  const near = named.slice(0, 12).flatMap((table) => neighbours(table, catalog));
  const ranked = new Set([...named, ...near]);
  for (const table of catalog.tables) {
    if (ranked.size >= MAX_TABLES) break;
    ranked.add(table);
  }
  const columnsOf = new Map((retrieved?.tables ?? []).map((item) => [item.table.toLowerCase(), item.columns]));
  return [...ranked].slice(0, MAX_TABLES).map((table) => ({
    table,
    columns: rankColumns(table, columnsOf.get(table.name.toLowerCase()) ?? [], recognised),
  }));
}

const neighbours = (table: Table, catalog: Catalog): Table[] =>
  table.foreignKeys.flatMap((key) => findTable(catalog, key.refTable) ?? []);

function rankColumns(table: Table, retrieved: readonly string[], { columns, values }: RecognisedQuestion): string[] {
  const own = table.columns.map((column) => column.name);
  const holds = new Set(values.filter((item) => item.table === table.name).map((item) => item.column));
  const keys = [...table.primaryKey, ...table.foreignKeys.flatMap((key) => key.columns)];
  const wanted = own.filter((name) => holds.has(name) || columns.has(columnKey(table.name, name)));
  const known = new Set(own);
  return [...new Set([...retrieved, ...wanted, ...keys, ...own])].filter((name) => known.has(name));
}
