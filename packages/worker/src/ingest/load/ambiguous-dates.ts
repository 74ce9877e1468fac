import { asNumber, queryRow } from "../../describe/query.ts";
import type { IngestJob } from "../job.ts";
import { quoteName, quoteText } from "../quote.ts";
import type { LoadColumn } from "./sql-columns.ts";

/**
 * Where the sample left day and month open, the loaded column decides: a day above 12 proves the order.
 * Where none is found the person is told what was assumed.
 */
export async function warnAmbiguousDates(
  job: IngestJob,
  table: string,
  parquet: string,
  columns: readonly LoadColumn[],
): Promise<void> {
  for (const { name, chosen } of columns) {
    const { format } = chosen;
    if (!chosen.isDateOrderAmbiguous || format.kind !== "moment" || job.request.options.csv?.dateOrder) continue;
    const row = await queryRow(
      job.connection,
      `SELECT count_if(day(${quoteName(name)}) > 12) AS n FROM read_parquet(${quoteText(parquet)})`,
    );
    if (asNumber(row.n) > 0) continue;
    const assumed = format.shape.order === "dmy" ? "day first" : "month first";
    job.warn({
      table,
      column: name,
      message: `The dates in "${name}" could be day first or month first; they were read ${assumed}.`,
    });
  }
}
