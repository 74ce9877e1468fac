import type { IngestJob } from "../job.ts";
import { chosenFormatFor } from "../load/chosen-types.ts";
import type { TextColumn } from "../load/load-text.ts";
import { columnSource, csvScanSql, sampleValues, USUAL_LINE_BYTES } from "../load/row-file.ts";
import type { TextScan } from "../load/sql-columns.ts";
import { columnNames } from "../names.ts";
import type { FormatPreferences } from "../typing/choose-format.ts";
import { filePreferences } from "./preferences.ts";
import type { SniffedCsv } from "./sniff.ts";

/** How the engine itself is to read a file, by what its samples show. */
export interface DirectLoad {
  readonly columns: readonly TextColumn[];
  readonly preferences: FormatPreferences;
  /** The same bytes may be read under another path. */
  readonly scanOf: (path: string) => TextScan;
}

/** Null for a file that only our own reader is known to read. */
export function planDirectly(job: IngestJob, sniffed: SniffedCsv, table: string): DirectLoad | null {
  if (!sniffed.isRegular) return null;
  const { names, width } = sniffed.header;
  const columns = columnNames(names).map((name, index) =>
    textColumn(job, table, name, {
      index,
      values: sampleValues(sniffed.rows.map(({ cells }) => cells[index] ?? "")),
      isNameless: sniffed.header.hasHeader && names[index] === "",
    }),
  );
  const scan = { width, ...sniffed.dialect, skipLines: sniffed.linesBeforeData, maxLineBytes: USUAL_LINE_BYTES };
  return {
    columns,
    preferences: preferencesOf(job, columns, sniffed),
    scanOf: (path) => (types) => csvScanSql({ path, ...scan }, types),
  };
}

export const preferencesOf = (job: IngestJob, columns: readonly TextColumn[], { dialect }: SniffedCsv) =>
  filePreferences(columns, job.request.options.csv ?? {}, dialect.delimiter);

export function textColumn(
  job: IngestJob,
  table: string,
  name: string,
  found: { index: number; values: readonly string[]; isNameless: boolean },
): TextColumn {
  const fixed = chosenFormatFor(job, table, name, found.values);
  return {
    name,
    source: columnSource(found.index),
    values: found.values,
    isNameless: found.isNameless,
    declared: "nothing",
    ...(fixed ? { fixed } : {}),
  };
}
