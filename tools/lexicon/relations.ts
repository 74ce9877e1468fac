import type { Synset, WordNet } from "./read-wordnet.ts";

/** How two words are related, strongest first. The letters are those of the compiled file. */
export const RELATIONS = {
  s: "synonym",
  d: "derived form",
  a: "attribute of an adjective",
  h: "one step more general or special",
} as const;
export type Relation = keyof typeof RELATIONS;

export interface RelatedWord {
  readonly word: string;
  readonly relation: Relation;
  /** 0 to 1: high when the shared sense is the usual one of both words. */
  readonly weight: number;
}

/** Senses past the fourth are seldom the one meant in a question about data. */
const MAX_RANK = 4;
const BASE_WEIGHT: Readonly<Record<Relation, number>> = { s: 1, d: 0.9, a: 0.8, h: 0.5 };

const MIN_WEIGHT: Readonly<Record<Relation, number>> = { s: 0.3, d: 0.45, a: 0.2, h: 0.3 };
/** The least that the rarer word of a pair must occur in WordNet's tagged texts. Hypernyms wander off fast, so both must be plain words. */
const MIN_FREQUENCY: Readonly<Record<Relation, number>> = { s: 0, d: 0, a: 0, h: 5 };

const isUsable = (word: string): boolean => /^[a-z]{3,}( [a-z]{2,})?$/.test(word);

const HYPERNYMS = new Set(["@", "~"]);
const ATTRIBUTE = "=";
const DERIVED = new Set(["+", "\\"]);

export class RelationTable {
  readonly #related = new Map<string, Map<string, RelatedWord>>();
  readonly #wordnet: WordNet;

  constructor(wordnet: WordNet) {
    this.#wordnet = wordnet;
    for (const [key, synset] of wordnet.synsets) this.#addSynset(key, synset);
  }

  entries(): [string, RelatedWord[]][] {
    return [...this.#related].map(([word, related]) => [
      word,
      [...related.values()].sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)),
    ]);
  }

  #addSynset(key: string, synset: Synset): void {
    for (const a of synset.words) for (const b of synset.words) this.#add(a, key, b, key, "s");
    for (const pointer of synset.pointers) {
      const target = this.#wordnet.synsets.get(pointer.synset);
      if (target === undefined) continue;
      const relation = relationOf(pointer.symbol);
      if (relation === undefined) continue;
      const from = pointer.from === 0 ? synset.words : synset.words.slice(pointer.from - 1, pointer.from);
      const to = pointer.to === 0 ? target.words : target.words.slice(pointer.to - 1, pointer.to);
      for (const a of from) for (const b of to) this.#addBoth(a, key, b, pointer.synset, relation);
    }
  }

  #addBoth(a: string, aKey: string, b: string, bKey: string, relation: Relation): void {
    this.#add(a, aKey, b, bKey, relation);
    this.#add(b, bKey, a, aKey, relation);
  }

  #add(a: string, aKey: string, b: string, bKey: string, relation: Relation): void {
    if (a === b || !isUsable(a) || !isUsable(b)) return;
    const aRank = this.#rank(a, aKey);
    const bRank = this.#rank(b, bKey);
    if (aRank > MAX_RANK || bRank > MAX_RANK || !this.#isCommon(a, b, relation)) return;
    const weight = Math.round((100 * BASE_WEIGHT[relation]) / (0.5 + 0.5 * aRank) / (0.5 + 0.5 * bRank)) / 100;
    if (weight < MIN_WEIGHT[relation]) return;
    const related = this.#related.get(a) ?? new Map<string, RelatedWord>();
    if ((related.get(b)?.weight ?? 0) < weight) related.set(b, { word: b, relation, weight });
    this.#related.set(a, related);
  }

  #rank(word: string, key: string): number {
    return this.#wordnet.ranks.get(word)?.get(key) ?? MAX_RANK + 1;
  }

  /** Rare words bring no reader and much weight: one of the two must occur in WordNet's tagged texts. */
  #isCommon(a: string, b: string, relation: Relation): boolean {
    const aCount = this.#wordnet.frequency.get(a) ?? 0;
    const bCount = this.#wordnet.frequency.get(b) ?? 0;
    return Math.max(aCount, bCount) >= 2 && Math.min(aCount, bCount) >= MIN_FREQUENCY[relation];
  }
}

function relationOf(symbol: string): Relation | undefined {
  if (symbol === ATTRIBUTE) return "a";
  if (DERIVED.has(symbol)) return "d";
  return HYPERNYMS.has(symbol) ? "h" : undefined;
}
