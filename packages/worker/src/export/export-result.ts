import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExportedFile, ExportFormat, ExportRequest } from "@parlance/core";
import { viewQuery } from "../engine/page-query.ts";
import type { KeptResult } from "../engine/result-store.ts";
import { writeCsv, writeJson, writeParquet } from "./copy-export.ts";
import type { ExportJob } from "./export-job.ts";

const WRITERS: Readonly<Record<ExportFormat, (job: ExportJob) => Promise<number>>> = {
  csv: writeCsv,
  json: writeJson,
  parquet: writeParquet,
  // Loaded when first used: most workers never write a workbook.
  xlsx: async (job) => (await import("./xlsx-export.ts")).writeXlsx(job),
};

/** Writes a kept result, in the order and with the filters the person sees, into the scratch folder. */
export async function exportResult(
  connection: DuckDBConnection,
  kept: KeptResult,
  request: ExportRequest,
  scratchDir: string,
  signal: AbortSignal,
): Promise<ExportedFile> {
  const path = join(scratchDir, `${randomUUID()}.${request.format}`);
  const query = viewQuery(kept, request);
  try {
    const rowCount = await WRITERS[request.format]({
      connection,
      kept,
      query,
      path,
      isFormulaSafe: request.isFormulaSafe,
      signal,
    });
    return { path, bytes: (await stat(path)).size, rowCount };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
