import type { KnowledgeBody, KnowledgeKind, Metric, MetricCondition, MetricFigure } from "@parlance/core";

export interface KindWords {
  /** Heading of the list. */
  readonly many: string;
  /** What one of them is, in the menu. */
  readonly one: string;
  /** What it is good for. */
  readonly about: string;
}

export const KIND_WORDS: Readonly<Record<KnowledgeKind, KindWords>> = {
  metric: { many: "Definitions", one: "Definition", about: "A figure such as revenue, and how it is worked out." },
  alias: { many: "Words", one: "Word", about: "What your team calls a table, a column or a value." },
  verified: { many: "Verified questions", one: "Verified question", about: "A question with the SQL that answers it." },
  filter: { many: "Usual filters", one: "Usual filter", about: "Which rows count unless a question says otherwise." },
  join: { many: "Joins", one: "Join", about: "Columns that belong together, and what the far side is." },
  description: { many: "Descriptions", one: "Description", about: "What a table or column holds." },
  term: { many: "Glossary", one: "Term", about: "A word of the trade, for people and language models." },
  hidden: { many: "Hidden", one: "Something to hide", about: "Left out of suggestions, answers and prompts." },
};

/** The lists of the page, in this order. */
export const KINDS: readonly KnowledgeKind[] = [
  "metric",
  "alias",
  "verified",
  "filter",
  "join",
  "description",
  "term",
  "hidden",
];

export interface BodyWords {
  readonly title: string;
  readonly text: string;
  /** SQL is set in another face. */
  readonly isCode?: boolean;
}

const placeOf = ({ table, column }: { readonly table: string; readonly column?: string }): string =>
  column === undefined ? table : `${table}.${column}`;

/** An entry as a person reads it. */
export function bodyWords(body: KnowledgeBody): BodyWords {
  switch (body.kind) {
    case "metric":
      return { title: [body.name, ...(body.synonyms ?? [])].join(", "), text: metricWords(body.definition) };
    case "alias": {
      const { target } = body;
      const value = target.kind === "value" ? ` is “${target.value}”` : "";
      const table = target.kind === "table" ? "the table " : "";
      return { title: body.phrase, text: `means ${table}${placeOf(target)}${value}` };
    }
    case "verified":
      return { title: body.question, text: body.sql, isCode: true };
    case "filter":
      return { title: body.table, text: `only where ${body.only.map(conditionWords).join(" and ")}` };
    case "join": {
      const role = body.role === undefined ? "" : `, its ${body.role}`;
      return { title: placeOf(body.from), text: `belongs to ${placeOf(body.to)}${role}` };
    }
    case "description":
      return { title: placeOf(body), text: body.text };
    case "term":
      return { title: body.term, text: body.text };
    case "hidden":
      return { title: placeOf(body), text: body.column === undefined ? "the whole table" : "the column" };
  }
}

export const conditionWords = ({ column, isOneOf }: MetricCondition): string => `${column} is ${isOneOf.join(" or ")}`;

const FUNCTIONS: Readonly<Record<MetricFigure["fn"], string>> = {
  sum: "total of",
  avg: "average of",
  min: "lowest",
  max: "highest",
  median: "median of",
  count: "number of",
};

export function metricWords(metric: Metric): string {
  switch (metric.kind) {
    case "expression":
      return `${metric.sql} of ${metric.table}`;
    case "ratio":
      return `${metricWords(metric.above)} divided by ${metricWords(metric.below)}`;
    case "figure": {
      const of =
        metric.column === undefined ? `number of ${metric.table}` : `${FUNCTIONS[metric.fn]} ${placeOf(metric)}`;
      const only = metric.only ?? [];
      return only.length === 0 ? of : `${of} where ${only.map(conditionWords).join(" and ")}`;
    }
  }
}
