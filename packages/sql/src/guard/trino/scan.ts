/** Spans of a Trino statement that hold no syntax: quoted names, strings and comments, as its lexer reads them. */
const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** Spaces where strings, quoted names and comments stand, so that places stay the same. */
const withoutOpaque = (sql: string): string =>
  sql.replace(OPAQUE, (text) => (text.startsWith("-") || text.startsWith("/") ? " " : "x").repeat(text.length));

/** How deep brackets, CASE ... END and lambdas stand inside each other: all of them cost the grammar the same. */
export function nestingDepth(sql: string): number {
  const open: number[] = [];
  let arrows = 0;
  let depth = 0;
  let deepest = 0;
  for (const [mark] of withoutOpaque(sql).matchAll(/[()[\],]|->|\b(?:CASE|END)\b/gi)) {
    if (mark === "->") arrows++;
    else if (OPENS.test(mark)) {
      open.push(arrows);
      depth += arrows + 1;
      arrows = 0;
    } else if (mark === ",") arrows = 0;
    else {
      arrows = open.pop() ?? 0;
      depth = Math.max(0, depth - arrows - 1);
    }
    deepest = Math.max(deepest, depth + arrows);
  }
  return deepest;
}

const OPENS = /^(?:[([]|CASE)$/i;

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
