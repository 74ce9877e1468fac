import type { StoredTable } from "@parlance/core";
import type { DemoPeriod, DemoTable, DemoWorkspace } from "./demo-workspace.ts";
import { demoWorkspaces } from "./demo-workspaces.ts";
import { RANDOM_MACROS } from "./random-macros.ts";
import { text } from "./sql-values.ts";

export interface DemoRequest {
  readonly workspaceId: string;
  /** Folder that receives `<table>.parquet`; exists. */
  readonly outDir: string;
  /** Last day with rows, "YYYY-MM-DD". The same day always gives the same rows. */
  readonly today: string;
}

export type DescribedDemoTable = StoredTable & DemoTable;

const YEARS = 2;

export function findDemoWorkspace(workspaceId: string): DemoWorkspace {
  const found = demoWorkspaces.find((workspace) => workspace.id === workspaceId);
  if (found === undefined) throw new RangeError(`There is no demo workspace "${workspaceId}".`);
  return found;
}

/** Statements for one fresh DuckDB connection that may write to outDir; run in order, they leave the Parquet files. */
export function demoStatements({ workspaceId, outDir, today }: DemoRequest): readonly string[] {
  const workspace = findDemoWorkspace(workspaceId);
  return [
    ...RANDOM_MACROS,
    ...workspace.statements(periodUpTo(today)),
    ...workspace.tables.map((table) => writeTable(table, outDir)),
  ];
}

/** The tables that demoStatements writes, with what they declare: ready for QueryWorker.describe. */
export const demoTables = ({
  workspaceId,
  outDir,
}: Pick<DemoRequest, "workspaceId" | "outDir">): DescribedDemoTable[] =>
  findDemoWorkspace(workspaceId).tables.map((table) => ({ ...table, path: pathOf(table, outDir) }));

/** Runs the statements with whatever DuckDB the caller has, one after the other on one connection. */
export async function generateDemo(
  request: DemoRequest & { readonly runSql: (sql: string) => Promise<unknown> },
): Promise<DescribedDemoTable[]> {
  for (const statement of demoStatements(request)) await request.runSql(statement);
  return demoTables(request);
}

function periodUpTo(today: string): DemoPeriod {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new RangeError("today must be a date such as 2025-06-30.");
  const start = new Date(`${today}T00:00:00Z`);
  start.setUTCFullYear(start.getUTCFullYear() - YEARS);
  return { start: start.toISOString().slice(0, 10), today };
}

const pathOf = (table: DemoTable, outDir: string): string => `${outDir}/${table.name}.parquet`;

function writeTable(table: DemoTable, outDir: string): string {
  const columns = Object.keys(table.columnComments).join(", ");
  return `COPY (SELECT ${columns} FROM ${table.name}) TO ${text(pathOf(table, outDir))} (FORMAT parquet, COMPRESSION zstd)`;
}
