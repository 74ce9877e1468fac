/**
 * Older SQLite read "x" as text when no column is called x, and much published SQL relies on it; our build refuses.
 * Rewrites such tokens to single quotes. `isName` says whether a spelling is a column, table or alias here.
 */
export function quoteText(sql: string, isName: (word: string) => boolean): string {
  return sql.replace(/'(?:[^']|'')*'|"((?:[^"]|"")*)"/g, (token: string, inner: string | undefined) => {
    if (inner === undefined || isName(inner)) return token;
    return `'${inner.replaceAll('""', '"').replaceAll("'", "''")}'`;
  });
}
