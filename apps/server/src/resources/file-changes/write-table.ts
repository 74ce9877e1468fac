import { rename } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type QueryWorker, type RunLimits, type StoredTable, type Table } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { FileTable } from "../../database/schema.ts";

/** Whatever the rows are: a limit that cut them would lose data. */
const LIMITS: RunLimits = {
  maxRows: 1_000_000_000,
  maxBytes: 64 * 1024 ** 3,
  maxCellBytes: 512 * 1024 * 1024,
  timeoutMs: 15 * 60_000,
};

export interface WriteRequest {
  readonly sql: string;
  readonly inputs: readonly (StoredTable & { readonly columns: Table["columns"] })[];
  /** Folder and name of the Parquet file to write. */
  readonly folder: string;
  readonly parquet: string;
  readonly file: FileTable;
}

/** Runs a statement of ours over stored tables in the workspace's worker and stores its rows as a table. */
export async function writeTable(worker: QueryWorker, request: WriteRequest, signal: AbortSignal): Promise<FileTable> {
  const sourceId = `change-${uuid()}`;
  const policy = {
    tables: request.inputs.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
  };
  const ref = { sourceId, resultId: uuid(), sql: request.sql, policy, limits: LIMITS };
  await worker.attach({ sourceId, version: sourceId, tables: request.inputs }, signal);
  try {
    const stored = await worker.run({ ...ref, pageRows: 1 }, signal);
    if (stored.isTruncated) throw new AppError("QUERY_TOO_LARGE");
    const written = await worker.export({ ...ref, format: "parquet", isFormulaSafe: false }, signal);
    await rename(written.path, join(request.folder, request.parquet));
    return { ...request.file, parquet: request.parquet, rowCount: written.rowCount };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "SQL_TYPE_MISMATCH") throw error;
    throw new AppError("FILE_REJECTED", {
      message: "A column of the new file holds values that do not fit the type the column has.",
      hint: "Replace the file instead of adding to it, or change the column's type first.",
      details: { table: request.file.name },
      cause: error,
    });
  } finally {
    await worker.detach(sourceId);
  }
}
