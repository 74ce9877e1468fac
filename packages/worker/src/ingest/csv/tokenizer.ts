export interface Dialect {
  readonly delimiter: string;
  /** One character, or empty when the file does not quote. */
  readonly quote: string;
  readonly escape: string;
}

export interface TextRow {
  readonly cells: string[];
  /** 1-based line on which the row begins. */
  readonly line: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** More text than this in one row means a quote was never closed, or the file is no table. */
export const MAX_ROW_CHARACTERS = 8_000_000;

export class UnreadableRowError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = "UnreadableRowError";
    this.line = line;
  }
}

/**
 * Splits delimited text into rows, as forgiving as a person: any mix of line ends, quotes inside plain cells,
 * text after a closing quote. Rows of no characters at all are skipped. Feed it pieces of any size.
 */
export class Tokenizer {
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #escape: number;
  readonly #onRow: (row: TextRow) => void;
  #cells: string[] = [];
  /** Finished part of the current cell, from earlier pieces or before an escaped quote. */
  #cell = "";
  #rowLength = 0;
  #state: "start" | "plain" | "quoted" | "afterQuote" | "escaped" = "start";
  #line = 1;
  #rowLine = 1;
  #endedWithReturn = false;

  constructor(dialect: Dialect, onRow: (row: TextRow) => void) {
    const { delimiter, quote } = dialect;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote === "" ? -1 : quote.charCodeAt(0);
    this.#escape = dialect.escape === "" ? this.#quote : dialect.escape.charCodeAt(0);
    this.#onRow = onRow;
  }

  push(text: string): void {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      switch (this.#state) {
        case "start":
          if (code === this.#quote) {
            this.#state = "quoted";
            from = i + 1;
            break;
          }
          from = i;
          this.#state = "plain";
          if (this.#isCellEnd(code)) from = this.#endPlain(text, from, i, code);
          break;
        case "plain":
          if (this.#isCellEnd(code)) from = this.#endPlain(text, from, i, code);
          break;
        case "quoted":
          if (code === this.#escape && this.#escape !== this.#quote) {
            this.#take(text, from, i);
            this.#state = "escaped";
          } else if (code === this.#quote) {
            this.#take(text, from, i);
            this.#state = "afterQuote";
          } else if (code === LINE_FEED) {
            this.#line++;
          }
          from = this.#state === "quoted" ? from : i + 1;
          break;
        case "escaped":
          // A backslash before anything but a quote or itself is just a backslash.
          if (code !== this.#quote && code !== this.#escape) this.#cell += String.fromCharCode(this.#escape);
          this.#state = "quoted";
          from = i;
          break;
        case "afterQuote":
          from = this.#afterQuote(text, i, code);
          break;
      }
    }
    if (this.#state === "plain" || this.#state === "quoted") this.#take(text, from, text.length);
    this.#checkLength();
  }

  end(): void {
    if (this.#state === "quoted" || this.#state === "escaped") {
      throw new UnreadableRowError("A quoted cell is never closed", this.#rowLine);
    }
    if (this.#cells.length > 0 || this.#cell !== "" || this.#state !== "start") this.#endRow();
  }

  #isCellEnd(code: number): boolean {
    return code === this.#delimiter || code === LINE_FEED || code === CARRIAGE_RETURN;
  }

  #afterQuote(text: string, i: number, code: number): number {
    if (code === this.#quote && this.#escape === this.#quote) {
      this.#state = "quoted";
      return i; // the second quote of a pair is part of the cell
    }
    if (this.#isCellEnd(code)) return this.#endPlain(text, i, i, code);
    // Text follows the closing quote: the quotes were part of the cell after all.
    const quote = String.fromCharCode(this.#quote);
    this.#cell = quote + this.#cell + quote;
    this.#state = "plain";
    return i;
  }

  #endPlain(text: string, from: number, i: number, code: number): number {
    this.#take(text, from, i);
    if (code === this.#delimiter) {
      this.#cells.push(this.#cell);
      this.#cell = "";
      this.#state = "start";
      this.#endedWithReturn = false;
      return i + 1;
    }
    const isSecondHalf = code === LINE_FEED && this.#endedWithReturn && this.#cells.length === 0 && this.#cell === "";
    if (!isSecondHalf) this.#line++;
    this.#endedWithReturn = code === CARRIAGE_RETURN;
    this.#endRow();
    return i + 1;
  }

  #take(text: string, from: number, to: number): void {
    if (to <= from) return;
    this.#cell = this.#cell === "" ? text.slice(from, to) : this.#cell + text.slice(from, to);
    this.#rowLength += to - from;
  }

  #endRow(): void {
    const cells = this.#cells;
    const isBlank = cells.length === 0 && this.#cell === "" && this.#state !== "afterQuote";
    cells.push(this.#cell);
    this.#cells = [];
    this.#cell = "";
    this.#state = "start";
    this.#checkLength();
    this.#rowLength = 0;
    const line = this.#rowLine;
    this.#rowLine = this.#line;
    if (!isBlank) this.#onRow({ cells, line });
  }

  #checkLength(): void {
    if (this.#rowLength <= MAX_ROW_CHARACTERS) return;
    throw new UnreadableRowError("A row is longer than 8 million characters", this.#rowLine);
  }
}

/** All rows of a text; an unfinished quoted row at the end is dropped when `isPart` says the text was cut. */
export function tokenize(text: string, dialect: Dialect, isPart: boolean): TextRow[] {
  const rows: TextRow[] = [];
  const tokenizer = new Tokenizer(dialect, (row) => rows.push(row));
  tokenizer.push(text);
  if (!isPart) tokenizer.end();
  return rows;
}
