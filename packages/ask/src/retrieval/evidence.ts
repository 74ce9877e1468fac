import type { QuestionTerm } from "./question-terms.ts";
import type { NameEntry, NameField, SchemaIndex, Standing } from "./schema-index.ts";
import type { Sighting } from "./sightings.ts";

/** How far the words of a question point at each table, and at each of its columns. */
export interface Evidence {
  /** How much each term of the question counts. */
  readonly masses: readonly number[];
  /** By table: for each term, 0 to 1. */
  readonly tables: ReadonlyMap<number, Float64Array>;
  /** By table, then column: 0 to 1 and more where several words agree. */
  readonly columns: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

const FIELDS: Readonly<Record<NameField, number>> = { table: 1, column: 0.7, comment: 0.5, namespace: 0.6 };
/** Of a name's worth, the part that a single word of it has already. */
const PARTIAL = 0.3;
const VALUE = 0.9;
/** A rare value says less about where to look than a rare word of a name: it may be rare by chance. */
const VALUE_MASS = 0.7;
/** Weak synonyms count less than the lexicon gives them: here every table of the source is a rival. */
const KIN_POWER = 1.4;

export function gatherEvidence(
  index: SchemaIndex,
  terms: readonly QuestionTerm[],
  sightings: readonly Sighting[],
): Evidence {
  const standings = terms.map((term) => standingsOf(index, term));
  const masses = terms.map(
    (term, i) =>
      term.weight * Math.max(nameMass(index, standings[i] ?? []), VALUE_MASS * sightedMass(index, term, sightings)),
  );
  const gathering = new Gathering(terms);
  for (const hit of findHits(index, standings).values()) gathering.addHit(index, hit);
  for (const sighting of sightings) gathering.addSighting(sighting);
  return { masses, tables: gathering.tables, columns: gathering.columns };
}

const standingsOf = (index: SchemaIndex, { stem }: QuestionTerm): readonly Standing[] => [
  ...(index.byStem.has(stem) ? [{ stem, weight: 1 }] : []),
  ...(index.synonyms.get(stem) ?? []),
];

/** A word counts by how rare it is; one that only others stand for, by the best of those. */
function nameMass(index: SchemaIndex, standings: readonly Standing[]): number {
  const own = standings.find((standing) => standing.weight === 1);
  if (own) return index.rarity(own.stem);
  return Math.max(0, ...standings.map((standing) => index.rarity(standing.stem) * standing.weight));
}

/** The same for a word of a value or phrase, by how many tables it leads to. */
function sightedMass(index: SchemaIndex, term: QuestionTerm, sightings: readonly Sighting[]): number {
  const own = sightings.filter((sighting) => isPartOf(term, sighting));
  if (own.length === 0) return 0;
  const tables = index.catalog.tables.length;
  const spread = new Set(own.map((sighting) => sighting.table)).size;
  const best = Math.max(...own.map((sighting) => sighting.score));
  return (best * Math.log(1 + tables / spread)) / Math.log(1 + tables);
}

const isPartOf = (term: QuestionTerm, { at }: Sighting): boolean => term.at.some((position) => at.has(position));

/** A name of which the question has at least one word. */
interface Hit {
  readonly entry: NameEntry;
  /** How well each of its words is matched. */
  readonly words: Map<string, number>;
  /** How well each term of the question matches one of its words. */
  readonly terms: Map<number, number>;
}

function findHits(index: SchemaIndex, standings: readonly (readonly Standing[])[]): ReadonlyMap<NameEntry, Hit> {
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

class Gathering {
  readonly tables = new Map<number, Float64Array>();
  readonly columns = new Map<number, Map<number, number>>();
  readonly #terms: readonly QuestionTerm[];

  constructor(terms: readonly QuestionTerm[]) {
    this.#terms = terms;
  }

  addHit(index: SchemaIndex, { entry, words, terms }: Hit): void {
    let whole = 0;
    let found = 0;
    for (const word of entry.stems) {
      const mass = index.rarity(word);
      whole += mass;
      found += mass * (words.get(word) ?? 0);
    }
    const coverage = found / whole;
    // A comment is prose: a word of it says as much in a long one as in a short one.
    const worth = FIELDS[entry.field] * (entry.field === "comment" ? 1 : PARTIAL + (1 - PARTIAL) * coverage);
    const row = this.#row(entry.table);
    for (const [term, match] of terms) row[term] = Math.max(row[term] ?? 0, worth * match ** KIN_POWER);
    if (entry.column >= 0) this.#addColumn(entry, coverage * found);
  }

  addSighting(sighting: Sighting): void {
    const row = this.#row(sighting.table);
    this.#terms.forEach((term, i) => {
      if (isPartOf(term, sighting)) row[i] = Math.max(row[i] ?? 0, VALUE * sighting.score);
    });
    if (sighting.column >= 0) this.#addColumn(sighting, sighting.score);
  }

  #row(table: number): Float64Array {
    const row = this.tables.get(table) ?? new Float64Array(this.#terms.length);
    this.tables.set(table, row);
    return row;
  }

  #addColumn({ table, column }: { readonly table: number; readonly column: number }, score: number): void {
    const columns = this.columns.get(table) ?? new Map<number, number>();
    this.columns.set(table, columns);
    columns.set(column, (columns.get(column) ?? 0) + score);
  }
}
