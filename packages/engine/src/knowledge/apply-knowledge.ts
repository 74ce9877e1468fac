import { type Dialect, isAppError } from "@parlance/core";
import { printSql, type Query, queryTables } from "@parlance/sql";
import type { EngineReading, EngineRequest, EngineResult } from "../engine-request.ts";
import { describeDifference } from "../explain/difference.ts";
import { explainFilters, explainQuery } from "../explain/explain-query.ts";
import { liftFilters } from "./lift-filters.ts";
import { applyRules, type TeamRules } from "./team-rules.ts";

const MAX_READINGS = 5;

/** Reads a question under the rules of its team: filters that usually hold, keys by their roles, hidden columns out of sight. */
export function readByRules(
  request: EngineRequest,
  dialect: Dialect,
  read: (request: EngineRequest) => EngineResult,
): EngineResult {
  const { rules } = request.source;
  if (rules === undefined) return read(request);
  const { question, tables: lifted } = liftFilters(request.question, rules.filters, request.source.values);
  const result = read({ ...request, question });
  const ruled = result.readings.map((reading) =>
    ruledReading(reading, { ...request, question }, rules, lifted, dialect),
  );
  const [first, ...others] = ruled;
  if (first === undefined) return result;
  const readings = [
    first.reading,
    ...(first.unfiltered ? [first.unfiltered] : []),
    ...others.map((one) => one.reading),
  ];
  return { ...result, readings: readings.slice(0, MAX_READINGS) };
}

interface Ruled {
  readonly reading: EngineReading;
  readonly unfiltered?: EngineReading;
}

function ruledReading(
  reading: EngineReading,
  request: EngineRequest,
  rules: TeamRules,
  lifted: ReadonlySet<string>,
  dialect: Dialect,
): Ruled {
  const { query, unfiltered, said } = applyRules(reading.query, rules, request.question, lifted);
  const written = rewritten(reading, query, request, dialect);
  if (written === undefined) return { reading };
  const plain = unfiltered && rewritten(reading, unfiltered, request, dialect);
  return {
    reading: { ...written, assumptions: [...written.assumptions, ...said] },
    ...(plain
      ? { unfiltered: { ...plain, difference: `${describeDifference(unfiltered, query)}: everything counts` } }
      : {}),
  };
}

/** The reading with another query; undefined where that cannot be printed. */
function rewritten(
  reading: EngineReading,
  query: Query,
  request: EngineRequest,
  dialect: Dialect,
): EngineReading | undefined {
  if (query === reading.query) return reading;
  try {
    const sql = printSql(query, request.source.catalog, dialect);
    return {
      ...reading,
      query,
      sql,
      explanation: explainQuery(query),
      tables: queryTables(query),
      filters: explainFilters(query),
    };
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
