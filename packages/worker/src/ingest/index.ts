import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { AppError, type IngestedFile, type IngestProgress, type IngestRequest } from "@parlance/core";
import { fileLabel, tableName } from "./names.ts";
import { quoteText } from "./quote.ts";

/** Reads one uploaded file into Parquet tables under request.outDir. */
export async function ingestFile(
  request: IngestRequest,
  connection: DuckDBConnection,
  onProgress: (progress: IngestProgress) => void,
  signal?: AbortSignal,
): Promise<IngestedFile> {
  signal?.throwIfAborted();
  const { size } = await stat(request.path);
  if (size === 0) throw new AppError("FILE_EMPTY", { details: { file: request.fileName } });
  onProgress({ phase: "convert", bytesDone: 0, bytesTotal: size, rows: 0 });
  const path = join(request.outDir, "0.parquet");
  const result = await connection.runAndReadAll(
    `COPY (FROM read_csv(${quoteText(request.path)})) TO ${quoteText(path)} (FORMAT parquet)`,
  );
  const rowCount = Number(result.getRows()[0]?.[0] ?? 0);
  const name = tableName(fileLabel(request.fileName), request.takenNames);
  return { kind: "csv", tables: [{ name, path, rowCount }], parsed: {}, warnings: [] };
}
