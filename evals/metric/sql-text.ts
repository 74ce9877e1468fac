const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`/g;

/** Applies a change to the parts of a statement outside quotes. */
function outsideQuotes(sql: string, change: (part: string) => string): string {
  let out = "";
  let from = 0;
  for (const match of sql.matchAll(QUOTED)) {
    out += change(sql.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return out + change(sql.slice(from));
}

/** The published scorer drops every DISTINCT on both sides unless told to keep it. */
export const withoutDistinct = (sql: string): string =>
  outsideQuotes(sql, (part) => part.replace(/\bdistinct\b/gi, " "));

export function hasOrderBy(sql: string): boolean {
  let isFound = false;
  outsideQuotes(sql, (part) => {
    if (/\border\s+by\b/i.test(part)) isFound = true;
    return part;
  });
  return isFound;
}
