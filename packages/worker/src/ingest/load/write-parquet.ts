import type { IngestJob } from "../job.ts";
import { quoteText } from "../quote.ts";

export const copySql = (select: string, path: string): string => `COPY (${select}) TO ${quoteText(path)} (${OPTIONS})`;

/**
 * Written by us, read by one engine. LZ4 packs and unpacks faster than Snappy at the same size; Bloom filters cost time
 * on every load and help only point look-ups. The second version of the format stores numbers as differences and texts
 * with their lengths apart, which is written and read faster, and smaller. A dictionary is given up for values that
 * hardly repeat before it has cost more than it saves.
 */
const OPTIONS =
  "FORMAT parquet, PARQUET_VERSION V2, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 8192, WRITE_BLOOM_FILTER false";
export const POLL_MS = 200;

/** Where a load stands in its file. */
export interface LoadSpan {
  readonly table: string;
  readonly bytesFrom: number;
  readonly bytesTo: number;
}

/** Writes a query's rows as one Parquet file and answers with their number. Reports progress while it runs. */
export async function writeParquet(job: IngestJob, select: string, path: string, progress: LoadSpan): Promise<number> {
  job.signal?.throwIfAborted();
  const ahead = await job.ahead?.take(job, select, path, progress);
  if (ahead !== undefined && ahead !== null) return ahead;
  const interrupt = (): void => job.connection.interrupt();
  job.signal?.addEventListener("abort", interrupt, { once: true });
  const poll = setInterval(() => {
    const { percentage } = job.connection.progress;
    const share = percentage > 0 ? percentage / 100 : 0;
    const bytes = progress.bytesFrom + share * (progress.bytesTo - progress.bytesFrom);
    job.progress("convert", Math.round(bytes), 0, progress.table);
  }, POLL_MS);
  try {
    const result = await job.connection.runAndReadAll(copySql(select, path));
    const rows = Number(result.getRows()[0]?.[0] ?? 0);
    job.progress("convert", progress.bytesTo, rows, progress.table);
    return rows;
  } finally {
    clearInterval(poll);
    job.signal?.removeEventListener("abort", interrupt);
  }
}
