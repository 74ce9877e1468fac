import type { Completion, CompletionSource } from "@codemirror/autocomplete";

export type SchemaNames = Readonly<Record<string, readonly string[]>>;

/** What a reading statement is made of; the rest of the language would be refused, or is typed by nobody. */
const WORDS = `
  SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER BY LIMIT OFFSET AS WITH
  JOIN LEFT RIGHT FULL INNER CROSS ON USING UNION ALL INTERSECT EXCEPT
  AND OR NOT IN EXISTS BETWEEN LIKE ILIKE IS NULL TRUE FALSE
  CASE WHEN THEN ELSE END CAST DATE TIMESTAMP INTERVAL EXTRACT
  ASC DESC NULLS FIRST LAST OVER PARTITION ROWS FILTER QUALIFY
  COUNT SUM AVG MIN MAX MEDIAN ROUND COALESCE NULLIF LOWER UPPER LENGTH SUBSTRING DATE_TRUNC ROW_NUMBER RANK LAG LEAD`;

const KEYWORDS: readonly Completion[] = [...new Set(WORDS.trim().split(/\s+/))].map((label) => ({
  label,
  type: "keyword",
  boost: -2,
}));

/** More columns than this are only offered behind the name of their table. */
const MOST_COLUMNS = 5_000;
/** Of the tables that a column is in, as many as fit beside its name. */
const TABLES_NAMED = 2;

/** Names as they stand in a statement: one of another shape has to be quoted, which the editor does after a dot. */
const isPlain = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

function columnsOf(schema: SchemaNames): readonly Completion[] {
  const tablesOf = new Map<string, string[]>();
  for (const [table, columns] of Object.entries(schema)) {
    for (const column of columns.filter(isPlain)) tablesOf.set(column, [...(tablesOf.get(column) ?? []), table]);
    if (tablesOf.size > MOST_COLUMNS) return [];
  }
  return [...tablesOf].map(([label, tables]) => ({ label, type: "property", detail: detailOf(tables), boost: -1 }));
}

const detailOf = (tables: readonly string[]): string =>
  tables.length <= TABLES_NAMED
    ? tables.join(", ")
    : `${tables.slice(0, TABLES_NAMED).join(", ")} and ${tables.length - TABLES_NAMED} more`;

/** Columns of every table, before it is said which tables are meant, and the words of reading. */
export function completeNames(schema: SchemaNames): CompletionSource {
  const options = [...columnsOf(schema), ...KEYWORDS];
  return (context) => {
    const word = context.matchBefore(/[.\w]*$/);
    // After a dot only columns of that table can follow, which the language itself knows.
    if (word === null || word.text.includes(".") || (word.text === "" && !context.explicit)) return null;
    return { from: word.from, options, validFor: /^\w*$/ };
  };
}
