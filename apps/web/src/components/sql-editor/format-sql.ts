import { duckdb, formatDialect } from "sql-formatter";

const WIDTH = 72;

/** Laid out over lines for reading. Short statements stay as they are, and so does what the formatter cannot read. */
export function formatSql(sql: string): string {
  if (sql.startsWith("{")) return formatJson(sql);
  if (sql.length <= WIDTH || sql.trim().includes("\n")) return sql;
  try {
    return formatDialect(sql, { dialect: duckdb, keywordCase: "preserve", expressionWidth: WIDTH });
  } catch (error) {
    // The formatter knows less SQL than the database; the text itself is what counts.
    console.info("The SQL is shown as it is:", error instanceof Error ? error.message.split("\n")[0] : error);
    return sql;
  }
}

/** A pipeline is JSON. One that would not come back the same, such as one with a number beyond 2^53, is left alone. */
function formatJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
