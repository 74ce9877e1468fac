import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";

const BLANK = /[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/y;
const LINE_COMMENT = /(?:#|--)[^\r\n]*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
/** The dot of a path such as proj-1.ds stays a dot of its own. */
const NUMBER = /0[xX][0-9A-Fa-f]+|(?:\d+(?:\.(?![A-Za-z_`])\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const TEXT_START = /(?:[rR][bB]?|[bB][rR]?)?('''|"""|'|")/y;
/** `>>` stays two symbols: it also closes ARRAY<STRUCT<INT64>>. */
const SYMBOL = /\|>|\|\||=>|->|<=|>=|<>|!=|<<|[-+*/%=<>~^&|(),.;:{}[\]]/y;

/** Splits a statement as GoogleSQL does: three kinds of comments, texts in four kinds of quotes, names in backticks. */
export function tokenizeBigquery(sql: string): readonly Token[] {
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
  if (close < 0) stop("syntax", "A comment is not closed.", at);
  return close + 2;
}

function readToken(sql: string, start: number): Token {
  const make = (kind: Token["kind"], text: string): Token => {
    return { kind, text, word: kind === "word" ? text.toUpperCase() : "", start, end: start + text.length };
  };
  if (sql[start] === "`") return readName(sql, start);
  const opening = match(TEXT_START, sql, start);
  if (opening !== null) return readText(sql, start, opening);
  const word = match(WORD, sql, start);
  if (word !== null) return make("word", word);
  const number = match(NUMBER, sql, start);
  if (number !== null) return make("number", number);
  const symbol = match(SYMBOL, sql, start);
  return symbol === null ? refuseCharacter(sql, start) : make("symbol", symbol);
}

/** Escapes in names are left out of what is read: nobody needs one, and two spellings of a name would have to meet. */
function readName(sql: string, start: number): Token {
  const close = sql.indexOf("`", start + 1);
  const text = close < 0 ? "" : sql.slice(start + 1, close);
  if (text === "" || /[\\\r\n]/.test(text)) stop("syntax", "A name in backticks is empty or not closed.", start);
  return { kind: "name", text, word: "", start, end: close + 1 };
}

/** A backslash keeps the next character from ending the text, in raw texts too. */
function readText(sql: string, start: number, opening: string): Token {
  const quote = opening.replace(/^[a-zA-Z]+/, "");
  const first = start + opening.length;
  for (let at = first; at < sql.length; at++) {
    if (sql[at] === "\\") at++;
    else if (sql.startsWith(quote, at)) {
      const kind = /^[^'"]*b/i.test(opening) ? "bytes" : "text";
      return { kind, text: sql.slice(first, at), word: "", start, end: at + quote.length };
    } else if (quote.length === 1 && /[\r\n]/.test(sql.charAt(at))) break;
  }
  return stop("syntax", "A text is not closed.", start);
}

function refuseCharacter(sql: string, at: number): never {
  const character = sql.charAt(at);
  if (sql.startsWith("@@", at)) stop("variable-not-allowed", "System variables are not allowed here.", at);
  if (sql.startsWith("@{", at)) stop("part-not-allowed", "Hints are not allowed here.", at);
  if (character === "@" || character === "?") {
    stop("parameter-without-value", "Parameters have no value here; write the value.", at);
  }
  return stop("syntax", `syntax error at or near ${JSON.stringify(character)}`, at);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
