import { type Token, tokenize } from "../duckdb/lexer.ts";

/** A table's name among the tokens of a statement. */
export interface NameAmongTokens {
  readonly start: number;
  readonly end: number;
  /** The last part as the statement spells it, fit to be written again. */
  readonly lastPart: string;
  /** Tokens right before and from right after the name on. */
  readonly before: Token | undefined;
  readonly beforeThat: Token | undefined;
  readonly after: readonly Token[];
}

/**
 * Finds a name of so many parts that begins at a place where the parser saw one, in a dialect that lexes as PostgreSQL
 * does. Undefined where the tokens say something else, as for names with escapes in them.
 */
export function findName(tokens: readonly Token[], start: number, parts: number): NameAmongTokens | undefined {
  const first = tokens.findIndex((token) => token.start === start);
  if (first < 0) return undefined;
  for (let i = 0; i < parts * 2 - 1; i++) {
    const token = tokens[first + i];
    const fits = i % 2 === 0 ? token?.kind === "word" || token?.kind === "quoted" : token?.text === ".";
    if (!fits) return undefined;
  }
  const last = tokens[first + parts * 2 - 2];
  const after = tokens.slice(first + parts * 2 - 1);
  // A longer path than the parser saw, or U&"...".
  if (last === undefined || after[0]?.text === "." || after[0]?.text === "&") return undefined;
  return { start, end: last.end, lastPart: last.text, before: tokens[first - 1], beforeThat: tokens[first - 2], after };
}

/** Where the bracket that opens at `from` is closed: the index behind it, or -1. */
export function afterBrackets(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const { kind, text } = tokens[i] ?? { kind: "symbol", text: "" };
    if (kind !== "symbol") continue;
    if (text === "(") depth++;
    if (text === ")" && --depth === 0) return i + 1;
  }
  return -1;
}

export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === "word" && token.text.toUpperCase() === word;

export { tokenize };
