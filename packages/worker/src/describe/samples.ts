import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { type Cell, cellToJson, type DataType, type JsonCell } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { cellText } from "./cell-sql.ts";
import type { TableFacts } from "./table-facts.ts";

const SAMPLE_ROWS = 5;
/** A sample is for display: longer cells are cut. */
const SAMPLE_CELL_CHARACTERS = 500;

/** Kinds whose DuckDB value already is the JavaScript cell. */
const PLAIN_KINDS: ReadonlySet<DataType["kind"]> = new Set(["boolean", "integer", "bigint", "double"]);

export async function readSamples(connection: DuckDBConnection, facts: TableFacts): Promise<JsonCell[][]> {
  const cells = facts.columns.map(({ name, type }) => {
    const column = quoteName(name);
    if (PLAIN_KINDS.has(type.kind)) return column;
    return `left(${cellText(column, type)}, ${SAMPLE_CELL_CHARACTERS})`;
  });
  const reader = await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${facts.scan} LIMIT ${SAMPLE_ROWS}`);
  return reader.getRows().map((row) => row.map(sampleCell));
}

const sampleCell = (value: DuckDBValue): JsonCell => cellToJson(isCell(value) ? value : String(value));

const isCell = (value: DuckDBValue): value is Extract<DuckDBValue, Cell> =>
  value === null || ["boolean", "number", "bigint", "string"].includes(typeof value);
