/** Spans of a Trino statement that hold no syntax: quoted names, strings and comments, as its lexer reads them. */
const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** Spaces where strings, quoted names and comments stand, so that places stay the same. */
const withoutOpaque = (sql: string): string =>
  sql.replace(OPAQUE, (text) => (text.startsWith("-") || text.startsWith("/") ? " " : "x").repeat(text.length));

/** How deep brackets stand inside each other. */
export function bracketDepth(sql: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of withoutOpaque(sql).matchAll(/[()[\]]/g)) {
    depth += bracket === "(" || bracket === "[" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The statement as Trino's protocol wants it, which takes no semicolon at the end. */
export function withoutFinalSemicolon(sql: string): string {
  const bare = withoutOpaque(sql).trimEnd();
  return bare.endsWith(";") ? `${sql.slice(0, bare.length - 1)} ${sql.slice(bare.length)}` : sql;
}

/** The first word of a statement and where it stands. */
export function firstWord(sql: string): { readonly word: string; readonly position: number } {
  const match = /\w+/.exec(withoutOpaque(sql).replace(/^[\s(]+/, (space) => " ".repeat(space.length)));
  return { word: (match?.[0] ?? "").toUpperCase(), position: match?.index ?? 0 };
}

/** Where a second statement starts, if one does. */
export function secondStatement(sql: string): number | undefined {
  const bare = withoutOpaque(sql);
  const end = bare.indexOf(";");
  const next = end < 0 ? -1 : bare.slice(end + 1).search(/[^\s;]/);
  return next < 0 ? undefined : end + 1 + next;
}
