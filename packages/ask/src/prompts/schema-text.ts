import type { Column, Dialect, Disclosure, ForeignKey, Table } from "@parlance/core";
import { estimateTokens } from "../model/estimate-tokens.ts";
import { columnFacts, DETAILS, type Detail } from "./column-facts.ts";
import { oneLine } from "./data-text.ts";
import { writtenName, writtenTable } from "./written-names.ts";

/** A table worth telling of, with its columns by how much they matter; the most important tables first. */
export interface ToldTable {
  readonly table: Table;
  /** Names, best first. Where the table is too wide the last ones are left out. */
  readonly columns: readonly string[];
}

export interface SchemaNeeds {
  readonly dialect: Dialect;
  readonly disclosure: Disclosure;
  /** As the catalog calls it; for what keys point to. */
  findTable(name: string): Table | undefined;
  /** Stored values that the question names, for one column. */
  linked(table: string, column: string): readonly string[];
}

/** Columns shown of the widest tables at first; more are let in while there is room. */
const FIRST_COLUMNS = 24;

interface Told {
  readonly source: ToldTable;
  width: number;
  level: number;
  text: string;
  tokens: number;
}

/**
 * Tables as CREATE TABLE statements with what is known of their columns in comments, within so many tokens. What does
 * not fit is told in less detail, then left out, the least important first.
 */
export function schemaText(tables: readonly ToldTable[], needs: SchemaNeeds, maxTokens: number): string {
  const told: Told[] = [];
  let left = maxTokens;
  const put = (entry: Told, width: number, level: number): boolean => {
    const text = tableText(entry.source, width, level, needs);
    const tokens = estimateTokens(text) + 1;
    if (tokens - entry.tokens > left) return false;
    left -= tokens - entry.tokens;
    Object.assign(entry, { width, level, text, tokens });
    return true;
  };
  for (const source of tables) {
    const entry: Told = { source, width: 0, level: DETAILS.length - 1, text: "", tokens: 0 };
    const widths = [source.columns.length, FIRST_COLUMNS, 8].filter((width) => width <= source.columns.length);
    if (!widths.some((width) => put(entry, width, DETAILS.length - 1))) break;
    told.push(entry);
  }
  for (const entry of told) put(entry, entry.source.columns.length, entry.level);
  for (let level = DETAILS.length - 2; level >= 0; level--) {
    for (const entry of told) if (entry.level === level + 1) put(entry, entry.width, level);
  }
  const hidden = tables.length - told.length;
  return [...told.map((entry) => entry.text), ...(hidden > 0 ? [`-- ${hidden} more tables not shown`] : [])].join("\n");
}

function tableText({ table, columns }: ToldTable, width: number, level: number, needs: SchemaNeeds): string {
  const detail = DETAILS[level] ?? DETAILS[0];
  const chosen = new Set(columns.slice(0, width));
  const shown = table.columns.filter((column) => chosen.has(column.name));
  const lines = shown.map((column) => columnLine(column, table, detail, needs));
  const keys = tableKeys(table, needs);
  const hidden = table.columns.length - shown.length;
  const items = [...lines, ...keys.map((text) => ({ text, fact: "" }))];
  const body = items.map(({ text, fact }, i) => {
    const comma = i === items.length - 1 ? "" : ",";
    return `  ${text}${comma}${fact === "" ? "" : ` -- ${fact}`}`;
  });
  const about = tableFacts(table, detail, needs.disclosure);
  const head = `CREATE ${table.kind === "view" ? "VIEW" : "TABLE"} ${writtenTable(table, needs.dialect)} (`;
  return [
    about === "" ? head : `${head} -- ${about}`,
    ...body,
    ...(hidden > 0 ? [`  -- ${hidden} more columns not shown`] : []),
    ");",
  ].join("\n");
}

function tableFacts(table: Table, detail: Detail, disclosure: Disclosure): string {
  const rows =
    disclosure === "schema" || table.rowCount === undefined ? "" : `${table.rowCount.toLocaleString("en-US")} rows`;
  return [rows, oneLine(table.comment ?? "", detail.commentLength)].filter(Boolean).join("; ");
}

function columnLine(
  column: Column,
  table: Table,
  detail: Detail,
  needs: SchemaNeeds,
): { readonly text: string; readonly fact: string } {
  const { dialect, disclosure } = needs;
  const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  const own = table.foreignKeys.filter((key) => key.columns.length === 1 && key.columns[0] === column.name);
  const references = own.map((key) => referenceText(key, needs));
  const text = [
    writtenName(column.name, dialect),
    oneLine(column.type.native || column.type.kind, 60),
    ...(isKey ? ["PRIMARY KEY"] : []),
    ...references.slice(0, 2),
  ].join(" ");
  return { text, fact: columnFacts(column, needs.linked(table.name, column.name), detail, disclosure) };
}

function referenceText(key: ForeignKey, { dialect, findTable }: SchemaNeeds): string {
  const target = findTable(key.refTable);
  const name = target === undefined ? writtenName(key.refTable, dialect) : writtenTable(target, dialect);
  return `REFERENCES ${name}(${key.refColumns.map((column) => writtenName(column, dialect)).join(", ")})`;
}

/** Keys over several columns. */
function tableKeys(table: Table, needs: SchemaNeeds): string[] {
  const list = (names: readonly string[]): string => names.map((name) => writtenName(name, needs.dialect)).join(", ");
  return [
    ...(table.primaryKey.length > 1 ? [`PRIMARY KEY (${list(table.primaryKey)})`] : []),
    ...table.foreignKeys
      .filter((key) => key.columns.length > 1)
      .map((key) => `FOREIGN KEY (${list(key.columns)}) ${referenceText(key, needs)}`),
  ];
}
