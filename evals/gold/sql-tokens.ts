export interface SqlToken {
  readonly kind: "word" | "text" | "number" | "symbol";
  /** Words keep their spelling; text is without quotes. */
  readonly text: string;
  readonly isDoubleQuoted?: boolean;
}

const TOKEN =
  /\s+|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|`([^`]*)`|(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][\w$]*)|(<=|>=|<>|!=|==|[(),.*+\-/<>=;])|(.)/gy;

/** Tokens of the SQL subset that published question sets use. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const [, single, double, back, number, word, symbol, other] = match;
    if (single !== undefined) tokens.push({ kind: "text", text: single.replaceAll("''", "'") });
    else if (double !== undefined)
      tokens.push({ kind: "text", text: double.replaceAll('""', '"'), isDoubleQuoted: true });
    else if (back !== undefined) tokens.push({ kind: "word", text: back });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (other !== undefined) throw new Error(`Cannot read "${other}" in SQL.`);
  }
  return tokens;
}
