import type { IngestJob } from "../job.ts";
import { RowFile } from "../load/row-file.ts";
import { readText, type TextReport, type TextSource } from "./read-text.ts";
import type { SniffedCsv } from "./sniff.ts";
import type { TextRow } from "./tokenizer.ts";

interface Rewritten {
  readonly file: RowFile;
  readonly names: readonly string[];
}

const MAX_ROW_WARNINGS = 20;
/** A row this much wider than its header is not a slip but another kind of file. */
const MAX_EXTRA_CELLS = 20;

/**
 * Reads an irregular file row by row into a regular one: any encoding, mixed line ends, short rows padded, cells
 * beyond the header kept in columns of their own. Says which rows were mended.
 */
export async function rewriteCsv(job: IngestJob, sniffed: SniffedCsv, path: string, table: string): Promise<Rewritten> {
  const source: TextSource = { path, ...sniffed.encoding, dialect: sniffed.dialect };
  const width = await findWidth(job, sniffed, source);
  const file = new RowFile(await job.scratchPath("rows.csv"), width);
  const mended = new MendedRows(job, table, sniffed.header.width);
  let report: TextReport;
  try {
    report = await readText(job, source, (row) => {
      if (!isData(row, sniffed)) return;
      if (row.cells.length !== sniffed.header.width) mended.add(row);
      file.write(row.cells);
    });
  } finally {
    file.close();
  }
  mended.finish();
  if (sniffed.notesFrom !== undefined)
    job.warn({
      table,
      row: sniffed.notesFrom,
      message: `What stands below the table, from line ${sniffed.notesFrom}, reads like remarks and is left out.`,
    });
  warnAboutText(job, table, report);
  const extra = Array.from({ length: width - sniffed.header.width }, (_, index) => `extra_${index + 1}`);
  return { file, names: [...sniffed.header.names, ...extra] };
}

const isData = ({ line }: TextRow, { linesBeforeData, notesFrom }: SniffedCsv): boolean =>
  line > linesBeforeData && (notesFrom === undefined || line < notesFrom);

/** The widest row decides the number of columns, so that no cell is lost. */
async function findWidth(job: IngestJob, sniffed: SniffedCsv, source: TextSource): Promise<number> {
  const usual = sniffed.header.width;
  let widest = usual;
  await readText(job, source, (row) => {
    if (!isData(row, sniffed) || row.cells.length <= widest) return;
    if (row.cells.length > usual * 2 + MAX_EXTRA_CELLS) {
      throw job.reject(`Line ${row.line} has ${row.cells.length} cells where others have ${usual}.`, { row: row.line });
    }
    const lastFilled = row.cells.findLastIndex((cell) => cell.trim() !== "");
    widest = Math.max(widest, lastFilled + 1);
  });
  return widest;
}

/** Collects rows of unusual width into a few warnings. */
class MendedRows {
  readonly #job: IngestJob;
  readonly #table: string;
  readonly #width: number;
  #count = 0;

  constructor(job: IngestJob, table: string, width: number) {
    this.#job = job;
    this.#table = table;
    this.#width = width;
  }

  add({ cells, line }: TextRow): void {
    const isOnlyEmpty = cells.slice(this.#width).every((cell) => cell.trim() === "");
    if (cells.length > this.#width && isOnlyEmpty) return;
    if (++this.#count > MAX_ROW_WARNINGS) return;
    const mend = cells.length < this.#width ? "the missing ones are empty" : "the rest is in columns named extra";
    this.#job.warn({
      table: this.#table,
      row: line,
      message: `Line ${line} has ${cells.length} of ${this.#width} cells; ${mend}.`,
    });
  }

  finish(): void {
    const unsaid = this.#count - MAX_ROW_WARNINGS;
    if (unsaid <= 0) return;
    this.#job.warn({ table: this.#table, message: `${unsaid} more rows have too few or too many cells.` });
  }
}

function warnAboutText(job: IngestJob, table: string, report: TextReport): void {
  if (report.guessedLines > 0) {
    job.warn({ table, message: `${report.guessedLines} lines are not valid UTF-8 and were read as Windows-1252.` });
  }
  if (report.hasNulBytes) job.warn({ table, message: "NUL characters were removed." });
  if (report.hasReplacedCharacters) {
    job.warn({ table, message: "Some characters are broken in the file and are shown as \uFFFD." });
  }
}
