import { rm } from "node:fs/promises";
import type { IngestedTable } from "@parlance/core";
import { asNumber, queryRow, queryRows } from "../../describe/query.ts";
import type { IngestJob } from "../job.ts";
import { quoteName, quoteText } from "../quote.ts";
import { attemptSql } from "../typing/column-format.ts";
import { type DateShape, dateShapes } from "../typing/date-shape.ts";
import { writeParquet } from "./write-parquet.ts";

/** Longer tables are logs and registers, which end without a sum. */
const MAX_ROWS = 20_000;
const FEWEST_ADDED = 3;
const LABEL_COLUMNS = 3;
const LABEL = /^\W*(?:grand\s+|sub-?)?(?:totals?|sum|overall|altogether|summe|gesamt|insgesamt|totale?|suma)\W*$/i;
const NUMERIC = /^(?:(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?)|DOUBLE|FLOAT|DECIMAL.*)$/;
const NUMBER = "file_row_number";

interface LastRow {
  readonly at: number;
  readonly label: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/**
 * Leaves out a last row that adds up the rows above it, and says so: with it every sum is twice too high and "Total" is
 * the largest of all. Only a row that is called a total and is one, by at least one of its figures, goes.
 */
export async function leaveOutTotals(job: IngestJob, table: IngestedTable): Promise<IngestedTable> {
  if (table.rowCount <= FEWEST_ADDED || table.rowCount > MAX_ROWS) return table;
  const scan = `read_parquet(${quoteText(table.path)}, ${NUMBER}=true)`;
  const types = await queryRows(job.connection, `DESCRIBE FROM read_parquet(${quoteText(table.path)})`);
  const columns = types.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
  const last = await lastRow(job, scan, columns);
  if (!last || !(await addsUp(job, scan, columns, last))) return table;
  const path = job.nextParquetPath();
  const items = await Promise.all(columns.map((column) => columnSql(job, scan, column, last)));
  const select = `SELECT ${items.join(", ")} FROM ${scan} WHERE ${NUMBER} < ${last.at} ORDER BY ${NUMBER}`;
  const rowCount = await writeParquet(job, select, path, { table: table.name, bytesFrom: 0, bytesTo: 0 });
  await rm(table.path, { force: true });
  job.warn({
    table: table.name,
    message: `The last row, "${last.label}", adds up the rows above it and is left out.`,
  });
  return { ...table, path, rowCount };
}

interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

async function lastRow(job: IngestJob, scan: string, columns: readonly TypedColumn[]): Promise<LastRow | undefined> {
  const cells = await queryRow(job.connection, `FROM ${scan} ORDER BY ${NUMBER} DESC LIMIT 1`);
  const label = columns
    .slice(0, LABEL_COLUMNS)
    .map(({ name }) => cells[name])
    .find((cell): cell is string => typeof cell === "string" && LABEL.test(cell));
  return label === undefined ? undefined : { at: asNumber(cells[NUMBER]), label, cells };
}

async function addsUp(
  job: IngestJob,
  scan: string,
  columns: readonly TypedColumn[],
  { at, cells }: LastRow,
): Promise<boolean> {
  const figures = columns.filter(({ name, type }) => NUMERIC.test(type) && Number(cells[name] ?? 0) !== 0);
  if (figures.length === 0) return false;
  const sums = figures.map(({ name }, i) => `CAST(sum(${quoteName(name)}) AS DOUBLE) AS s${i}`);
  const row = await queryRow(job.connection, `SELECT ${sums.join(", ")} FROM ${scan} WHERE ${NUMBER} < ${at}`);
  return figures.some(({ name }, i) => {
    const total = Number(cells[name]);
    return Math.abs(Number(row[`s${i}`] ?? 0) - total) <= Math.abs(total) * 1e-9;
  });
}

/** A column of numbers or dates that was text only because the word "Total" stood in it is numbers or dates again. */
async function columnSql(job: IngestJob, scan: string, column: TypedColumn, last: LastRow): Promise<string> {
  const name = quoteName(column.name);
  if (column.type !== "VARCHAR" || (last.cells[column.name] ?? null) === null) return name;
  const whole = `TRY_CAST(${name} AS BIGINT)`;
  const { n } = await queryRow(
    job.connection,
    `SELECT count_if(${name} IS NOT NULL AND CAST(${whole} AS VARCHAR) IS DISTINCT FROM ${name}) AS n FROM ${scan} WHERE ${NUMBER} < ${last.at}`,
  );
  if (asNumber(n) === 0) return `${whole} AS ${name}`;
  const shape = await onlyDateShape(job, scan, name, last);
  return shape === undefined ? name : `${attemptSql(name, { kind: "moment", shape })} AS ${name}`;
}

/** How the values above the last row are read as dates, where there is one way. */
async function onlyDateShape(
  job: IngestJob,
  scan: string,
  name: string,
  { at }: LastRow,
): Promise<DateShape | undefined> {
  const rows = await queryRows(
    job.connection,
    `SELECT DISTINCT ${name} AS v FROM ${scan} WHERE ${NUMBER} < ${at} AND ${name} IS NOT NULL`,
  );
  const [shape, ...others] = dateShapes(rows.map(({ v }) => String(v)));
  return others.length === 0 ? shape : undefined;
}
