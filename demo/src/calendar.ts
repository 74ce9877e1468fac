import type { DemoPeriod } from "./demo-workspace.ts";

/** Outdoor gear sells before summer and before the holidays; January is quiet. One factor per month. */
const MONTH_FACTORS = [0.74, 0.76, 0.9, 1.02, 1.18, 1.22, 1.14, 1.03, 0.9, 0.88, 1.12, 1.26];
/** Sunday first, as DuckDB's dayofweek counts. */
const WEEKDAY_FACTORS = [0.96, 0.9, 0.88, 0.92, 0.98, 1.12, 1.24];

/**
 * One row per day with `demand`, a factor around 1: growth of a third per year, season, weekday, chance,
 * a Black Friday peak (the Friday after the fourth Thursday of November, to the Monday) and two days when the web shop was down.
 */
export const daysTable = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE days AS
  SELECT n::INTEGER AS day_no, DATE '${start}' + n::INTEGER AS day,
    (1 + 0.33 * n / 365)
      * [${MONTH_FACTORS.join(", ")}][month(day)]
      * [${WEEKDAY_FACTORS.join(", ")}][dayofweek(day) + 1]
      * noise(0.16, n, 11)
      * CASE WHEN month(day) = 11 AND day >= friday AND day < friday + 4 THEN 2.9 ELSE 1 END
      * CASE WHEN day BETWEEN DATE '${today}' - 171 AND DATE '${today}' - 170 THEN 0.14 ELSE 1 END
      * CASE WHEN day = DATE '${today}' THEN 0.45 ELSE 1 END AS demand
  FROM (
    SELECT n, DATE '${start}' + n::INTEGER AS day,
      -- The fourth Thursday falls on the 22nd to the 28th.
      make_date(year(day), 11, 22) + ((11 - dayofweek(make_date(year(day), 11, 22))) % 7 + 1)::INTEGER AS friday
    FROM range(date_diff('day', DATE '${start}', DATE '${today}') + 1) AS calendar(n)
  )`;
