import type { Catalog, Column, Dialect, Disclosure, ForeignKey, Table } from "@parlance/core";
import { estimateTokens } from "../model/estimate-tokens.ts";
import { type FittedTable, fitSchema } from "../retrieval/fit-schema.ts";
import { columnFacts, DETAILS, type Detail } from "./column-facts.ts";
import { oneLine } from "./data-text.ts";
import { writtenName, writtenTable } from "./written-names.ts";

/** A table worth telling of, with its columns by how much they matter; the most important tables first. */
export interface ToldTable {
  readonly table: Table;
  /** Names, best first; where the table is too wide the last ones are left out. */
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

interface Told {
  readonly table: Table;
  readonly columns: readonly Column[];
  level: number;
  text: string;
  tokens: number;
}

const LEAST = DETAILS.length - 1;
/** Of the room, for names alone; the rest goes to what stands in the columns. Applies where not everything fits. */
const SHARE_FOR_NAMES = 0.85;

/**
 * Tables as CREATE TABLE statements with what is known of their columns in comments, within so many tokens. What does
 * not fit is told in less detail, then left out, the least important first.
 */
export function schemaText(
  catalog: Catalog,
  tables: readonly ToldTable[],
  needs: SchemaNeeds,
  maxTokens: number,
): string {
  const fitted = chooseWithin(catalog, tables, needs, maxTokens);
  const told = fitted.map(
    ({ table, columns }): Told => ({ table, columns, level: LEAST, ...render(table, columns, LEAST, needs) }),
  );
  let left = maxTokens - told.reduce((sum, { tokens }) => sum + tokens, 0);
  for (let level = LEAST - 1; level >= 0; level--) {
    for (const entry of told) {
      if (entry.level !== level + 1) continue;
      const richer = render(entry.table, entry.columns, level, needs);
      if (richer.tokens - entry.tokens > left) continue;
      left -= richer.tokens - entry.tokens;
      Object.assign(entry, { level, ...richer });
    }
  }
  const hidden = catalog.tables.length - told.length;
  return [...told.map(({ text }) => text), ...(hidden > 0 ? [`-- ${hidden} more tables not shown`] : [])].join("\n");
}

/** Everything where it fits; else what is worth its place, with the columns that join what was chosen. */
function chooseWithin(
  catalog: Catalog,
  tables: readonly ToldTable[],
  needs: SchemaNeeds,
  maxTokens: number,
): readonly FittedTable[] {
  const whole =
    tables.length < catalog.tables.length ? null : tables.map(({ table }) => ({ table, columns: table.columns }));
  let tokens = 0;
  for (const { table, columns } of whole ?? []) {
    tokens += render(table, columns, LEAST, needs).tokens;
    if (tokens > maxTokens) break;
  }
  if (whole !== null && tokens <= maxTokens) return whole;
  const retrieved = { tables: tables.map(({ table, columns }) => ({ table: table.name, columns, score: 0 })) };
  return fitSchema(catalog, retrieved, maxTokens * SHARE_FOR_NAMES, {
    table: (table) => render(table, [], LEAST, needs).tokens + HIDDEN_TOKENS,
    column: (column, table) => estimateTokens(lineText(columnLine(column, table, detailAt(LEAST), needs), false)),
  });
}

const detailAt = (level: number): Detail => DETAILS[level] ?? DETAILS[0];

/** "-- 12 more columns not shown" */
const HIDDEN_TOKENS = 8;

function render(
  table: Table,
  columns: readonly Column[],
  level: number,
  needs: SchemaNeeds,
): { text: string; tokens: number } {
  const text = tableText(table, columns, detailAt(level), needs);
  return { text, tokens: estimateTokens(text) + 1 };
}

interface Line {
  readonly text: string;
  readonly fact: string;
}

const lineText = ({ text, fact }: Line, isLast: boolean): string =>
  `  ${text}${isLast ? "" : ","}${fact === "" ? "" : ` -- ${fact}`}`;

function tableText(table: Table, columns: readonly Column[], detail: Detail, needs: SchemaNeeds): string {
  const lines = columns.map((column) => columnLine(column, table, detail, needs));
  const items = [...lines, ...tableKeys(table, needs).map((text) => ({ text, fact: "" }))];
  const about = tableFacts(table, detail, needs.disclosure);
  const head = `CREATE ${table.kind === "view" ? "VIEW" : "TABLE"} ${writtenTable(table, needs.dialect)} (`;
  const hidden = table.columns.length - columns.length;
  return [
    about === "" ? head : `${head} -- ${about}`,
    ...items.map((line, i) => lineText(line, i === items.length - 1)),
    ...(hidden > 0 ? [`  -- ${hidden} more columns not shown`] : []),
    ");",
  ].join("\n");
}

function tableFacts(table: Table, detail: Detail, disclosure: Disclosure): string {
  const rows =
    disclosure === "schema" || table.rowCount === undefined ? "" : `${table.rowCount.toLocaleString("en-US")} rows`;
  return [rows, oneLine(table.comment ?? "", detail.commentLength)].filter(Boolean).join("; ");
}

function columnLine(column: Column, table: Table, detail: Detail, needs: SchemaNeeds): Line {
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
