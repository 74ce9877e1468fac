import { stop } from "../refusal.ts";

export interface Token {
  /** `word` is bare, `name` was quoted as an identifier, `text` is a string literal, `end` closes every list. */
  readonly kind: "word" | "name" | "text" | "number" | "bytes" | "symbol" | "end";
  /** Words and symbols as written; names and texts without their quotes. */
  readonly text: string;
  /** A bare word in capitals; empty for every other kind, so that "select" in quotes is no keyword. */
  readonly word: string;
  /** UTF-16 offsets into the statement, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Deeper nesting than any person or engine writes; keeps a hostile statement from exhausting the stack. */
const MAX_DEPTH = 150;

/** Walks the tokens of one statement. Whatever a reader does not take, ends in a refusal. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #explain: (token: Token) => void;
  #at = 0;
  #depth = 0;

  /** `explain` may refuse with a better rule than "syntax" for a token that nobody takes. */
  constructor(tokens: readonly Token[], explain: (token: Token) => void) {
    this.#tokens = tokens;
    this.#explain = explain;
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    return token ?? { kind: "end", text: "", word: "", start: 0, end: 0 };
  }

  /** The token that was read last. */
  get previous(): Token {
    return this.#tokens[this.#at - 1] ?? { kind: "end", text: "", word: "", start: 0, end: 0 };
  }

  next(): Token {
    const token = this.token;
    this.#at++;
    return token;
  }

  isWord(word: string, ahead = 0): boolean {
    return this.peek(ahead).word === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "symbol" && token.text === symbol;
  }

  /** Takes the words when all of them come next, in this order. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.isWord(word, ahead))) return false;
    this.#at += words.length;
    return true;
  }

  takeAnyWord(words: ReadonlySet<string>): boolean {
    if (this.token.kind !== "word" || !words.has(this.token.word)) return false;
    this.#at++;
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  expectWords(...words: readonly string[]): void {
    if (!this.takeWords(...words)) this.fail();
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail();
  }

  /** Reads one item, and more while commas follow. */
  list(read: () => void): void {
    do read();
    while (this.takeSymbol(","));
  }

  parenthesized(read: () => void): void {
    this.expectSymbol("(");
    read();
    this.expectSymbol(")");
  }

  /** What `read` finds from here on; afterwards the cursor stands where it stood. */
  lookAhead<T>(read: () => T): T {
    const before = this.#at;
    const result = read();
    this.#at = before;
    return result;
  }

  /** One level further down; every recursive reader goes through here. */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) stop("too-deep", "The statement is nested too deeply.", this.token.start);
    const result = read();
    this.#depth--;
    return result;
  }

  fail(): never {
    const token = this.token;
    this.#explain(token);
    if (token.kind === "end") stop("syntax", "The statement ends too early.", token.start);
    stop("syntax", `syntax error at or near ${JSON.stringify(token.text)}`, token.start);
  }
}
