import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Fragment } from "../generate/piece.ts";
import type { EngineCandidate } from "../generate/propose-candidates.ts";
import { wordsByPlace } from "./delexicalised.ts";
import { fragmentFeatures, type WordView } from "./fragment-features.ts";
import { hashText } from "./hash.ts";

/**
 * Hashed features of single candidates: how each fragment of the reading fits the words in and around it, which words
 * are left over, and how the form goes with the way the question begins. Fragments are shared by many candidates, so
 * each is described once.
 */
export function localFeatures(question: AnalyzedQuestion): (candidate: EngineCandidate) => Uint32Array {
  const places = wordsByPlace(question.tokens, question.mentions);
  const words: WordView = { wordAt: (at) => (at < 0 ? "<" : (places[at] ?? ">")) };
  const lead = `${words.wordAt(0)} ${words.wordAt(1)}`;
  const known = new Map<Fragment, Uint32Array>();
  const ofFragment = (fragment: Fragment): Uint32Array => {
    const earlier = known.get(fragment);
    if (earlier) return earlier;
    const hashes = Uint32Array.from(fragmentFeatures(fragment, question, words), hashText);
    known.set(fragment, hashes);
    return hashes;
  };
  return ({ draft }) => {
    const found = new Set<number>();
    const add = (text: string): void => {
      found.add(hashText(text));
    };
    const { fragments, skipped } = draft.path;
    let before = "<";
    for (const fragment of fragments) {
      for (const hash of ofFragment(fragment)) found.add(hash);
      add(`B ${before} ${fragment.rule}`);
      before = fragment.rule;
    }
    add(`B ${before} >`);
    for (const at of skipped) {
      add(`S ${words.wordAt(at)}`);
      add(`S ${question.tokens[at]?.stem ?? ""}`);
      add(`S ${words.wordAt(at - 1)} ${words.wordAt(at)}`);
    }
    for (const at of unread(fragments, question.tokens.length)) add(`U ${words.wordAt(at)}`);
    for (const word of draft.form.split(" ")) {
      if (word === "") continue;
      add(`W ${word}`);
      add(`W ${word} ${lead}`);
      for (const fragment of fragments) add(`W ${word} ${fragment.rule}`);
    }
    return Uint32Array.from(found);
  };
}

/** Places that no fragment covers, small words included. */
function unread(fragments: readonly Fragment[], count: number): number[] {
  const free = new Set(Array.from({ length: count }, (_, at) => at));
  for (const fragment of fragments) for (let at = fragment.start; at < fragment.end; at++) free.delete(at);
  return [...free];
}
