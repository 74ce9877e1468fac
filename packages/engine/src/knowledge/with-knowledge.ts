import type {
  Catalog,
  ColumnRef,
  KnownAlias,
  KnownDescription,
  Metric,
  Table,
  WorkspaceKnowledge,
} from "@parlance/core";
import { buildNameIndex, type NameAlias } from "../schema/name-index.ts";
import type { SchemaModel } from "../schema/schema-model.ts";
import type { PreparedSource } from "../source.ts";
import { identifierWords } from "../text/identifier-words.ts";
import { normalize } from "../text/normalize.ts";
import type { Posting, ValueIndex } from "../values/value-index.ts";
import { type MetricColumn, metricColumn } from "./metric-column.ts";
import { teamRules } from "./team-rules.ts";
import { indexVerified } from "./verified-questions.ts";
import { withoutHidden } from "./without-hidden.ts";

/** The source as this team speaks of it. Cheap enough to be made again whenever somebody teaches something. */
export function withKnowledge(whole: PreparedSource, knowledge: WorkspaceKnowledge): PreparedSource {
  const source = withoutHidden(whole, knowledge.hidden ?? []);
  const catalog = withJoins(source.catalog, knowledge.aliases);
  const metrics = metricsOf(source.schema, knowledge.aliases);
  const schema: SchemaModel = {
    ...source.schema,
    catalog,
    columns: [...source.schema.columns, ...metrics.map((entry) => entry.model)],
  };
  const rules = teamRules(knowledge, schema);
  const phrases: NameAlias[] = [
    ...namesOf(knowledge.aliases),
    ...describedNames(knowledge.descriptions ?? []),
    ...metrics.map(({ model, phrase }) => ({ phrase, table: model.table.name, model })),
  ];
  return {
    catalog,
    schema,
    derived: source.derived,
    derivedNames: source.derivedNames,
    names: buildNameIndex(source.schema, [...phrases, ...source.derivedNames]),
    values: withValues(source.values, schema, knowledge.aliases),
    metrics,
    verified: indexVerified(knowledge.verified),
    ...(rules === undefined ? {} : { rules }),
  };
}

const namesOf = (aliases: readonly KnownAlias[]): NameAlias[] =>
  aliases.flatMap(({ phrase, target }) =>
    target.kind === "table" || target.kind === "column"
      ? [{ phrase, ...target }]
      : target.kind === "join" && phrase !== ""
        ? [{ phrase, table: target.to.table }]
        : [],
  );

const DESCRIBED_WEIGHT = 0.95;
const MAX_DESCRIBED_WORDS = 4;

/** A description that begins with another name for the thing is such a name: "Net amount, VAT included". */
const describedNames = (descriptions: readonly KnownDescription[]): NameAlias[] =>
  descriptions.flatMap(({ table, column, text }) => {
    const [name = ""] = text.split(/[,.;:(–—\n]/u);
    const words = identifierWords(name).filter((word) => !ARTICLES.has(word));
    if (words.length === 0 || words.length > MAX_DESCRIBED_WORDS) return [];
    return [{ phrase: words.join(" "), table, ...(column === undefined ? {} : { column }), weight: DESCRIBED_WEIGHT }];
  });

const ARTICLES = new Set(["the", "a", "an"]);

function metricsOf(schema: SchemaModel, aliases: readonly KnownAlias[]): MetricColumn[] {
  const defined = aliases.flatMap(({ phrase, target }): { phrase: string; metric: Metric }[] =>
    target.kind === "metric" ? [{ phrase, metric: target.metric }] : [],
  );
  return defined.flatMap(
    ({ phrase, metric }, i) => metricColumn(phrase, metric, schema.columns.length + i, schema) ?? [],
  );
}

function withJoins(catalog: Catalog, aliases: readonly KnownAlias[]): Catalog {
  const joins = aliases.flatMap(({ target }) => (target.kind === "join" ? [target] : []));
  if (joins.length === 0) return catalog;
  const tables = catalog.tables.map((table) => {
    const own = joins.filter(({ from, to }) => sameName(from.table, table.name) && !isKept(table, from.column, to));
    const keys = own.map(({ from, to }) => ({
      columns: [from.column],
      refTable: to.table,
      refColumns: [to.column],
      origin: "declared" as const,
      confidence: 1,
    }));
    return own.length === 0 ? table : { ...table, foreignKeys: [...table.foreignKeys, ...keys] };
  });
  return { ...catalog, tables };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The source has that key already; only its role is the team's. */
const isKept = (table: Table, column: string, to: ColumnRef): boolean =>
  table.foreignKeys.some(
    ({ columns, refTable, refColumns }) =>
      columns.length === 1 &&
      sameName(columns[0] ?? "", column) &&
      sameName(refTable, to.table) &&
      sameName(refColumns[0] ?? "", to.column),
  );

function withValues(values: ValueIndex, schema: SchemaModel, aliases: readonly KnownAlias[]): ValueIndex {
  const added = new Map<string, Posting[]>();
  let { maxWords } = values;
  for (const { phrase, target } of aliases) {
    if (target.kind !== "value") continue;
    const column = schema.columns.find(
      (candidate) =>
        candidate.table.name.toLowerCase() === target.table.toLowerCase() &&
        candidate.name.toLowerCase() === target.column.toLowerCase(),
    );
    const key = normalize(phrase);
    if (!column || key === "") continue;
    added.set(key, [...(added.get(key) ?? []), { column, literal: target.value, count: 1 }]);
    maxWords = Math.max(maxWords, key.split(" ").length);
  }
  // What the team says a phrase means stands in place of what the data alone would suggest.
  return added.size === 0 ? values : { ...values, exact: new Map([...values.exact, ...added]), maxWords };
}
