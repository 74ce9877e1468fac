import type { Token } from "../duckdb/lexer.ts";

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
  let at = first;
  let last = "";
  for (let part = 0; part < parts; part++) {
    if (part > 0 && tokens[at++]?.text !== ".") return undefined;
    const length = partLength(tokens, at);
    if (length === 0) return undefined;
    last = tokens
      .slice(at, at + length)
      .map(({ text }) => text)
      .join("");
    at += length;
  }
  const after = tokens.slice(at);
  // A longer path than the parser saw, or one whose escapes are explained behind it.
  if (after[0]?.text === "." || isWord(after[0], "UESCAPE")) return undefined;
  const end = tokens[at - 1]?.end ?? start;
  return { start, end, lastPart: last, before: tokens[first - 1], beforeThat: tokens[first - 2], after };
}

/** Tokens of one part of a name: a word, a quoted name, or the three of U&"..."; 0 where none stands. */
function partLength(tokens: readonly Token[], at: number): number {
  const [token, and, quoted] = tokens.slice(at, at + 3);
  const isEscaped =
    isWord(token, "U") && and?.text === "&" && quoted?.kind === "quoted" && quoted.start === (token?.end ?? 0) + 1;
  if (isEscaped) return 3;
  return token?.kind === "word" || token?.kind === "quoted" ? 1 : 0;
}

/**
 * Schemas in front of a table's name in front of a column: public.orders.id. A query in the table's place has no schema,
 * so that they have to go.
 */
export function schemasOfColumns(
  tokens: readonly Token[],
  table: string,
  schema: string,
): readonly { readonly start: number; readonly end: number }[] {
  return tokens.flatMap((token, i) => {
    const [dot, name, second] = tokens.slice(i + 1, i + 4);
    const isPath = dot?.text === "." && second?.text === "." && tokens[i - 1]?.text !== ".";
    if (!isPath || !isCalled(token, schema) || name === undefined || !isCalled(name, table)) return [];
    return [{ start: token.start, end: name.start }];
  });
}

const isCalled = ({ kind, text }: Token, name: string): boolean => {
  const bare = kind === "quoted" ? text.slice(1, -1).replaceAll('""', '"') : text;
  return (kind === "word" || kind === "quoted") && bare.toLowerCase() === name.toLowerCase();
};

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
