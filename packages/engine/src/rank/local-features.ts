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
export function localFeatures(question: AnalyzedQuestion): (candidate: EngineCandidate) => Locals {
  const places = wordsByPlace(question.tokens, question.mentions);
  const words: WordView = { wordAt: (at) => (at < 0 ? "<" : (places[at] ?? ">")) };
  const lead = `${words.wordAt(0)} ${words.wordAt(1)}`;
  const known = new Map<Fragment, Uint32Array>();
  const ofFragment = (fragment: Fragment): Uint32Array => {
    const earlier = known.get(fragment);
    if (earlier) return earlier;
    const hashes = Uint32Array.from(fragmentFeatures(fragment, question, words).map(hashText));
    known.set(fragment, hashes);
    return hashes;
  };
  const ofUnread = question.tokens.map((_, at) => hashText(`U ${words.wordAt(at)}`));
  const ofSkipped = question.tokens.map(({ stem }, at) =>
    [`S ${words.wordAt(at)}`, `S ${stem}`, `S ${words.wordAt(at - 1)} ${words.wordAt(at)}`].map(hashText),
  );
  const ofPath = (path: Path): ReadonlySet<number> => {
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
  const ofForm = formFeatures(lead);
  const paths = new Map<Path, PathLocals>();
  return ({ draft: { path, form } }) => {
    let shared = paths.get(path);
    if (!shared) {
      const own = ofPath(path);
      shared = { known: own, ofPath: Uint32Array.from(own), forms: new Map() };
      paths.set(path, shared);
    }
    const earlier = shared.forms.get(form);
    if (earlier) return earlier;
    const locals = { ofPath: shared.ofPath, ofForm: othersThan(shared.known, ofForm(form, path.fragments)) };
    shared.forms.set(form, locals);
    return locals;
  };
}

/** Hashed features of one candidate; no hash stands in both. */
export interface Locals {
  /** One array for all candidates of the same fragments. */
  readonly ofPath: Uint32Array;
  readonly ofForm: Uint32Array;
}

/** What candidates of the same fragments share. */
interface PathLocals {
  readonly known: ReadonlySet<number>;
  readonly ofPath: Uint32Array;
  readonly forms: Map<string, Locals>;
}

const othersThan = (known: ReadonlySet<number>, hashes: readonly number[]): Uint32Array =>
  Uint32Array.from(new Set(hashes.filter((hash) => !known.has(hash))));

/** How each word of a form goes with the lead of the question and with the rules of its fragments. */
function formFeatures(lead: string): (form: string, fragments: readonly Fragment[]) => number[] {
  const words = new Map<
    string,
    { readonly alone: number; readonly led: number; readonly rules: Map<string, number> }
  >();
  const ofWord = (word: string) => {
    let found = words.get(word);
    if (!found) {
      found = { alone: hashText(`W ${word}`), led: hashText(`W ${word} ${lead}`), rules: new Map() };
      words.set(word, found);
    }
    return found;
  };
  return (form, fragments) => {
    const found: number[] = [];
    for (const word of form.split(" ")) {
      if (word === "") continue;
      const { alone, led, rules } = ofWord(word);
      found.push(alone, led);
      for (const { rule } of fragments) {
        let hash = rules.get(rule);
        if (hash === undefined) {
          hash = hashText(`W ${word} ${rule}`);
          rules.set(rule, hash);
        }
        found.push(hash);
      }
    }
    return found;
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
