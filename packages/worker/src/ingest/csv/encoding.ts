import type { CsvOptions } from "@parlance/core";

export type Encoding = CsvOptions["encoding"];

export interface SniffedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark to skip. */
  readonly markBytes: number;
  /** True when some bytes are not valid in the encoding and lines must be decoded one by one. */
  readonly isMixed: boolean;
}

/** The 32 characters where Windows-1252 differs from Latin-1. Node's own decoder has shipped versions that get these wrong. */
const WINDOWS_1252_HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const HIGH_TO_LATIN = /[\u0080-\u009f]/g;

export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(HIGH_TO_LATIN, (char) => WINDOWS_1252_HIGH.charAt(char.charCodeAt(0) - 0x80));
}

export function sniffEncoding(samples: readonly Buffer[]): SniffedEncoding {
  const head = samples[0] ?? Buffer.alloc(0);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return utf8Of(samples, 3);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", markBytes: 2, isMixed: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", markBytes: 2, isMixed: false };
  const wide = sniffUtf16(head);
  if (wide) return { encoding: wide, markBytes: 0, isMixed: false };
  return utf8Of(samples, 0);
}

/** Text of Latin letters in UTF-16 has a zero in every second byte. */
function sniffUtf16(head: Buffer): "utf-16le" | "utf-16be" | null {
  const length = Math.min(head.length, 4096) & ~1;
  if (length < 4) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++;
    if (head[i + 1] === 0) oddZeros++;
  }
  const pairs = length / 2;
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return "utf-16le";
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return "utf-16be";
  return null;
}

function utf8Of(samples: readonly Buffer[], markBytes: number): SniffedEncoding {
  let validWide = 0;
  let invalid = 0;
  for (const [index, sample] of samples.entries()) {
    const found = countSequences(sample, index > 0);
    validWide += found.validWide;
    invalid += found.invalid;
  }
  if (invalid > 0 && validWide === 0 && markBytes === 0) {
    return { encoding: "windows-1252", markBytes: 0, isMixed: false };
  }
  return { encoding: "utf-8", markBytes, isMixed: invalid > 0 };
}

/** Counts multi-byte characters and bytes that belong to none. A sample may begin and end inside a character. */
function countSequences(bytes: Buffer, isMiddle: boolean): { validWide: number; invalid: number } {
  let i = 0;
  if (isMiddle) while (i < 4 && ((bytes[i] ?? 0) & 0xc0) === 0x80) i++;
  let validWide = 0;
  let invalid = 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const width = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    if (i + width > bytes.length && width > 1) break;
    const isValid = width > 1 && lead < 0xf5 && areContinuations(bytes, i + 1, i + width);
    if (isValid) validWide++;
    else invalid++;
    i += isValid ? width : 1;
  }
  return { validWide, invalid };
}

function areContinuations(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/** Decodes a stream piece by piece. Counts what had to be guessed or replaced. */
export class TextStream {
  readonly #encoding: Encoding;
  readonly #wide: TextDecoder;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #rest: Buffer = Buffer.alloc(0);
  /** Lines that were not valid UTF-8 and were read as Windows-1252. */
  guessedLines = 0;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#wide = new TextDecoder(encoding === "utf-16be" ? "utf-16be" : "utf-16le", { ignoreBOM: true });
  }

  decode(bytes: Buffer): string {
    if (this.#encoding === "windows-1252") return decodeWindows1252(bytes);
    if (this.#encoding !== "utf-8") return this.#wide.decode(bytes, { stream: true });
    const joined = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const end = joined.lastIndexOf(0x0a) + 1;
    this.#rest = Buffer.from(joined.subarray(end));
    return this.#decodeLines(joined.subarray(0, end));
  }

  end(): string {
    if (this.#encoding === "windows-1252") return "";
    if (this.#encoding !== "utf-8") return this.#wide.decode();
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return this.#decodeLines(rest);
  }

  #decodeLines(bytes: Buffer): string {
    const whole = this.#tryUtf8(bytes);
    if (whole !== null) return whole;
    const parts: string[] = [];
    for (let from = 0; from < bytes.length; ) {
      const newline = bytes.indexOf(0x0a, from);
      const to = newline < 0 ? bytes.length : newline + 1;
      const line = bytes.subarray(from, to);
      const text = this.#tryUtf8(line);
      if (text === null) this.guessedLines++;
      parts.push(text ?? decodeWindows1252(line));
      from = to;
    }
    return parts.join("");
  }

  #tryUtf8(bytes: Buffer): string | null {
    try {
      return this.#strict.decode(bytes);
    } catch (error) {
      if (error instanceof TypeError) return null; // what a fatal decoder throws on invalid bytes
      throw error;
    }
  }
}
