import {
  type Freshness,
  findTable,
  isTemporal,
  type ModelUse,
  type Receipt,
  type UsedDefinition,
} from "@parlance/core";
import type { FactPlace, Predicate, Query, StatementFacts } from "@parlance/sql";
import type { AskSource } from "../needs.ts";
import { predicateWords } from "../present/predicate-words.ts";
import { mayMultiply } from "../trust/find-multiplied.ts";
import { resolveColumn } from "../trust/resolve-column.ts";
import { dataSpan } from "./data-span.ts";
import type { DateWindowFact } from "./date-window.ts";

export interface ReceiptInput {
  /** What the facts' places point into. */
  readonly text: string;
  readonly facts: StatementFacts | null;
  readonly query: Query | null;
  /** In words, where the draft gave any. */
  readonly filters: readonly string[];
  readonly tables: readonly string[];
  readonly source: AskSource;
  readonly timeZone: string;
  readonly dateWindow: DateWindowFact | null;
  readonly draftedBy: Receipt["draftedBy"];
  readonly isFromCache: boolean;
  readonly isTruncated: boolean;
  readonly definitions: readonly UsedDefinition[];
  readonly models: readonly ModelUse[];
}

/** The facts behind an answer, read off the statement and the catalog; nothing is asked of the source. */
export function makeReceipt(input: ReceiptInput): Receipt {
  const { source, models, definitions, tables } = input;
  const conditions = conditionsOf(input);
  const limits = (source.limits ?? []).filter(({ table }) => tables.includes(table));
  return {
    tables,
    filters: input.filters.length > 0 ? input.filters : conditions.map((condition) => condition.words),
    sourceVersion: source.catalog.version,
    draftedBy: input.draftedBy,
    isFromCache: input.isFromCache,
    conditions,
    dateWindow: windowOf(input),
    joins: joinsOf(input),
    droppedNulls: null,
    definitions,
    freshness: freshnessOf(input),
    isTruncated: input.isTruncated,
    models,
    ...(limits.length === 0 ? {} : { limits }),
  };
}

export const conditionId = (index: number): string => `c${index + 1}`;

function conditionsOf({ facts, query, text: statement, source }: ReceiptInput): Receipt["conditions"] {
  const predicates = predicatesByCondition(query);
  const conditions = facts?.conditions ?? [];
  // Words come from the tree where both name as many conditions; else the statement speaks for itself.
  const isMatched = predicates.length === conditions.length;
  return conditions.map(({ start, end }, index) => {
    const predicate = isMatched ? predicates[index] : undefined;
    const text = statement.slice(start, end);
    const words = predicate ? predicateWords(predicate) : text;
    return { id: conditionId(index), words, sql: text, ...placeIn(source, { start, end }) };
  });
}

/** A pipeline has no such place. */
const placeIn = ({ catalog }: AskSource, place: FactPlace): FactPlace =>
  catalog.dialect === "mongodb" ? { start: 0, end: 0 } : place;

/** The predicates in the order of the printed conditions: a range of dates is printed as two. */
export const predicatesByCondition = (query: Query | null): readonly Predicate[] =>
  predicatesOf(query).flatMap((predicate) => {
    const isTwo = predicate.kind === "dateRange" && predicate.from !== undefined && predicate.to !== undefined;
    return isTwo && predicate.isNegated !== true ? [predicate, predicate] : [predicate];
  });

const predicatesOf = (query: Query | null): readonly Predicate[] =>
  query?.where === undefined ? [] : query.where.kind === "and" ? query.where.items : [query.where];

function windowOf({ dateWindow, facts, source, timeZone }: ReceiptInput): Receipt["dateWindow"] {
  if (dateWindow === null || facts === null) return null;
  const resolved = resolveColumn(dateWindow.column, facts, source.catalog);
  const column = resolved === null ? dateWindow.column.name : `${resolved.table.name}.${resolved.column.name}`;
  const { from, to, start, end, conditions } = dateWindow;
  return {
    conditionIds: conditions.map(conditionId),
    column,
    from,
    to,
    zone: timeZone,
    ...placeIn(source, { start, end }),
  };
}

function joinsOf({ facts, source, text }: ReceiptInput): Receipt["joins"] {
  if (facts === null) return [];
  return facts.joins.map((join) => ({
    table: join.table.name ?? join.table.alias,
    on: join.on
      .map(({ left, right }) => `${text.slice(left.start, left.end)} = ${text.slice(right.start, right.end)}`)
      .join(" and "),
    kind: join.kind,
    mayMultiply: mayMultiply(join, facts, source.catalog),
  }));
}

/** The days of the window's column, or of the tables' only date column. */
function freshnessOf({ source, dateWindow, facts, tables }: ReceiptInput): Freshness {
  const asked = dateWindow === null || facts === null ? null : resolveColumn(dateWindow.column, facts, source.catalog);
  const dated = tables.flatMap((name) => {
    const table = findTable(source.catalog, name);
    return (table?.columns ?? []).flatMap((column) => (table && isTemporal(column.type) ? [{ table, column }] : []));
  });
  const chosen = asked ?? (dated.length === 1 ? dated[0] : undefined);
  const span = chosen === undefined ? null : dataSpan(chosen);
  return {
    versionAt: source.versionAt ?? null,
    isLive: source.isLive ?? false,
    dataFrom: span?.from ?? null,
    dataTo: span?.to ?? null,
    dataColumn: span === null || chosen === undefined ? null : `${chosen.table.name}.${chosen.column.name}`,
  };
}
