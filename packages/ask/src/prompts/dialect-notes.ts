import type { Dialect } from "@parlance/core";

/** Where a dialect differs from what models tend to write. */
export const DIALECT_NOTES: Readonly<Record<Dialect, string>> = {
  duckdb: `Dialect: DuckDB (close to PostgreSQL; the data may come from SQLite or CSV, but DuckDB runs the query).
- Names in double quotes, text in single quotes. Names ignore letter case, text compared with = does not; ILIKE ignores it.
- / keeps the fraction, // divides whole numbers. Text is never a number by itself: TRY_CAST(replace(t, ',', '') AS DOUBLE), regexp_extract(t, '[0-9.]+').
- Dates: year(d), month(d), date_trunc('month', d), d + INTERVAL 1 MONTH, date_diff('day', a, b), strftime(d, '%Y-%m') with the date first. Text to date: try_strptime(t, '%d/%m/%Y')::DATE, TRY_CAST(t AS DATE). There is no julianday or datetime().
- Every selected column that is no aggregate stands in GROUP BY. A window function in a condition: QUALIFY. NULLs sort last.
- row_number() OVER () numbers rows in the order of the file: for "first listed", "the one after".`,
  sqlite: `Dialect: SQLite.
- Names in double quotes, text in single quotes. = on text minds letter case; LIKE ignores it for A-Z.
- Whole numbers divide to whole numbers: write 1.0 * a / b. No ILIKE, no date type: dates are text; strftime('%Y', d), date(d, '-1 month'), julianday(a) - julianday(b).
- NULLs sort first ascending: add IS NOT NULL or NULLS LAST.`,
  postgres: `Dialect: PostgreSQL.
- Names in double quotes keep their letter case and need it; text in single quotes. ILIKE ignores letter case.
- Whole numbers divide to whole numbers: write 1.0 * a / b, or a::numeric / b. round(x, n) takes numeric only.
- Dates: date_trunc('month', d), extract(year from d), d + interval '1 month', to_date(t, 'DD/MM/YYYY').
- Every selected column that is no aggregate stands in GROUP BY. Descending order puts NULLs first: write NULLS LAST. median: percentile_cont(0.5) WITHIN GROUP (ORDER BY x).`,
  mysql: `Dialect: MySQL / MariaDB.
- Names in backquotes, text in single quotes. No FULL JOIN, no ILIKE, no NULLS LAST; = and LIKE follow the column's collation, which mostly ignores letter case.
- / keeps the fraction, DIV divides whole numbers. Dates: YEAR(d), DATE_FORMAT(d, '%Y-%m'), d + INTERVAL 1 MONTH, DATEDIFF(a, b), STR_TO_DATE(t, '%d/%m/%Y').
- Every selected column that is no aggregate stands in GROUP BY. No variables, no comments with !.`,
  trino: `Dialect: Trino.
- Names in double quotes, text in single quotes. No ILIKE: lower(a) = lower(b). LIKE minds letter case.
- Whole numbers divide to whole numbers: CAST(a AS double) / b. No text is cast by itself: TRY_CAST(t AS double).
- Dates: DATE '2024-01-31', date_trunc('month', d), year(d), d + INTERVAL '1' MONTH, date_diff('day', a, b), date_parse(t, '%d/%m/%Y').
- Every selected column that is no aggregate stands in GROUP BY. median: approx_percentile(x, 0.5). No semicolon.`,
  bigquery: `Dialect: BigQuery (GoogleSQL).
- Names in backquotes, text in single quotes. No ILIKE: LOWER(a) = LOWER(b). UNION ALL or UNION DISTINCT, EXCEPT DISTINCT, INTERSECT DISTINCT.
- / keeps the fraction, DIV(a, b) divides whole numbers, SAFE_DIVIDE for zero. SAFE_CAST(t AS FLOAT64).
- Dates: DATE '2024-01-31', DATE_TRUNC(d, MONTH), EXTRACT(YEAR FROM d), DATE_ADD(d, INTERVAL 1 MONTH), DATE_DIFF(a, b, DAY), PARSE_DATE('%d/%m/%Y', t). A TIMESTAMP is compared with TIMESTAMP.
- Every selected column that is no aggregate stands in GROUP BY; QUALIFY exists.`,
  mongodb: `Language: MongoDB, no SQL. "sql" holds one command as strict JSON (every key in double quotes, no shell syntax, no ISODate()):
{"aggregate": "orders", "pipeline": [{"$match": {"status": "Paid"}}, {"$group": {"_id": "$region", "total": {"$sum": "$amount"}}}, {"$project": {"_id": 0, "region": "$_id", "total": 1}}], "cursor": {}}
or {"find": "orders", "filter": {...}, "projection": {...}, "sort": {...}, "limit": 10}.
- <schema> shows collections as tables. Join with $lookup by "from", then $unwind. The last stage is a $project that names exactly the columns asked for, "_id": 0.
- Dates: {"$date": "2024-01-31T00:00:00Z"}, $dateTrunc, $year. Text without letter case: {"$regex": "^paid$", "$options": "i"}. Count rows: {"$count": "n"}.
- No $where, $function, $out, $merge.`,
};
