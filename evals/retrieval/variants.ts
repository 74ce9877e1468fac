import type { Catalog } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { findMentions, tokenize } from "@parlance/engine/words";
import { hashingEmbedder } from "@parlance/models";
import { gatherEvidence } from "../../packages/ask/src/retrieval/evidence.ts";
import { fuseRankings } from "../../packages/ask/src/retrieval/fuse-rankings.ts";
import { mentionRanking } from "../../packages/ask/src/retrieval/mention-ranking.ts";
import { questionTerms } from "../../packages/ask/src/retrieval/question-terms.ts";
import { RANK_WEIGHTS, type RankWeights, rankTables } from "../../packages/ask/src/retrieval/rank-tables.ts";
import { schemaDocuments } from "../../packages/ask/src/retrieval/schema-documents.ts";
import { buildSchemaIndex } from "../../packages/ask/src/retrieval/schema-index.ts";
import { tablePlaces } from "../../packages/ask/src/retrieval/table-places.ts";
import { valueSightings } from "../../packages/ask/src/retrieval/value-sightings.ts";

/** One way to search: positions of tables, best first. */
export interface Variant {
  readonly name: string;
  rank(question: string): Promise<readonly number[]>;
}

/** Of how many tables the rankings are fused. */
const FUSED = 60;
const NO_NEIGHBOURS: RankWeights = {
  ...RANK_WEIGHTS,
  steps: [1],
  namespace: 0,
  parts: { between: 0, beside: 0, near: 0, namespace: 0 },
};

/** The search by words, values and keys; with one part left out at a time; and with the rankings that join it. */
export async function variantsOf(source: PreparedSource): Promise<readonly Variant[]> {
  const { catalog } = source;
  const index = buildSchemaIndex(catalog);
  const places = tablePlaces(catalog);
  const byWords = (question: string, part: { readonly without?: "values" | "synonyms" | "keys" } = {}): number[] => {
    const sightings =
      part.without === "values" ? [] : valueSightings(question, tokenize(question), source.values, places);
    const known = part.without === "synonyms" ? { ...index, synonyms: new Map() } : index;
    const evidence = gatherEvidence(known, questionTerms(question), sightings);
    const ranked = rankTables(known, evidence, part.without === "keys" ? NO_NEIGHBOURS : RANK_WEIGHTS);
    return [...ranked].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([table]) => table);
  };
  const nearest = await vectorRanking(catalog);
  const mentioned = (question: string): readonly number[] =>
    mentionRanking(findMentions(question, tokenize(question), source), places);
  const fused = (question: string, others: readonly (readonly number[])[], weight: number): readonly number[] => {
    const rankings = [
      { items: byWords(question), weight: 1 },
      ...others.map((items) => ({ items: items.slice(0, FUSED), weight })),
    ];
    return [...fuseRankings(rankings)].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([table]) => table);
  };
  return [
    { name: "words, values, keys", rank: async (question) => byWords(question) },
    { name: "without synonyms", rank: async (question) => byWords(question, { without: "synonyms" }) },
    { name: "without values", rank: async (question) => byWords(question, { without: "values" }) },
    { name: "without keys and namespaces", rank: async (question) => byWords(question, { without: "keys" }) },
    { name: "with mentions at 0.1", rank: async (question) => fused(question, [mentioned(question)], 0.1) },
    { name: "with vectors at 0.1", rank: async (question) => fused(question, [await nearest(question)], 0.1) },
    {
      name: "with both at 0.1",
      rank: async (question) => fused(question, [mentioned(question), await nearest(question)], 0.1),
    },
    {
      name: "with both at 0.5",
      rank: async (question) => fused(question, [mentioned(question), await nearest(question)], 0.5),
    },
    { name: "mentions alone", rank: async (question) => mentioned(question) },
    { name: "vectors alone", rank: (question) => nearest(question) },
  ];
}

/** Tables by the likeness of their nearest document. */
async function vectorRanking(catalog: Catalog): Promise<(question: string) => Promise<readonly number[]>> {
  const embedder = hashingEmbedder();
  const documents = schemaDocuments(catalog, { withValues: true });
  const vectors = await embedder.embed(
    documents.map((document) => document.text),
    "document",
  );
  const at = new Map(catalog.tables.map((table, i) => [table.name, i]));
  return async (question) => {
    const [asked] = await embedder.embed([question], "query");
    const best = new Map<number, number>();
    documents.forEach((document, i) => {
      const table = at.get(document.table ?? "") ?? -1;
      const vector = vectors[i];
      if (!asked || !vector) return;
      let likeness = 0;
      for (let k = 0; k < vector.length; k += 1) likeness += (vector[k] ?? 0) * (asked[k] ?? 0);
      if (likeness > (best.get(table) ?? Number.NEGATIVE_INFINITY)) best.set(table, likeness);
    });
    return [...best].sort((a, b) => b[1] - a[1]).map(([table]) => table);
  };
}
