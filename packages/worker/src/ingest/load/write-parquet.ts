import type { IngestJob } from "../job.ts";
import { quoteText } from "../quote.ts";

/**
 * Written by us, read by one engine: LZ4 packs and unpacks faster than Snappy at the same size. Bloom filters cost
 * time on every load and help only point look-ups.
 */
const OPTIONS = "FORMAT parquet, COMPRESSION lz4_raw, WRITE_BLOOM_FILTER false";
const POLL_MS = 200;

/** Writes a query's rows as one Parquet file and answers with their number. Reports progress while it runs. */
export async function writeParquet(
  job: IngestJob,
  select: string,
  path: string,
  progress: { table: string; bytesFrom: number; bytesTo: number },
): Promise<number> {
  job.signal?.throwIfAborted();
  const interrupt = (): void => job.connection.interrupt();
  job.signal?.addEventListener("abort", interrupt, { once: true });
  const poll = setInterval(() => {
    const { percentage } = job.connection.progress;
    const share = percentage > 0 ? percentage / 100 : 0;
    const bytes = progress.bytesFrom + share * (progress.bytesTo - progress.bytesFrom);
    job.progress("convert", Math.round(bytes), 0, progress.table);
  }, POLL_MS);
  try {
    const result = await job.connection.runAndReadAll(`COPY (${select}) TO ${quoteText(path)} (${OPTIONS})`);
    const rows = Number(result.getRows()[0]?.[0] ?? 0);
    job.progress("convert", progress.bytesTo, rows, progress.table);
    return rows;
  } finally {
    clearInterval(poll);
    job.signal?.removeEventListener("abort", interrupt);
  }
}
