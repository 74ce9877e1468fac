import type { PreparedSource } from "@parlance/engine";
import { hashText } from "@parlance/engine/training";
import { tokenize } from "@parlance/engine/words";

/** How many of the words that may stand for a name of the schema become strangers. */
const SHARE = 0.4;

export interface Unlinked {
  readonly source: PreparedSource;
  /** Whether a question holds one of the words that became strangers. */
  readonly concerns: (question: string) => boolean;
}

/**
 * The source as an engine would know it whose dictionary lacks some words. Our links were partly taken from the
 * very questions that training asks, so that an unknown word is rarer there than in questions of strangers, and the
 * confidence never learnt what it means.
 */
export function withoutLinks(source: PreparedSource, share = SHARE): Unlinked {
  const { names } = source;
  // By the word and the schema, so that no word is strange everywhere and a repeated run loses the same ones.
  const isLost = (word: string): boolean => hashText(`${names.vocabulary.join()} ${word}`) / 2 ** 32 < share;
  const lost = new Set([...names.synonyms.keys()].filter(isLost));
  const synonyms = new Map([...names.synonyms].filter(([word]) => !lost.has(word)));
  return {
    source: { ...source, names: { ...names, synonyms } },
    concerns: (question) => tokenize(question).some(({ stem }) => lost.has(stem)),
  };
}
