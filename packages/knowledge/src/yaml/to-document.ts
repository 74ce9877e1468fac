import type { KnowledgeBody, MetricBody, MetricCondition, MetricFigure } from "@parlance/core";
import { of } from "../to-engine.ts";
import {
  type DocumentColumn,
  type DocumentCondition,
  type DocumentFigure,
  type DocumentMetric,
  type DocumentTable,
  FORM,
  type KnowledgeDocument,
} from "./document-schema.ts";

/** Everything in one fixed order, so that the same knowledge is always the same text. */
export function toDocument(bodies: readonly KnowledgeBody[]): KnowledgeDocument {
  const tables = tablesOf(bodies);
  const metrics = sorted(of(bodies, "metric"), (one) => one.name).map(metricOf);
  const joins = sorted(of(bodies, "join"), (one) => JSON.stringify([one.from, one.to])).map(
    ({ kind: _, ...join }) => join,
  );
  const glossary = sorted(of(bodies, "term"), (one) => one.term).map(({ term, text }) => ({ term, text }));
  const verified = sorted(of(bodies, "verified"), (one) => one.question).map(({ question, sql }) => ({
    question,
    sql,
  }));
  return {
    parlance: FORM,
    ...(Object.keys(tables).length === 0 ? {} : { tables }),
    ...(metrics.length === 0 ? {} : { metrics }),
    ...(joins.length === 0 ? {} : { joins }),
    ...(glossary.length === 0 ? {} : { glossary }),
    ...(verified.length === 0 ? {} : { verified }),
  };
}

/** By code units, which no locale changes. */
function sorted<One>(list: readonly One[], by: (one: One) => string): One[] {
  return [...list].sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
}

/** Tables are named as the entries name them; two spellings of one table are two places, as they were. */
function tablesOf(bodies: readonly KnowledgeBody[]): Record<string, DocumentTable> {
  const names = new Set<string>();
  for (const body of bodies) {
    if (body.kind === "description" || body.kind === "hidden" || body.kind === "filter") names.add(body.table);
    if (body.kind === "alias") names.add(body.target.table);
  }
  return Object.fromEntries(sorted([...names], (name) => name).map((name) => [name, tableOf(name, bodies)]));
}

function tableOf(table: string, bodies: readonly KnowledgeBody[]): DocumentTable {
  const own = bodies.filter((body) => tableName(body) === table);
  const filter = of(own, "filter")[0];
  const columns = new Set(own.flatMap((body) => columnName(body) ?? []));
  return {
    ...factsOf(own, undefined),
    ...(filter === undefined
      ? {}
      : {
          usually: {
            only: filter.only.map(conditionOf),
            ...(filter.text === undefined ? {} : { because: filter.text }),
          },
        }),
    ...(columns.size === 0
      ? {}
      : {
          columns: Object.fromEntries(sorted([...columns], (name) => name).map((name) => [name, columnOf(name, own)])),
        }),
  };
}

function tableName(body: KnowledgeBody): string | undefined {
  if (body.kind === "alias") return body.target.table;
  return body.kind === "description" || body.kind === "hidden" || body.kind === "filter" ? body.table : undefined;
}

function columnName(body: KnowledgeBody): string | undefined {
  if (body.kind === "alias") return body.target.kind === "table" ? undefined : body.target.column;
  return body.kind === "description" || body.kind === "hidden" ? body.column : undefined;
}

/** What is said of a table and of a column alike. */
function factsOf(
  own: readonly KnowledgeBody[],
  column: string | undefined,
): Pick<DocumentColumn, "description" | "synonyms" | "hidden"> {
  const here = own.filter((body) => columnName(body) === column);
  const description = of(here, "description")[0]?.text;
  const kind = column === undefined ? "table" : "column";
  const synonyms = of(here, "alias").flatMap((alias) => (alias.target.kind === kind ? [alias.phrase] : []));
  return {
    ...(description === undefined ? {} : { description }),
    ...(synonyms.length === 0 ? {} : { synonyms: sorted(synonyms, (one) => one) }),
    ...(of(here, "hidden").length === 0 ? {} : { hidden: true as const }),
  };
}

function columnOf(column: string, own: readonly KnowledgeBody[]): DocumentColumn {
  const phrases = new Map<string, string[]>();
  for (const { phrase, target } of of(own, "alias")) {
    if (target.kind !== "value" || target.column !== column) continue;
    phrases.set(target.value, [...(phrases.get(target.value) ?? []), phrase]);
  }
  const values = sorted([...phrases], ([value]) => value).map(([value, called]) => ({
    value,
    called: sorted(called, (one) => one),
  }));
  return { ...factsOf(own, column), ...(values.length === 0 ? {} : { values }) };
}

const conditionOf = ({ column, isOneOf }: MetricCondition): DocumentCondition => {
  const [one, ...more] = isOneOf;
  return { column, is: one !== undefined && more.length === 0 ? one : [...isOneOf] };
};

const figureOf = ({ fn, table, column, only }: MetricFigure): DocumentFigure => ({
  fn,
  table,
  ...(column === undefined ? {} : { column }),
  ...(only === undefined ? {} : { only: only.map(conditionOf) }),
});

function metricOf({ name, synonyms, description, definition, grain, format, unit }: MetricBody): DocumentMetric {
  return {
    name,
    ...(synonyms === undefined || synonyms.length === 0 ? {} : { synonyms: [...synonyms] }),
    ...(description === undefined ? {} : { description }),
    ...(definition.kind === "figure" ? { figure: figureOf(definition) } : {}),
    ...(definition.kind === "ratio"
      ? { ratio: { above: figureOf(definition.above), below: figureOf(definition.below) } }
      : {}),
    ...(definition.kind === "expression" ? { expression: { table: definition.table, sql: definition.sql } } : {}),
    ...(grain === undefined ? {} : { grain }),
    ...(format === undefined ? {} : { format }),
    ...(unit === undefined ? {} : { unit }),
  };
}
