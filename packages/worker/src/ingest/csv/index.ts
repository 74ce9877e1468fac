import { stat } from "node:fs/promises";
import type { CsvOptions } from "@parlance/core";
import { isDataError } from "../engine-error.ts";
import type { IngestJob } from "../job.ts";
import { warnAmbiguousDates } from "../load/ambiguous-dates.ts";
import { type LoadedText, loadText, type TextLoad } from "../load/load-text.ts";
import { rowFileScan } from "../load/row-file.ts";
import { columnNames } from "../names.ts";
import type { ReadFile } from "../read-file.ts";
import { planDirectly, preferencesOf, textColumn } from "./direct-load.ts";
import { rewriteCsv } from "./rewrite.ts";
import { type SniffedCsv, sniffCsv } from "./sniff.ts";

/** Delimited text, whatever its dialect, into one table. */
export async function ingestCsv(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const { size } = await stat(path);
  job.progress("sniff", 0, 0);
  const sniffed = await sniffCsv(job, path, size);
  if (!sniffed) throw job.empty("The file holds no rows.");
  const table = job.claimTableName(label);
  const parquet = job.nextParquetPath();
  const load = (plan: Plan): Promise<LoadedText> =>
    loadText(job, { table, path: parquet, ...plan, bytesFrom: 0, bytesTo: size });
  const loaded =
    (await loadDirectly(sniffed, path, job, table, load)) ?? (await loadRewritten(sniffed, path, job, table, load));
  if (loaded.rowCount === 0) throw job.empty("The file has a header but no rows.");
  await warnAmbiguousDates(job, table, parquet, loaded.columns);
  return {
    kind: "csv",
    tables: [{ name: table, path: parquet, rowCount: loaded.rowCount, ...unitComments(loaded) }],
    parsed: {
      csv: describeParse(sniffed, loaded, job.request.options.csv ?? {}),
      // What was left out below a table is had back by the same choice as a row of totals.
      ...(sniffed.notesFrom === undefined ? {} : { totalsRow: "leaveOut" as const }),
    },
  };
}

type Plan = Pick<TextLoad, "scan" | "columns" | "preferences">;
type Load = (plan: Plan) => Promise<LoadedText>;

/** The engine reads the file itself; null when it stumbles over something only our own reader forgives. */
async function loadDirectly(
  sniffed: SniffedCsv,
  path: string,
  job: IngestJob,
  table: string,
  load: Load,
): Promise<LoadedText | null> {
  const plan = planDirectly(job, sniffed, table);
  if (plan === null) return null;
  try {
    return await load({ ...plan, scan: plan.scanOf(path) });
  } catch (error) {
    if (!isDataError(error) || job.signal?.aborted) throw error;
    return null;
  }
}

async function loadRewritten(
  sniffed: SniffedCsv,
  path: string,
  job: IngestJob,
  table: string,
  load: Load,
): Promise<LoadedText> {
  const { file, names } = await rewriteCsv(job, sniffed, path, table);
  const columns = columnNames(names).map((name, index) =>
    textColumn(job, table, name, {
      index,
      values: file.evidence[index]?.values ?? [],
      isNameless: sniffed.header.hasHeader && names[index] === "",
    }),
  );
  return load({ columns, preferences: preferencesOf(job, columns, sniffed), scan: rowFileScan(file) });
}

/** A sign that was read away, such as € or %, is kept as the column's comment. */
function unitComments({ columns }: LoadedText): { columnComments?: Record<string, string> } {
  const comments: Record<string, string> = {};
  for (const { name, chosen } of columns) {
    const sign = "style" in chosen.format ? chosen.format.style.sign : "";
    if (sign !== "") comments[name] = sign === "%" ? "in percent" : `in ${sign}`;
  }
  return Object.keys(comments).length === 0 ? {} : { columnComments: comments };
}

function describeParse(sniffed: SniffedCsv, loaded: LoadedText, options: Partial<CsvOptions>): CsvOptions {
  const formats = loaded.columns.map(({ chosen }) => chosen.format);
  const styles = formats.flatMap((format) => ("style" in format ? [format.style] : []));
  const moments = formats.flatMap((format) => (format.kind === "moment" ? [format.shape] : []));
  const thousands = styles.find((style) => style.thousands !== "")?.thousands;
  const nullWords = new Set(loaded.columns.flatMap(({ chosen }) => chosen.nullWords));
  return {
    ...sniffed.dialect,
    encoding: sniffed.encoding.encoding,
    hasHeader: sniffed.header.hasHeader,
    skipLines: sniffed.skipLines,
    decimalSeparator: options.decimalSeparator ?? (styles.some(({ decimal }) => decimal === ",") ? "," : "."),
    thousandsSeparator: options.thousandsSeparator ?? thousands ?? "",
    dateOrder: options.dateOrder ?? moments.find(({ isNumericOrder }) => isNumericOrder)?.order ?? "ymd",
    nullWords: options.nullWords ?? [...nullWords],
  };
}
