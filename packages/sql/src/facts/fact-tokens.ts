import type { SqlDialect } from "../print/dialect-traits.ts";

export type FactTokenKind = "word" | "name" | "text" | "number" | "mark";

export interface FactToken {
  readonly kind: FactTokenKind;
  /** Words in upper case; quoted names and texts without their quotes; marks and numbers as they stand. */
  readonly value: string;
  /** As `value`, words as they were written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Brackets, and CASE to END, around it. */
  readonly depth: number;
}

interface Quoting {
  readonly names: string;
  readonly texts: string;
  readonly hasBackslash: boolean;
  readonly hasDollar: boolean;
  readonly hashComments: boolean;
}

const STANDARD: Quoting = { names: '"', texts: "'", hasBackslash: false, hasDollar: false, hashComments: false };
const QUOTING: Readonly<Record<SqlDialect, Quoting>> = {
  duckdb: { ...STANDARD, hasDollar: true },
  postgres: { ...STANDARD, hasDollar: true },
  sqlite: { ...STANDARD, names: '"`' },
  trino: STANDARD,
  mysql: { names: "`", texts: "'\"", hasBackslash: true, hasDollar: false, hashComments: true },
  bigquery: { names: "`", texts: "'\"", hasBackslash: true, hasDollar: false, hashComments: true },
};

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MARK = /<=|>=|<>|!=|\|\||::|[^\s]/uy;
const DOLLAR = /\$([\p{L}_]*)\$/uy;

/** The words of a statement that a guard has allowed; null where a quote or a bracket stays open. */
export function factTokens(sql: string, dialect: SqlDialect): readonly FactToken[] | null {
  const quoting = QUOTING[dialect];
  const tokens: FactToken[] = [];
  let depth = 0;
  let at = 0;
  while (at < sql.length) {
    const skipped = afterBlank(sql, at, quoting);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const piece = readPiece(sql, at, quoting);
    if (piece === null) return null;
    const isOpening = piece.value === "(" || piece.value === "[" || isWord(piece, "CASE");
    const isClosing = piece.value === ")" || piece.value === "]" || (isWord(piece, "END") && depth > 0);
    const counts = piece.kind === "mark" || piece.kind === "word";
    if (counts && isClosing) depth -= 1;
    if (depth < 0) return null;
    tokens.push({ ...piece, depth });
    if (counts && isOpening) depth += 1;
    at = piece.end;
  }
  return depth === 0 ? tokens : null;
}

type Piece = Omit<FactToken, "depth">;

const isWord = (piece: Piece, word: string): boolean => piece.kind === "word" && piece.value === word;

function afterBlank(sql: string, at: number, { hashComments }: Quoting): number {
  if (/\s/.test(sql[at] ?? "")) return at + 1;
  if (sql.startsWith("--", at) || (hashComments && sql[at] === "#")) return endOf(sql, "\n", at);
  return sql.startsWith("/*", at) ? endOf(sql, "*/", at) : at;
}

function endOf(sql: string, mark: string, at: number): number {
  const found = sql.indexOf(mark, at);
  return found === -1 ? sql.length : found + mark.length;
}

function readPiece(sql: string, at: number, quoting: Quoting): Piece | null {
  const first = sql[at] ?? "";
  if (quoting.names.includes(first)) return readQuoted(sql, at, "name", quoting);
  if (quoting.texts.includes(first)) return readQuoted(sql, at, "text", quoting);
  if (quoting.hasDollar && first === "$") {
    const opening = matchAt(DOLLAR, sql, at);
    if (opening !== null) return readDollar(sql, at, opening);
  }
  const word = matchAt(WORD, sql, at);
  if (word !== null) return { kind: "word", value: word.toUpperCase(), text: word, start: at, end: at + word.length };
  const number = matchAt(NUMBER, sql, at);
  if (number !== null) return { kind: "number", value: number, text: number, start: at, end: at + number.length };
  const mark = matchAt(MARK, sql, at) ?? first;
  return { kind: "mark", value: mark, text: mark, start: at, end: at + mark.length };
}

function matchAt(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

function readDollar(sql: string, at: number, opening: string): Piece | null {
  const close = sql.indexOf(opening, at + opening.length);
  if (close === -1) return null;
  const text = sql.slice(at + opening.length, close);
  return { kind: "text", value: text, text, start: at, end: close + opening.length };
}

function readQuoted(sql: string, start: number, kind: "name" | "text", { hasBackslash }: Quoting): Piece | null {
  const quote = sql[start] ?? "";
  let value = "";
  let at = start + 1;
  while (at < sql.length) {
    const next = sql[at] ?? "";
    if (next === quote && sql[at + 1] === quote) {
      value += quote;
      at += 2;
    } else if (next === quote) return { kind, value, text: value, start, end: at + 1 };
    else if (next === "\\" && hasBackslash) {
      value += sql[at + 1] ?? "";
      at += 2;
    } else {
      value += next;
      at += 1;
    }
  }
  return null;
}
