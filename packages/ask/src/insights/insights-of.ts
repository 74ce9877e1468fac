import type { Insight, StoredResult } from "@parlance/core";
import type { StatementFacts } from "@parlance/sql";
import type { AskSource } from "../needs.ts";
import { type DataSpan, dataSpan } from "../receipt/data-span.ts";
import { dayAfter } from "../receipt/date-window.ts";
import { tableOf } from "../trust/resolve-column.ts";
import { findInsights } from "./find-insights.ts";
import { type AggregateName, type InsightInput, readFrame } from "./series.ts";

/** Beyond this a result is a list to read, not a series or a comparison. */
const MAX_ROWS = 400;
const MAX_COLUMNS = 8;

/** Insights into a result, with what its statement says about the columns. */
export function insightsOf(
  stored: StoredResult,
  sql: string,
  facts: StatementFacts | null,
  source: AskSource,
): readonly Insight[] {
  const input = inputOf(stored, sql, facts, source);
  return input === null ? [] : findInsights(input);
}

/** Periods of a result that the data covers in part only: half a month must not pass for a month. */
export function partialPeriods(
  stored: StoredResult,
  sql: string,
  facts: StatementFacts | null,
  source: AskSource,
): readonly string[] {
  const input = inputOf(stored, sql, facts, source);
  return input === null ? [] : (readFrame(input).series?.partial ?? []);
}

function inputOf(
  stored: StoredResult,
  sql: string,
  facts: StatementFacts | null,
  source: AskSource,
): InsightInput | null {
  const { firstPage: page, rowCount, isTruncated } = stored;
  if (rowCount > MAX_ROWS || page.columns.length > MAX_COLUMNS || rowCount < 2) return null;
  const isWhole = !isTruncated && facts !== null && facts.limit === null && !facts.hasHaving && !facts.isSet;
  return {
    page,
    rowCount,
    isWhole,
    aggregates: aggregatesOf(facts),
    ...covered(facts === null ? null : spanOfKey(sql, facts, source)),
  };
}

/** Items that are one aggregate and nothing else, by their place. */
function aggregatesOf(facts: StatementFacts | null): ReadonlyMap<number, AggregateName> {
  const found = new Map<number, AggregateName>();
  facts?.items.forEach((item, index) => {
    const whole = facts.aggregates.find(
      (aggregate) => aggregate.start === item.expr.start && aggregate.end === item.expr.end,
    );
    if (whole !== undefined) found.set(index, whole.fn);
  });
  return found;
}

const covered = (span: DataSpan | null): Pick<InsightInput, "coveredFrom" | "coveredUntil"> => ({
  coveredFrom: span?.from ?? null,
  coveredUntil: span === null ? null : dayAfter(span.to),
});

/** The days of the date column that the rows are grouped by. */
function spanOfKey(sql: string, facts: StatementFacts, { catalog }: AskSource): DataSpan | null {
  const keys = facts.groupBy.map(({ start, end }) => sql.slice(start, end).toLowerCase());
  for (const fact of facts.tables) {
    const table = tableOf(fact, facts, catalog);
    for (const column of table?.columns ?? []) {
      const isKey = keys.some((key) => key.includes(column.name.toLowerCase()));
      const span = isKey && table !== undefined ? dataSpan({ table, column }) : null;
      if (span !== null) return span;
    }
  }
  return null;
}
