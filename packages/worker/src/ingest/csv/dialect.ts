import { type Dialect, type TextRow, tokenize, UnreadableRowError } from "./tokenizer.ts";

interface Candidate {
  readonly delimiter: string;
  /** How much a file must insist before this is believed: colons and spaces are mostly just text. */
  readonly weight: number;
}

const CANDIDATES: readonly Candidate[] = [
  { delimiter: ",", weight: 1 },
  { delimiter: ";", weight: 1 },
  { delimiter: "\t", weight: 1 },
  { delimiter: "|", weight: 1 },
  { delimiter: "^", weight: 0.9 },
  { delimiter: "~", weight: 0.9 },
  { delimiter: "\u0001", weight: 1 },
  { delimiter: "\u001f", weight: 1 },
  { delimiter: ":", weight: 0.3 },
  { delimiter: " ", weight: 0.3 },
];

const SNIFF_CHARACTERS = 64 * 1024;
const SNIFF_ROWS = 1_000;
const FOREIGN_DELIMITER = /[;\t|]/;

/** Delimiter, quote and escape of a text, judged by how evenly they cut it into rows. */
export function sniffDialect(text: string, fixed: Partial<Dialect>, isPart: boolean): Dialect {
  const sample = text.slice(0, SNIFF_CHARACTERS);
  const isCut = isPart || sample.length < text.length;
  const quotes = fixed.quote === undefined ? likelyQuotes(sample) : [fixed.quote];
  let best: { dialect: Dialect; score: number } | null = null;
  for (const quote of quotes) {
    const escapedBy = fixed.escape ?? sniffEscape(sample, quote);
    for (const { delimiter, weight } of CANDIDATES) {
      if (fixed.delimiter !== undefined && fixed.delimiter !== delimiter) continue;
      const dialect = { delimiter, quote, escape: escapedBy };
      const even = evenness(sample, dialect, isCut);
      const score = weight < 0.5 && !even.isPerfect ? 0 : weight * even.score;
      if (!best || score > best.score) best = { dialect, score };
    }
  }
  if (best) return best.dialect;
  const quote = quotes[0] ?? '"';
  return { delimiter: fixed.delimiter ?? ",", quote, escape: fixed.escape ?? sniffEscape(sample, quote) };
}

/** Double quotes unless cells plainly begin and end with single ones. */
function likelyQuotes(sample: string): string[] {
  const single = sample.match(/(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)/gm)?.length ?? 0;
  const double = sample.match(/(?:^|[,;\t|])"/gm)?.length ?? 0;
  return single > 2 && double === 0 ? ["'", '"'] : ['"'];
}

/** A backslash escapes when it stands before quotes more often than quotes are doubled. */
function sniffEscape(sample: string, quote: string): string {
  if (quote === "") return "";
  const backslashed = sample.split(`\\${quote}`).length - 1;
  const doubled = sample.split(quote + quote).length - 1;
  return backslashed > doubled ? "\\" : quote;
}

const ONE_COLUMN = { score: 0.05, isPerfect: true };

/** Share of rows with the usual number of cells, more for more columns, less where cells still hold delimiters. */
function evenness(sample: string, dialect: Dialect, isCut: boolean): { score: number; isPerfect: boolean } {
  // Most candidates do not occur at all; there is no need to cut the text by them to see one cell a row.
  if (!sample.includes(dialect.delimiter)) return ONE_COLUMN;
  const rows = rowsOf(sample, dialect, isCut).slice(0, SNIFF_ROWS);
  if (rows.length === 0) return { score: 0, isPerfect: false };
  const width = usualWidth(rows);
  if (width === 1) return ONE_COLUMN;
  const regular = rows.filter(({ cells }) => cells.length === width);
  const cells = regular.flatMap((row) => row.cells);
  const foreign = cells.filter((cell) => (dialect.delimiter === "," ? FOREIGN_DELIMITER.test(cell) : false)).length;
  const share = regular.length / rows.length;
  const score = share * share * (1 - foreign / cells.length) * (1 + Math.log2(width) / 4);
  return { score, isPerfect: share === 1 };
}

function rowsOf(sample: string, dialect: Dialect, isCut: boolean): TextRow[] {
  try {
    return tokenize(sample, dialect, isCut);
  } catch (error) {
    if (error instanceof UnreadableRowError) return tokenize(sample, dialect, true);
    throw error;
  }
}

/** The number of cells most rows have; on a tie the larger. */
export function usualWidth(rows: readonly TextRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 1;
  let bestCount = 0;
  for (const [width, count] of counts) {
    if (count > bestCount || (count === bestCount && width > best)) {
      best = width;
      bestCount = count;
    }
  }
  return best;
}
