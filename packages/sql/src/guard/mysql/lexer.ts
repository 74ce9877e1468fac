import { upperAscii } from "../reading/ascii-case.ts";
import type { Token } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";

// Every byte above ASCII is part of a name, as in the server's own tables; its blanks are these six and no others.
const WORD = /[A-Za-z_$\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const BLANK = /[ \t\n\v\f\r]+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const HEX_OR_BITS = /0x[0-9A-Fa-f]+|0b[01]+/y;
const QUOTED_BYTES = /[xX]'(?:[0-9A-Fa-f]{2})*'|[bB]'[01]*'/y;
/** A line comment ends at a line feed only; two dashes start one only before a blank, a control character or the end. */
const LINE_COMMENT = /(?:#|--(?=[\0-\x20\x7f]|$))[^\n]*/y;
const SYMBOL = /<=>|->>|<=|>=|<>|!=|&&|\|\||<<|>>|->|[-+*/%=<>!~^&|(),.;{}]/y;
const NAME_CHARACTER = /[A-Za-z0-9_$\u0080-\uffff]/;

/**
 * Splits a statement as MySQL 8 and MariaDB do under the SQL mode that the driver sets and verifies: backslash escapes,
 * and double quotes for texts. What the two servers read differently, and what either reads as code inside a comment,
 * is refused.
 */
export function tokenizeMysql(sql: string): readonly Token[] {
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
  return sql.startsWith("/*", at) ? endOfBlockComment(sql, at) : at;
}

/** Comments that start with ! or M! are run by one server or another, and + starts hints that lift limits. */
function endOfBlockComment(sql: string, start: number): number {
  if (/^\/\*(?:!|M!|m!|\+)/.test(sql.slice(start, start + 4))) {
    stop("comment-not-allowed", "Comments that the server would run are not allowed here.", start);
  }
  const close = sql.indexOf("*/", start + 2);
  if (close < 0) stop("syntax", "A comment is not closed.", start);
  return close + 2;
}

function readToken(sql: string, start: number): Token {
  const make = (kind: Token["kind"], end: number, text = sql.slice(start, end)): Token => {
    return { kind, text, word: kind === "word" ? upperAscii(text) : "", start, end };
  };
  const bytes = match(QUOTED_BYTES, sql, start);
  if (bytes !== null) return make("bytes", start + bytes.length);
  if (/^[xXbB]'/.test(sql.slice(start, start + 2))) stop("syntax", "A text of bytes or bits is malformed.", start);
  const character = sql.charAt(start);
  if (character === "`") return readName(sql, start);
  if (character === "'" || character === '"') return readText(sql, start, start);
  if (/[nN]/.test(character) && sql[start + 1] === "'") return readText(sql, start, start + 1);
  if (/[0-9]/.test(character) || (character === "." && /[0-9]/.test(sql.charAt(start + 1)))) {
    return make("number", endOfNumber(sql, start));
  }
  const word = match(WORD, sql, start);
  if (word !== null) return make("word", start + word.length);
  const symbol = match(SYMBOL, sql, start);
  if (symbol !== null) return make("symbol", start + symbol.length);
  return refuseCharacter(sql, start);
}

/** Names that begin with a digit are read differently after a dot and elsewhere, so they need backticks. */
function endOfNumber(sql: string, start: number): number {
  const number = match(HEX_OR_BITS, sql, start) ?? match(NUMBER, sql, start) ?? "";
  const end = start + number.length;
  if (number === "" || NAME_CHARACTER.test(sql.charAt(end))) {
    stop("syntax", "A name that begins with a digit must stand in backticks.", start);
  }
  return end;
}

function readName(sql: string, start: number): Token {
  let text = "";
  for (let at = start + 1; at < sql.length; at++) {
    if (sql[at] !== "`") text += sql[at];
    else if (sql[at + 1] === "`") text += sql[at++];
    else if (text === "") break;
    else return { kind: "name", text, word: "", start, end: at + 1 };
  }
  return stop("syntax", "A name in backticks is empty or not closed.", start);
}

function readText(sql: string, start: number, open: number): Token {
  const quote = sql.charAt(open);
  for (let at = open + 1; at < sql.length; at++) {
    if (sql[at] === "\\") at++;
    else if (sql[at] !== quote) continue;
    else if (sql[at + 1] === quote) at++;
    else return { kind: "text", text: sql.slice(open + 1, at), word: "", start, end: at + 1 };
  }
  return stop("syntax", "A text is not closed.", start);
}

function refuseCharacter(sql: string, at: number): never {
  const character = sql.charAt(at);
  if (character === "@" || character === ":") {
    stop("variable-not-allowed", "Variables are not allowed here; write the value.", at);
  }
  if (character === "?") stop("parameter-without-value", "Parameters have no value here; write the value.", at);
  return stop("syntax", `syntax error at or near ${JSON.stringify(character)}`, at);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
