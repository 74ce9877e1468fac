import type { KnowledgeBody, Metric, MetricCondition, MetricFigure } from "@parlance/core";
import type {
  DocumentColumn,
  DocumentCondition,
  DocumentFigure,
  DocumentMetric,
  DocumentTable,
  KnowledgeDocument,
} from "./document-schema.ts";

/** Where in the document something stands, for telling its line. */
export type Place = readonly (string | number)[];

export interface PlacedBody {
  readonly body: KnowledgeBody;
  readonly at: Place;
}

export const fromDocument = (document: KnowledgeDocument): PlacedBody[] => [
  ...Object.entries(document.tables ?? {}).flatMap(([name, table]) => ofTable(name, table)),
  ...(document.metrics ?? []).map((metric, i) => ({ body: ofMetric(metric), at: ["metrics", i] })),
  ...(document.joins ?? []).map((join, i) => ({ body: { kind: "join" as const, ...plain(join) }, at: ["joins", i] })),
  ...(document.glossary ?? []).map((term, i) => ({ body: { kind: "term" as const, ...term }, at: ["glossary", i] })),
  ...(document.verified ?? []).map((pair, i) => ({
    body: { kind: "verified" as const, ...pair },
    at: ["verified", i],
  })),
];

/** Without the fields that are there and undefined, which exact optional properties are not. */
const plain = <Shape extends object>(value: Shape): Shape =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Shape; // the same, less what is undefined

function ofTable(
  table: string,
  { description, synonyms = [], hidden, usually, columns = {} }: DocumentTable,
): PlacedBody[] {
  const at: Place = ["tables", table];
  const found: PlacedBody[] = [];
  if (description !== undefined)
    found.push({ body: { kind: "description", table, text: description }, at: [...at, "description"] });
  synonyms.forEach((phrase, i) => {
    found.push({ body: { kind: "alias", phrase, target: { kind: "table", table } }, at: [...at, "synonyms", i] });
  });
  if (hidden) found.push({ body: { kind: "hidden", table }, at: [...at, "hidden"] });
  if (usually !== undefined) {
    const { only, because: text } = usually;
    const body = { kind: "filter" as const, table, only: only.map(ofCondition), ...plain({ text }) };
    found.push({ body: plain(body), at: [...at, "usually"] });
  }
  for (const [name, column] of Object.entries(columns)) found.push(...ofColumn(table, name, column));
  return found;
}

function ofColumn(table: string, column: string, facts: DocumentColumn): PlacedBody[] {
  const { description, synonyms = [], hidden, values = [] } = facts;
  const at: Place = ["tables", table, "columns", column];
  const found: PlacedBody[] = [];
  if (description !== undefined)
    found.push({ body: { kind: "description", table, column, text: description }, at: [...at, "description"] });
  synonyms.forEach((phrase, i) => {
    const target = { kind: "column" as const, table, column };
    found.push({ body: { kind: "alias", phrase, target }, at: [...at, "synonyms", i] });
  });
  if (hidden) found.push({ body: { kind: "hidden", table, column }, at: [...at, "hidden"] });
  values.forEach(({ value, called }, i) => {
    const target = { kind: "value" as const, table, column, value };
    for (const phrase of called) found.push({ body: { kind: "alias", phrase, target }, at: [...at, "values", i] });
  });
  return found;
}

const ofCondition = ({ column, is }: DocumentCondition): MetricCondition => ({
  column,
  isOneOf: Array.isArray(is) ? is : [is],
});

const ofFigure = ({ fn, table, column, only }: DocumentFigure): MetricFigure => ({
  kind: "figure",
  fn,
  table,
  ...(column === undefined ? {} : { column }),
  ...(only === undefined ? {} : { only: only.map(ofCondition) }),
});

function ofMetric({ figure, ratio, expression, ...facts }: DocumentMetric): KnowledgeBody {
  return plain({ kind: "metric" as const, ...facts, definition: definitionOf({ figure, ratio, expression }) });
}

function definitionOf({ figure, ratio, expression }: Pick<DocumentMetric, "figure" | "ratio" | "expression">): Metric {
  if (figure !== undefined) return ofFigure(figure);
  if (ratio !== undefined) return { kind: "ratio", above: ofFigure(ratio.above), below: ofFigure(ratio.below) };
  if (expression !== undefined) return { kind: "expression", ...expression };
  throw new Error("The schema asks for one of them.");
}
