import type { AliasTarget, Metric, WorkspaceKnowledge } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { tokenize } from "@parlance/engine/words";
import { type Evidence, gatherEvidence } from "./evidence.ts";
import { questionTerms } from "./question-terms.ts";
import { rankTables } from "./rank-tables.ts";
import { buildSchemaIndex, type NamePhrase, type SchemaIndex } from "./schema-index.ts";
import { findSightings } from "./value-sightings.ts";

export interface LexicalRanking {
  /** By position in the catalog; tables the question does not touch are absent. */
  readonly scores: ReadonlyMap<number, number>;
  readonly evidence: Evidence;
}

/** Searches a source by words, values and keys alone. Built once per version of its catalog and its knowledge. */
export class SchemaRanker {
  readonly index: SchemaIndex;
  readonly #source: PreparedSource;

  constructor(source: PreparedSource, knowledge: WorkspaceKnowledge) {
    this.#source = source;
    this.index = buildSchemaIndex(source.catalog, phrasesOf(knowledge));
  }

  rank(question: string): LexicalRanking {
    const sightings = findSightings(question, tokenize(question), this.#source.values);
    const evidence = gatherEvidence(this.index, questionTerms(question), sightings);
    return { evidence, scores: rankTables(this.index, evidence) };
  }
}

const phrasesOf = (knowledge: WorkspaceKnowledge): readonly NamePhrase[] =>
  knowledge.aliases.flatMap(({ phrase, target }) => placesOf(target).map((place) => ({ phrase, ...place })));

/** The tables and columns that a phrase leads to. */
function placesOf(target: AliasTarget): readonly Omit<NamePhrase, "phrase">[] {
  switch (target.kind) {
    case "table":
      return [{ table: target.table }];
    case "column":
    case "value":
      return [{ table: target.table, column: target.column }];
    case "metric":
      return metricPlaces(target.metric);
    case "join":
      return [];
  }
}

function metricPlaces(metric: Metric): readonly Omit<NamePhrase, "phrase">[] {
  switch (metric.kind) {
    case "figure":
      return [{ table: metric.table, ...(metric.column === undefined ? {} : { column: metric.column }) }];
    case "ratio":
      return [...metricPlaces(metric.above), ...metricPlaces(metric.below)];
    case "expression":
      return [{ table: metric.table }];
  }
}
