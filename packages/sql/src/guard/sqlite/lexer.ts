import { upperAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";

const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const BLANK = /[ \t\n\f\r]+/y;
const LINE_COMMENT = /--[^\n]*/y;
const BYTES = /[xX]'(?:[0-9A-Fa-f]{2})*'/y;
const NUMBER = /0[xX][0-9A-Fa-f][0-9A-Fa-f_]*|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;
const SYMBOL = /->>|->|\|\||<<|>>|<=|>=|<>|==|!=|[-+*/%=<>~&|(),.;]/y;
const NAME_CHARACTER = /[A-Za-z0-9_$\u0080-\uffff]/;

/** Splits a statement as SQLite's tokenizer does. Comments do not nest, and a backslash means nothing. */
export function tokenizeSqlite(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const skipped = skipBlanksAndComments(sql, at);
    if (skipped > at) at = skipped;
    else {
      const token = readToken(sql, at);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ kind: "end", text: "", word: "", start: sql.length, end: sql.length });
  return tokens;
}

function skipBlanksAndComments(sql: string, at: number): number {
  const skipped = match(BLANK, sql, at) ?? match(LINE_COMMENT, sql, at);
  if (skipped !== null) return at + skipped.length;
  if (!sql.startsWith("/*", at)) return at;
  const close = sql.indexOf("*/", at + 2);
  return close < 0 ? sql.length : close + 2;
}

function readToken(sql: string, start: number): Token {
  const make = (kind: Token["kind"], length: number): Token => {
    const text = sql.slice(start, start + length);
    return { kind, text, word: kind === "word" ? upperAscii(text) : "", start, end: start + length };
  };
  const bytes = match(BYTES, sql, start);
  if (bytes !== null) return make("bytes", bytes.length);
  if (/^[xX]'/.test(sql.slice(start, start + 2))) stop("syntax", "A text of bytes needs pairs of hex digits.", start);
  const quote = QUOTES[sql.charAt(start)];
  if (quote !== undefined) return readQuoted(sql, start, quote);
  const number = match(NUMBER, sql, start);
  if (number !== null) return make("number", checkedNumber(sql, start, number).length);
  const word = match(WORD, sql, start);
  // A byte order mark is a blank to some versions and a letter to others.
  if (word?.includes("\ufeff")) return refuseCharacter(sql, start + word.indexOf("\ufeff"));
  if (word !== null) return make("word", word.length);
  const symbol = match(SYMBOL, sql, start);
  return symbol === null ? refuseCharacter(sql, start) : make("symbol", symbol.length);
}

function checkedNumber(sql: string, start: number, number: string): string {
  if (NAME_CHARACTER.test(sql.charAt(start + number.length))) {
    stop("syntax", `unrecognized token ${JSON.stringify(number)}`, start);
  }
  return number;
}

interface Quote {
  readonly kind: "name" | "text";
  readonly close: string;
}

const QUOTES: Readonly<Record<string, Quote>> = {
  "'": { kind: "text", close: "'" },
  '"': { kind: "name", close: '"' },
  "`": { kind: "name", close: "`" },
  "[": { kind: "name", close: "]" },
};

/** A doubled quote stands for itself, except between brackets. */
function readQuoted(sql: string, start: number, { kind, close }: Quote): Token {
  let text = "";
  for (let at = start + 1; at < sql.length; at++) {
    if (sql[at] !== close) text += sql[at];
    else if (sql[at + 1] === close && close !== "]") text += sql[at++];
    else return { kind, text, word: "", start, end: at + 1 };
  }
  return stop("syntax", "A text or a name is not closed.", start);
}

function refuseCharacter(sql: string, at: number): never {
  const character = sql.charAt(at);
  if ("?:@$#".includes(character)) {
    stop("parameter-without-value", "Parameters have no value here; write the value.", at);
  }
  return stop("syntax", `unrecognized token ${JSON.stringify(character)}`, at);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
