import type { Disclosure } from "@parlance/core";

/** What stands for a value that must not leave the house. */
const HIDDEN = "'…'";

/**
 * A statement without the values that came from the data: text stays where the person typed it, in the person's own
 * letters, and what people write into any statement (dates, numbers) stays as it is.
 */
export function maskStatement(sql: string, typed: string, disclosure: Disclosure): string {
  if (disclosure === "full") return sql;
  return sql.replace(/'((?:[^']|'')*)'/g, (_literal, text: string) => {
    const shown = typedForm(text.replaceAll("''", "'"), typed);
    return shown === null ? HIDDEN : `'${shown.replaceAll("'", "''")}'`;
  });
}

/** Free text without what it quotes, unless the person typed it. */
export function maskQuoted(text: string, typed: string, disclosure: Disclosure): string {
  if (disclosure === "full") return text;
  const hide = (quote: string, inner: string): string => {
    const shown = typedForm(inner, typed);
    return shown === null ? `${quote}…${quote}` : `${quote}${shown}${quote}`;
  };
  return text
    .replace(/"([^"]*)"/g, (_all, inner: string) => hide('"', inner))
    .replace(/'([^']*)'/g, (_all, inner: string) => hide("'", inner));
}

/** The text as the person typed it; null where they did not, in whatever letter case. */
function typedForm(text: string, typed: string): string | null {
  if (text.trim() === "" || DAY.test(text)) return text;
  const at = typed.toLowerCase().indexOf(text.toLowerCase());
  return at < 0 ? null : typed.slice(at, at + text.length);
}

/** "yesterday" becomes a day that stands in no cell for that reason. */
const DAY = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/;
