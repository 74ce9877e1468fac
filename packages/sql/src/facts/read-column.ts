import type { FactToken } from "./fact-tokens.ts";
import type { FactColumn } from "./statement-facts.ts";

const isName = (token: FactToken | undefined): token is FactToken => token?.kind === "word" || token?.kind === "name";

/** Words that can stand where a column does and are none. */
const NO_COLUMN = new Set(["NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END", "AND", "OR", "NOT", "IS"]);
const MORE_NO_COLUMN = new Set(["DATE", "TIMESTAMP", "INTERVAL", "IN", "LIKE", "ILIKE", "BETWEEN", "SELECT", "FROM"]);

/** A column at a place in the tokens, "t.c" included, and where it ends; null for anything else, calls included. */
export function readColumn(
  tokens: readonly FactToken[],
  at: number,
): { readonly column: FactColumn; readonly next: number } | null {
  const path: FactToken[] = [];
  let next = at;
  for (;;) {
    const token = tokens[next];
    if (!isName(token)) return null;
    path.push(token);
    if (tokens[next + 1]?.value !== "." || tokens[next + 1]?.kind !== "mark") break;
    next += 2;
  }
  next += 1;
  const last = path.at(-1);
  const first = path[0];
  if (last === undefined || first === undefined || tokens[next]?.value === "(") return null;
  const isBareWord = path.length === 1 && last.kind === "word";
  if (isBareWord && (NO_COLUMN.has(last.value) || MORE_NO_COLUMN.has(last.value))) return null;
  const qualifier = path.length > 1 ? (path.at(-2)?.text ?? null) : null;
  return { column: { qualifier, name: last.text, start: first.start, end: last.end }, next };
}

/** Every column in a run of tokens, in order. */
export function columnsIn(tokens: readonly FactToken[]): FactColumn[] {
  const found: FactColumn[] = [];
  let at = 0;
  while (at < tokens.length) {
    const read = readColumn(tokens, at);
    if (read === null) at += isName(tokens[at]) ? skipPath(tokens, at) : 1;
    else {
      found.push(read.column);
      at = read.next;
    }
  }
  return found;
}

/** A call's name may be a path. */
function skipPath(tokens: readonly FactToken[], at: number): number {
  let length = 1;
  while (tokens[at + length]?.value === "." && isName(tokens[at + length + 1])) length += 2;
  return length;
}
