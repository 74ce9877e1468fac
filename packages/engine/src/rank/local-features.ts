import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
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
  const ofUnread = question.tokens.map((_, at) => hashText(`U ${words.wordAt(at)}`));
  const ofSkipped = question.tokens.map(({ stem }, at) =>
    [`S ${words.wordAt(at)}`, `S ${stem}`, `S ${words.wordAt(at - 1)} ${words.wordAt(at)}`].map(hashText),
  );
  const ofPath = (path: Path): Set<number> => {
    const found = new Set<number>();
    const { fragments, skipped } = path;
    let before = "<";
    for (const fragment of fragments) {
      for (const hash of ofFragment(fragment)) found.add(hash);
      found.add(hashText(`B ${before} ${fragment.rule}`));
      before = fragment.rule;
    }
    found.add(hashText(`B ${before} >`));
    for (const at of skipped) for (const hash of ofSkipped[at] ?? []) found.add(hash);
    for (const at of unread(fragments, question.tokens.length)) found.add(ofUnread[at] ?? 0);
    return found;
  };
  const ofForm = (form: string, fragments: readonly Fragment[]): number[] =>
    form.split(" ").flatMap((word) => {
      if (word === "") return [];
      const rules = fragments.map((fragment) => hashText(`W ${word} ${fragment.rule}`));
      return [hashText(`W ${word}`), hashText(`W ${word} ${lead}`), ...rules];
    });
  const paths = new Map<Path, { readonly own: Set<number>; readonly forms: Map<string, Uint32Array> }>();
  return ({ draft: { path, form } }) => {
    const known = paths.get(path) ?? { own: ofPath(path), forms: new Map<string, Uint32Array>() };
    paths.set(path, known);
    const earlier = known.forms.get(form);
    if (earlier) return earlier;
    const found = new Set(known.own);
    for (const hash of ofForm(form, path.fragments)) found.add(hash);
    const hashes = Uint32Array.from(found);
    known.forms.set(form, hashes);
    return hashes;
  };
}

/** Places that no fragment covers, small words included. */
function unread(fragments: readonly Fragment[], count: number): number[] {
  const isRead = new Uint8Array(count);
  for (const { start, end } of fragments) isRead.fill(1, start, end);
  const free: number[] = [];
  for (let at = 0; at < count; at++) if (isRead[at] === 0) free.push(at);
  return free;
}
