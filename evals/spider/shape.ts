/** Shapes of ENGINE.md section 2 that the right answer has; a question may have several. */
const SHAPES: readonly (readonly [name: string, test: (sql: string) => boolean])[] = [
  ["1 table", (sql) => countOf(sql, /\bjoin\b/g) === 0 && countOf(sql, /\bselect\b/g) === 1],
  ["2 tables joined", (sql) => countOf(sql, /\bjoin\b/g) === 1],
  ["3+ tables joined", (sql) => countOf(sql, /\bjoin\b/g) >= 2],
  [
    "pure aggregate",
    (sql) => /^select (distinct )?(count|sum|avg|min|max)\s*\(/.test(sql) && !sql.includes(" group by "),
  ],
  ["group + count", (sql) => sql.includes(" group by ") && selectList(sql).includes("count")],
  ["most/fewest (group, order, limit 1)", (sql) => /group by .*order by .*limit 1\b/.test(sql)],
  ["superlative on a column", (sql) => !sql.includes(" group by ") && /order by .*limit 1\b/.test(sql)],
  ["order by, no limit", (sql) => sql.includes(" order by ") && !sql.includes(" limit ")],
  ["having", (sql) => sql.includes(" having ")],
  ["not in / except", (sql) => /\bnot in\b|\bexcept\b/.test(sql)],
  ["intersect", (sql) => sql.includes(" intersect ")],
  ["union / or", (sql) => /\bunion\b|\bor\b/.test(sql)],
  ["scalar subquery", (sql) => /[=<>]\s*\(\s*select\b/.test(sql)],
  ["like", (sql) => /\blike\b/.test(sql)],
  ["distinct", (sql) => /\bdistinct\b/.test(sql)],
  ["3+ select items", (sql) => selectList(sql).split(",").length >= 3],
  ["comparison with a number", (sql) => /[<>]=?\s*\d|\bbetween\b/.test(sql)],
];

export const ALL_SHAPES: readonly string[] = SHAPES.map(([name]) => name);

export function shapesOf(gold: string): readonly string[] {
  const sql = gold
    .replace(/'[^']*'|"[^"]*"/g, "'x'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
  return SHAPES.flatMap(([name, test]) => (test(sql) ? [name] : []));
}

const countOf = (sql: string, pattern: RegExp): number => sql.match(pattern)?.length ?? 0;
const selectList = (sql: string): string => sql.slice(0, Math.max(0, sql.indexOf(" from ")));
