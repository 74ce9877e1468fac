/** A SQL identifier, whatever characters the person's column name holds. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A SQL string literal. DuckDB has no backslash escapes in plain literals; a NUL would end the statement text. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''").replaceAll("\0", "")}'`;

export const quoteList = (words: readonly string[]): string => `[${words.map(quoteText).join(", ")}]`;
