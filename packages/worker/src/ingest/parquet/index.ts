import { stat } from "node:fs/promises";
import { isDataError, plainReason } from "../engine-error.ts";
import type { IngestJob } from "../job.ts";
import { copyColumnsSql } from "../load/copy-columns.ts";
import { writeParquet } from "../load/write-parquet.ts";
import { quoteText } from "../quote.ts";
import type { ReadFile } from "../read-file.ts";

/** Written anew rather than kept: whatever a stranger's file carries beside its rows ends here. */
export async function ingestParquet(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const { size } = await stat(path);
  const table = job.claimTableName(label);
  const target = job.nextParquetPath();
  try {
    const select = await copyColumnsSql(job, `read_parquet(${quoteText(path)})`);
    const rowCount = await writeParquet(job, select, target, { table, bytesFrom: 0, bytesTo: size });
    if (rowCount === 0) throw job.empty("The Parquet file holds no rows.");
    return { kind: "parquet", tables: [{ name: table, path: target, rowCount }], parsed: {} };
  } catch (error) {
    if (isDataError(error) && !job.signal?.aborted) {
      throw job.reject(`The Parquet file is damaged: ${plainReason(error)}`);
    }
    throw error;
  }
}
