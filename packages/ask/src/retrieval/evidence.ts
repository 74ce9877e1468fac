import type { QuestionTerm } from "./question-terms.ts";
import type { NameEntry, NameField, SchemaIndex, Standing } from "./schema-index.ts";

/** How far the words of a question point at each table, and at each of its columns. */
export interface Evidence {
  /** How much each term of the question counts. */
  readonly masses: readonly number[];
  /** By table: for each term, 0 to 1. */
  readonly tables: Map<number, Float64Array>;
  /** By table, then column: 0 to 1 and more where several words agree. */
  readonly columns: Map<number, Map<number, number>>;
}

/** Where a value stands that the question names. */
export interface ValueSighting {
  readonly table: number;
  readonly column: number;
  /** Positions of the tokens it takes up. */
  readonly at: ReadonlySet<number>;
  /** 0 to 1. */
  readonly score: number;
}

export interface EvidenceWeights {
  readonly fields: Readonly<Record<NameField, number>>;
  /** Of a name's worth, the part that a single word of it has already. */
  readonly partial: number;
  readonly value: number;
}

export const EVIDENCE_WEIGHTS: EvidenceWeights = {
  fields: { table: 1, column: 0.8, comment: 0.5, namespace: 0.4 },
  partial: 0.4,
  value: 0.9,
};

interface Hit {
  readonly entry: NameEntry;
  /** The best match for each of the entry's words. */
  readonly words: Map<string, number>;
  readonly terms: Map<number, number>;
}

export function gatherEvidence(
  index: SchemaIndex,
  terms: readonly QuestionTerm[],
  sightings: readonly ValueSighting[],
  weights: EvidenceWeights = EVIDENCE_WEIGHTS,
): Evidence {
  const standings = terms.map((term) => standingsOf(index, term));
  const evidence: Evidence = {
    masses: terms.map((term, i) => term.weight * massOf(index, standings[i] ?? [])),
    tables: new Map(),
    columns: new Map(),
  };
  for (const hit of findHits(index, standings).values()) addHit(index, evidence, hit, terms.length, weights);
  addSightings(evidence, terms, sightings, weights.value);
  return evidence;
}

const standingsOf = (index: SchemaIndex, { stem }: QuestionTerm): readonly Standing[] => [
  ...(index.byStem.has(stem) ? [{ stem, weight: 1 }] : []),
  ...(index.synonyms.get(stem) ?? []),
];

/** A word counts by how rare it is; one that only others stand for, by the best of those. */
function massOf(index: SchemaIndex, standings: readonly Standing[]): number {
  const own = standings.find((standing) => standing.weight === 1);
  if (own) return index.rarity(own.stem);
  return Math.max(0, ...standings.map((standing) => index.rarity(standing.stem) * standing.weight));
}

function findHits(index: SchemaIndex, standings: readonly (readonly Standing[])[]): Map<NameEntry, Hit> {
  const hits = new Map<NameEntry, Hit>();
  standings.forEach((list, term) => {
    for (const { stem, weight } of list) {
      for (const entry of index.byStem.get(stem) ?? []) {
        const hit = hits.get(entry) ?? { entry, words: new Map(), terms: new Map() };
        hits.set(entry, hit);
        hit.words.set(stem, Math.max(weight, hit.words.get(stem) ?? 0));
        hit.terms.set(term, Math.max(weight, hit.terms.get(term) ?? 0));
      }
    }
  });
  return hits;
}

function addHit(index: SchemaIndex, evidence: Evidence, hit: Hit, terms: number, weights: EvidenceWeights): void {
  const { table, column, field, stems } = hit.entry;
  let whole = 0;
  let found = 0;
  for (const word of stems) {
    const mass = index.rarity(word);
    whole += mass;
    found += mass * (hit.words.get(word) ?? 0);
  }
  const coverage = field === "comment" ? 1 : weights.partial + (1 - weights.partial) * (found / whole);
  const row = rowOf(evidence, table, terms);
  for (const [term, match] of hit.terms) {
    row[term] = Math.max(row[term] ?? 0, weights.fields[field] * match * coverage);
  }
  if (column >= 0) addColumn(evidence, table, column, (found / whole) * found);
}

function addSightings(
  evidence: Evidence,
  terms: readonly QuestionTerm[],
  sightings: readonly ValueSighting[],
  weight: number,
): void {
  for (const { table, column, at, score } of sightings) {
    const row = rowOf(evidence, table, terms.length);
    terms.forEach((term, i) => {
      if (term.at.some((position) => at.has(position))) row[i] = Math.max(row[i] ?? 0, weight * score);
    });
    addColumn(evidence, table, column, score);
  }
}

function rowOf(evidence: Evidence, table: number, terms: number): Float64Array {
  const known = evidence.tables.get(table);
  if (known) return known;
  const row = new Float64Array(terms);
  evidence.tables.set(table, row);
  return row;
}

function addColumn(evidence: Evidence, table: number, column: number, score: number): void {
  const columns = evidence.columns.get(table) ?? new Map<number, number>();
  evidence.columns.set(table, columns);
  columns.set(column, (columns.get(column) ?? 0) + score);
}
