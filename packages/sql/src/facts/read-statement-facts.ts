import type { Dialect } from "@parlance/core";
import { type Clauses, isKeyword, placeOf, splitClauses } from "./clauses.ts";
import { type FactToken, factTokens } from "./fact-tokens.ts";
import { readConditions, readSought } from "./read-conditions.ts";
import { readFromClause } from "./read-from-clause.ts";
import { readAggregates, readItems, readList } from "./read-items.ts";
import type { StatementFacts } from "./statement-facts.ts";

/**
 * Reads what a statement is about off its text: for receipts and checks of statements that nobody has a query tree of.
 * It judges nothing: a statement must have passed its guard before. Null where there is no SELECT to read.
 */
export function readStatementFacts(sql: string, dialect: Dialect): StatementFacts | null {
  if (dialect === "mongodb") return null;
  const tokens = factTokens(sql, dialect);
  const clauses = tokens === null ? null : splitClauses(tokens);
  return tokens === null || clauses === null ? null : factsOf(tokens, clauses);
}

function factsOf(tokens: readonly FactToken[], { selectAt, isSet, tokens: parts, before }: Clauses): StatementFacts {
  return {
    selectAt,
    isSet,
    isDistinct: isKeyword(parts.select[0], "DISTINCT"),
    items: readItems(parts.select),
    from: parts.from.length === 0 ? null : placeOf(parts.from),
    ...readFromClause(parts.from),
    where: parts.where.length === 0 ? null : placeOf(parts.where),
    conditions: readConditions(parts.where),
    groupBy: readList(parts.group),
    aggregates: [
      ...readAggregates(parts.select, "select"),
      ...readAggregates(parts.having, "having"),
      ...readAggregates(parts.order, "order"),
    ],
    hasHaving: parts.having.length > 0,
    order: parts.order.length === 0 ? null : placeOf(parts.order),
    limit: limitOf(parts.limit),
    sought: readSought(tokens),
    withNames: namesOfWith(before),
  };
}

function limitOf([first]: readonly FactToken[]): number | null {
  return first?.kind === "number" ? Number(first.value) : null;
}

function namesOfWith(before: readonly FactToken[]): string[] {
  return before.flatMap((token, at) =>
    token.depth === 0 && (isKeyword(before[at + 1], "AS") || before[at + 1]?.value === "(") && !isKeyword(token, "AS")
      ? [token.text]
      : [],
  );
}
