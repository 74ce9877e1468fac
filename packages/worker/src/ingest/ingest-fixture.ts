/** For tests: ingests a file in its own folder and reads the tables back. Never imported by the product. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError, type IngestedFile, type IngestRequest, type JsonCell } from "@parlance/core";
import { ingestFile } from "./index.ts";
import { quoteText } from "./quote.ts";

export const SAMPLES = fileURLToPath(new URL("../../../../../shared/data/samples", import.meta.url));
export const hasSamples = existsSync(SAMPLES);

export interface ReadBack {
  readonly file: IngestedFile;
  /** By table: columns as "name TYPE" and rows as JSON cells. */
  readonly tables: Readonly<Record<string, { columns: string[]; rows: JsonCell[][] }>>;
}

export async function openEngine(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  return instance.connect();
}

export async function writeFixture(fileName: string, content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-ingest-"));
  const path = join(folder, fileName.replace(/[^\w.-]/g, "_"));
  await writeFile(path, content);
  return path;
}

export async function ingestPath(
  connection: DuckDBConnection,
  path: string,
  request: Partial<IngestRequest> = {},
): Promise<ReadBack> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-ingest-"));
  const outDir = join(folder, "out");
  await mkdir(outDir);
  const fileName = path.split(/[/\\]/).at(-1) ?? "file";
  const full: IngestRequest = { path, fileName, outDir, options: {}, takenNames: [], timeoutMs: 60_000, ...request };
  try {
    const file = await ingestFile(full, connection, () => undefined);
    return { file, tables: await readTables(connection, file) };
  } catch (error) {
    const left = await readdir(outDir);
    if (left.length > 0) throw new Error(`A failed ingest left ${left.join(", ")}`, { cause: error });
    throw error;
  }
}

export const ingestText = async (
  connection: DuckDBConnection,
  fileName: string,
  content: string | Buffer,
  request: Partial<IngestRequest> = {},
): Promise<ReadBack> => ingestPath(connection, await writeFixture(fileName, content), { fileName, ...request });

/** The error as a person's program sees it. */
export async function refusalOf(work: Promise<unknown>): Promise<{ code: string; details: unknown; message: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details, message: error.message };
    throw error;
  }
  throw new Error("The file was accepted");
}

async function readTables(connection: DuckDBConnection, file: IngestedFile): Promise<ReadBack["tables"]> {
  const tables: Record<string, { columns: string[]; rows: JsonCell[][] }> = {};
  for (const { name, path } of file.tables) {
    const scan = `read_parquet(${quoteText(path)})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${scan}`);
    const columns = described.getRowObjects().map((row) => `${String(row.column_name)} ${String(row.column_type)}`);
    const reader = await connection.runAndReadAll(`SELECT * FROM ${scan} LIMIT 1000`);
    // The engine's JSON form of a row is JSON.
    tables[name] = { columns, rows: reader.getRowsJson() as JsonCell[][] };
  }
  return tables;
}
