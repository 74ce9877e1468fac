import type { Catalog } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { findMentions, tokenize } from "@parlance/engine/words";
import { type Evidence, gatherEvidence } from "./evidence.ts";
import { mentionRanking } from "./mention-ranking.ts";
import { phraseSightings } from "./phrase-sightings.ts";
import { questionTerms } from "./question-terms.ts";
import { rankTables } from "./rank-tables.ts";
import { buildSchemaIndex, type SchemaIndex } from "./schema-index.ts";
import { type TablePlaces, tablePlaces } from "./table-places.ts";
import { valueSightings } from "./value-sightings.ts";

export interface LexicalRanking {
  /** By position in the catalog; tables that nothing leads to are absent. */
  readonly scores: ReadonlyMap<number, number>;
  readonly evidence: Evidence;
  /** What the engine recognised by itself, best first. */
  readonly mentioned: readonly number[];
}

const rankers = new WeakMap<Catalog, { readonly source: PreparedSource; readonly ranker: SchemaRanker }>();

/** The ranker of a source, made once for as long as both its parts are the same: a large schema takes a second. */
export function rankerOf(source: PreparedSource, catalog: Catalog): SchemaRanker {
  const known = rankers.get(catalog);
  if (known?.source === source) return known.ranker;
  const ranker = new SchemaRanker(source, catalog);
  rankers.set(catalog, { source, ranker });
  return ranker;
}

/** Searches a source by words, values and keys alone. */
class SchemaRanker {
  readonly #source: PreparedSource;
  readonly #index: SchemaIndex;
  readonly #places: TablePlaces;

  /** The catalog is the source's as it may be told: with descriptions, and without what is hidden. */
  constructor(source: PreparedSource, catalog: Catalog) {
    this.#source = source;
    this.#index = buildSchemaIndex(catalog);
    this.#places = tablePlaces(catalog);
  }

  rank(question: string): LexicalRanking {
    const { names, values } = this.#source;
    const tokens = tokenize(question);
    const mentions = findMentions(question, tokens, this.#source);
    const terms = questionTerms(question, mentions.corrections);
    const evidence = gatherEvidence(this.#index, terms, [
      ...valueSightings(question, tokens, values, this.#places),
      ...phraseSightings(terms, names, this.#places),
    ]);
    return {
      evidence,
      scores: rankTables(this.#index, evidence),
      mentioned: mentionRanking(mentions, this.#places),
    };
  }
}
