export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "symbol";
  /** As written; words are also compared in lower case by callers. */
  readonly text: string;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy;
const NUMBER = /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const SPACE = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const STRING = /'(?:[^']|'')*'?/y;
const ESCAPE_STRING = /[eE]'(?:[^'\\]|\\[\s\S]|'')*'?/y;
const QUOTED = /"(?:[^"]|"")*"?/y;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/**
 * Splits DuckDB SQL into tokens, comments and space left out. Serves messages and the PIVOT rewrite only:
 * what is allowed is always decided on the engine's own parse of the exact text that will run.
 */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const skipped = skipSpaceAndComments(sql, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const token = readToken(sql, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(sql: string, start: number): Token {
  const make = (kind: Token["kind"], end: number): Token => ({ kind, text: sql.slice(start, end), start, end });
  const dollar = match(DOLLAR_TAG, sql, start);
  if (dollar !== null) {
    const close = sql.indexOf(dollar, start + dollar.length);
    return make("string", close < 0 ? sql.length : close + dollar.length);
  }
  for (const [kind, pattern] of PATTERNS) {
    const text = match(pattern, sql, start);
    if (text !== null) return make(kind, start + text.length);
  }
  return make("symbol", start + 1);
}

const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["string", ESCAPE_STRING],
  ["string", STRING],
  ["quoted", QUOTED],
  ["word", WORD],
  ["number", NUMBER],
];

function skipSpaceAndComments(sql: string, at: number): number {
  const space = match(SPACE, sql, at) ?? match(LINE_COMMENT, sql, at);
  if (space !== null) return at + space.length;
  return sql.startsWith("/*", at) ? endOfBlockComment(sql, at) : at;
}

/** Block comments nest, as in the PostgreSQL grammar that DuckDB descends from. */
function endOfBlockComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; ) {
    if (sql.startsWith("/*", at)) {
      depth++;
      at += 2;
    } else if (sql.startsWith("*/", at)) {
      depth--;
      at += 2;
      if (depth === 0) return at;
    } else at++;
  }
  return sql.length;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
