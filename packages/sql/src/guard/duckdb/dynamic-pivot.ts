import { type Token, tokenize } from "./lexer.ts";

/**
 * A PIVOT that leaves its columns to the data. DuckDB runs it as two statements, one of which creates a type,
 * so it cannot be judged or run as one read. The plan reads the values first and writes them into the statement.
 */
export interface PivotPlan {
  /** One SELECT for each column to pivot on; each gives one text column, sorted, without NULL. */
  readonly valueQueries: readonly string[];
  /** The statement with the values written in; as many lists as there are value queries. */
  withValues(values: readonly (readonly string[])[]): string;
}

/** More columns than a person can read; past it the statement should group instead. */
export const MAX_PIVOT_VALUES = 500;

interface PivotColumn {
  readonly expression: string;
  readonly source: string;
  /** The WITH queries the source may name, ready to stand before a SELECT. */
  readonly named: string;
  /** Where the expression stands in the statement. */
  readonly start: number;
  readonly end: number;
}

export function planDynamicPivot(sql: string): PivotPlan | null {
  const tokens = tokenize(sql);
  const columns = findPivots(tokens).flatMap((index) => dynamicColumns(sql, tokens, index));
  if (columns.length === 0) return null;
  return {
    valueQueries: columns.map(valueQuery),
    withValues: (values) => writeValues(sql, columns, values),
  };
}

const valueQuery = (column: PivotColumn): string =>
  `${column.named}SELECT DISTINCT (${column.expression})::VARCHAR AS value FROM ${column.source} ` +
  `WHERE (${column.expression}) IS NOT NULL ORDER BY value LIMIT ${MAX_PIVOT_VALUES + 1}`;

function writeValues(sql: string, columns: readonly PivotColumn[], values: readonly (readonly string[])[]): string {
  let out = "";
  let at = 0;
  columns.forEach((column, index) => {
    const list = (values[index] ?? []).map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
    out += `${sql.slice(at, column.start)}(${column.expression}) IN (${list})`;
    at = column.end;
  });
  return out + sql.slice(at);
}

const findPivots = (tokens: readonly Token[]): number[] =>
  tokens.flatMap((token, index) => (isStatementPivot(tokens, token, index) ? [index] : []));

/** `PIVOT source ON ...` opens a statement or a parenthesis; `source PIVOT (...)` always lists its values. */
function isStatementPivot(tokens: readonly Token[], token: Token, index: number): boolean {
  if (token.kind !== "word" || !/^pivot(_wider)?$/i.test(token.text)) return false;
  return tokens[index + 1]?.text !== "(" || hasWordAtDepth(tokens, index + 1, "on");
}

function hasWordAtDepth(tokens: readonly Token[], from: number, word: string): boolean {
  return wordAtDepth(tokens, from, new Set([word])) !== -1;
}

/** Index of the first of these words outside parentheses, or -1 when the enclosing one closes first. */
function wordAtDepth(tokens: readonly Token[], from: number, words: ReadonlySet<string>): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (isOpen(token)) depth++;
    else if (isClose(token)) depth--;
    if (depth < 0 || (depth === 0 && token.text === ";" && token.kind === "symbol")) return -1;
    if (depth === 0 && token.kind === "word" && words.has(token.text.toLowerCase())) return i;
  }
  return -1;
}

const CLAUSES_AFTER_ON: ReadonlySet<string> = new Set([
  "using",
  "group",
  "order",
  "limit",
  "offset",
  "union",
  "qualify",
]);

function dynamicColumns(sql: string, tokens: readonly Token[], pivot: number): PivotColumn[] {
  const on = wordAtDepth(tokens, pivot + 1, new Set(["on"]));
  const first = tokens[pivot + 1];
  if (on === -1 || first === undefined) return [];
  const source = sql.slice(first.start, tokens[on - 1]?.end);
  return columnTokens(tokens, on + 1)
    .filter((column) => column.length > 0 && !column.some((token) => /^in$/i.test(token.text)))
    .map((column) => toColumn(sql, source, namedQueriesText(sql, tokens, pivot), column));
}

function toColumn(sql: string, source: string, named: string, column: readonly Token[]): PivotColumn {
  const start = column[0]?.start ?? 0;
  const end = column.at(-1)?.end ?? start;
  return { expression: sql.slice(start, end), source, named, start, end };
}

/** The comma-separated expressions after ON, up to the next clause or the closing parenthesis. */
function columnTokens(tokens: readonly Token[], from: number): Token[][] {
  const columns: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(from)) {
    if (isOpen(token)) depth++;
    if (isClose(token)) depth--;
    if (depth < 0 || (depth === 0 && isClauseStart(token))) break;
    if (depth === 0 && token.text === ",") columns.push([]);
    else columns.at(-1)?.push(token);
  }
  return columns;
}

const isClauseStart = (token: Token): boolean =>
  (token.kind === "symbol" && token.text === ";") ||
  (token.kind === "word" && CLAUSES_AFTER_ON.has(token.text.toLowerCase()));

/** `WITH a AS (...), b AS (...) ` as far as a PIVOT can see it: all of it, or for one inside the list those before its own. */
function namedQueriesText(sql: string, tokens: readonly Token[], pivot: number): string {
  const first = tokens[0];
  if (first?.text.toLowerCase() !== "with") return "";
  const body = wordAtDepth(tokens, 1, new Set(["pivot", "pivot_wider", "select", "from"]));
  if (body !== -1 && body <= pivot) return `${sql.slice(first.start, tokens[body]?.start)} `;
  const comma = lastCommaOutside(tokens, pivot);
  return comma === undefined ? "" : `${sql.slice(first.start, comma.start)} `;
}

function lastCommaOutside(tokens: readonly Token[], before: number): Token | undefined {
  let depth = 0;
  let last: Token | undefined;
  for (const token of tokens.slice(0, before)) {
    if (isOpen(token)) depth++;
    else if (isClose(token)) depth--;
    else if (depth === 0 && token.text === ",") last = token;
  }
  return last;
}

const isOpen = (token: Token): boolean => token.kind === "symbol" && "([{".includes(token.text);
const isClose = (token: Token): boolean => token.kind === "symbol" && ")]}".includes(token.text);
