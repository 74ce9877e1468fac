import type { DuckDBConnection } from "@duckdb/node-api";
import { asNumber, queryRow, queryRows } from "../../describe/query.ts";
import type { IngestJob } from "../job.ts";
import { quoteName } from "../quote.ts";
import {
  type ChosenFormat,
  type ColumnEvidence,
  chooseFormat,
  type FormatPreferences,
} from "../typing/choose-format.ts";
import { isMisfit, isMisfitSql } from "../typing/column-format.ts";
import { AS_TEXT, type LoadColumn, selectSql, type TextScan } from "./sql-columns.ts";
import { writeParquet } from "./write-parquet.ts";

export interface TextColumn extends ColumnEvidence {
  /** Name of the column in the scan. */
  readonly source: string;
  /** Set when the person chose the type, or when a reader knows it. */
  readonly fixed?: ChosenFormat;
}

export interface TextLoad {
  readonly table: string;
  readonly path: string;
  /** The file's columns; NULL and empty are the same there. */
  readonly scan: TextScan;
  readonly columns: readonly TextColumn[];
  readonly preferences: FormatPreferences;
  readonly bytesFrom: number;
  readonly bytesTo: number;
}

export interface LoadedText {
  readonly rowCount: number;
  readonly columns: readonly LoadColumn[];
}

const MISFITS_READ = 2_000;
const MAX_RECONSIDERATIONS = 3;

/**
 * Loads text columns with the formats their evidence suggests, in one pass. Every value is checked while it is loaded;
 * the first that does not fit stops the load, all misfits of the whole table join the evidence, and the formats are
 * chosen again. A column that keeps surprising stays text, which fits everything.
 */
export async function loadText(job: IngestJob, load: TextLoad): Promise<LoadedText> {
  let columns = load.columns;
  for (let round = 0; ; round++) {
    const chosen = columns.map((column) => toLoadColumn(column, load.preferences));
    try {
      const rowCount = await writeParquet(job, selectSql(chosen, load.scan), load.path, load);
      return { rowCount, columns: chosen };
    } catch (error) {
      if (!isMisfit(error)) throw error;
      job.progress("sniff", load.bytesFrom, 0, load.table);
      const next = await reconsider(job.connection, load, columns, chosen, round >= MAX_RECONSIDERATIONS - 1);
      // An error that no column explains would come back for ever.
      if (next.every((column, index) => column === columns[index])) throw error;
      columns = next;
    }
  }
}

/** The statement that loadText tries first. */
export const firstSelect = ({
  columns,
  preferences,
  scan,
}: Pick<TextLoad, "columns" | "preferences" | "scan">): string =>
  selectSql(
    columns.map((column) => toLoadColumn(column, preferences)),
    scan,
  );

const toLoadColumn = (column: TextColumn, preferences: FormatPreferences): LoadColumn => ({
  name: column.name,
  source: column.source,
  chosen: column.fixed ?? chooseFormat(column, preferences),
});

async function reconsider(
  connection: DuckDBConnection,
  load: TextLoad,
  columns: readonly TextColumn[],
  chosen: readonly LoadColumn[],
  isLastRound: boolean,
): Promise<TextColumn[]> {
  const misfit = ({ source, chosen: { format, nullWords } }: LoadColumn) =>
    isMisfitSql(quoteName(source), format, nullWords);
  const scan = load.scan(AS_TEXT);
  const counts = await queryRow(
    connection,
    `SELECT ${chosen.map((column, index) => `count_if(${misfit(column)}) AS n${index}`).join(", ")} FROM ${scan}`,
  );
  const next: TextColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const tried = chosen[index];
    if (!tried || asNumber(counts[`n${index}`]) === 0) {
      next.push(column);
      continue;
    }
    if (isLastRound || column.fixed) {
      next.push({ ...column, fixed: TEXT_FORMAT });
      continue;
    }
    const source = quoteName(column.source);
    const rows = await queryRows(
      connection,
      `SELECT DISTINCT ${source} AS v FROM ${scan} WHERE ${misfit(tried)} LIMIT ${MISFITS_READ}`,
    );
    next.push({ ...column, values: [...column.values, ...rows.map((row) => String(row.v))] });
  }
  return next;
}

const TEXT_FORMAT: ChosenFormat = {
  format: { kind: "text", isTrimmed: false },
  nullWords: [],
  isDateOrderAmbiguous: false,
};
