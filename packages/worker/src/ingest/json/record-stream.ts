import { StringDecoder } from "node:string_decoder";

/** One JSON value cut out of a stream, with the line on which it begins. */
export interface RawRecord {
  readonly text: string;
  readonly line: number;
}

const MAX_RECORD_CHARACTERS = 64_000_000;
const [QUOTE, BACKSLASH, LINE_FEED, COMMA] = [34, 92, 10, 44];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];

export class RecordTooLongError extends Error {
  readonly line: number;
  constructor(line: number) {
    super("a record is longer than 64 million characters");
    this.name = "RecordTooLongError";
    this.line = line;
  }
}

/**
 * Cuts a top-level array into its items, or a sequence of values (one per line or not) into values, without parsing
 * them: only brackets and strings are followed. What lies between is left for JSON.parse to judge.
 */
export class RecordCutter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #onRecord: (record: RawRecord) => void;
  #isArray: boolean | null = null;
  #text = "";
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #line = 1;
  #recordLine = 0;
  #isClosed = false;

  constructor(onRecord: (record: RawRecord) => void) {
    this.#onRecord = onRecord;
  }

  push(bytes: Buffer): void {
    this.#cut(this.#decoder.write(bytes));
  }

  /** True when the text ended where it should. */
  end(): boolean {
    this.#cut(this.#decoder.end());
    const isWhole = !this.#inString && this.#depth === 0 && (this.#isArray !== true || this.#isClosed);
    this.#emit("");
    return isWhole;
  }

  get line(): number {
    return this.#line;
  }

  #cut(text: string): void {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LINE_FEED) this.#line++;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) this.#inString = false;
        continue;
      }
      if (code === 32 || code === 9 || code === 13 || code === 0xfeff) continue;
      if (this.#isArray === null && code !== LINE_FEED) {
        this.#isArray = code === OPEN_BRACKET;
        if (this.#isArray) {
          from = i + 1;
          continue;
        }
      }
      if (this.#depth === 0 && this.#isBoundary(code)) {
        this.#emit(text.slice(from, i));
        from = i + 1;
        if (code === CLOSE_BRACKET) this.#isClosed = true;
        continue;
      }
      if (this.#recordLine === 0) this.#recordLine = this.#line;
      if (code === QUOTE) this.#inString = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth++;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.#depth--;
        // Values that follow each other without a line between them.
        if (this.#depth === 0 && this.#isArray === false) {
          this.#emit(text.slice(from, i + 1));
          from = i + 1;
        }
      }
    }
    this.#text += text.slice(from);
    if (this.#text.length > MAX_RECORD_CHARACTERS) throw new RecordTooLongError(this.#recordLine);
  }

  #isBoundary(code: number): boolean {
    return this.#isArray ? code === COMMA || code === CLOSE_BRACKET : code === LINE_FEED;
  }

  #emit(rest: string): void {
    const text = (this.#text + rest).replace(/^\uFEFF/, "").trim();
    const line = this.#recordLine;
    this.#text = "";
    this.#recordLine = 0;
    if (text !== "") this.#onRecord({ text, line });
  }
}
