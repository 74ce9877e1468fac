/**
 * Texts that a spreadsheet would evaluate instead of showing. A leading apostrophe makes them plain text. Tab, carriage
 * return and line feed count because spreadsheets skip them before they look for "=".
 */
const OPENERS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] as const;

export const isFormula = (text: string): boolean => OPENERS.some((opener) => text.startsWith(opener));

export const disarm = (text: string): string => (isFormula(text) ? `'${text}` : text);

/** The same rule as SQL over a text expression. */
export function disarmSql(expression: string): string {
  const openers = OPENERS.map((opener) => `chr(${opener.codePointAt(0)})`).join(", ");
  return `CASE WHEN left(${expression}, 1) IN (${openers}) THEN '''' || ${expression} ELSE ${expression} END`;
}
