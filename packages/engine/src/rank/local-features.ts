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
  const found = new DistinctHashes();
  const ofPath = (path: Path): Uint32Array => {
    found.clear();
    const { fragments, skipped } = path;
    let before = "<";
    for (const fragment of fragments) {
      for (const hash of ofFragment(fragment)) found.add(hash);
      found.add(followedBy(before, fragment.rule));
      before = fragment.rule;
    }
    found.add(followedBy(before, ">"));
    for (const at of skipped) for (const hash of ofSkipped[at] ?? []) found.add(hash);
    for (const at of unread(fragments, question.tokens.length)) found.add(ofUnread[at] ?? 0);
    return found.all();
  };
  const ofForm = formFeatures(lead);
  const paths = new Map<Path, PathLocals>();
  return ({ draft: { path, form } }) => {
    let shared = paths.get(path);
    if (!shared) {
      shared = { ofPath: ofPath(path), forms: new Map() };
      paths.set(path, shared);
    }
    const earlier = shared.forms.get(form);
    if (earlier) return earlier;
    const locals = { ofPath: shared.ofPath, ofForm: ofForm(form, path.fragments) };
    shared.forms.set(form, locals);
    return locals;
  };
}

/** Hashed features of one candidate, each part without repetitions. */
export interface Locals {
  /** One array for all candidates of the same fragments. */
  readonly ofPath: Uint32Array;
  readonly ofForm: Uint32Array;
}

/** What candidates of the same fragments share. */
interface PathLocals {
  readonly ofPath: Uint32Array;
  readonly forms: Map<string, Locals>;
}

/** Rules are a hundred or so, and the same ones follow each other again and again. */
const followings = new Map<string, Map<string, number>>();

function followedBy(before: string, rule: string): number {
  let after = followings.get(before);
  if (!after) {
    after = new Map();
    followings.set(before, after);
  }
  const known = after.get(rule);
  if (known !== undefined) return known;
  const hash = hashText(`B ${before} ${rule}`);
  after.set(rule, hash);
  return hash;
}

/** A small open-addressed table that is emptied by counting on: a path has a hundred hashes, a question thirty paths. */
class DistinctHashes {
  private slots = new Uint32Array(1024);
  private stamps = new Uint32Array(1024);
  private round = 0;
  private readonly found: number[] = [];

  clear(): void {
    this.round += 1;
    this.found.length = 0;
  }

  add(hash: number): void {
    if (this.found.length * 2 >= this.slots.length) this.grow();
    const last = this.slots.length - 1;
    let at = hash & last;
    while (this.stamps[at] === this.round) {
      if (this.slots[at] === hash) return;
      at = (at + 1) & last;
    }
    this.stamps[at] = this.round;
    this.slots[at] = hash;
    this.found.push(hash);
  }

  /** In the order they came. */
  all(): Uint32Array {
    return new Uint32Array(this.found);
  }

  private grow(): void {
    const earlier = [...this.found];
    this.slots = new Uint32Array(this.slots.length * 2);
    this.stamps = new Uint32Array(this.slots.length);
    this.clear();
    for (const hash of earlier) this.add(hash);
  }
}

/** How each word of a form goes with the lead of the question and with the rules of its fragments. */
function formFeatures(lead: string): (form: string, fragments: readonly Fragment[]) => Uint32Array {
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
    return new Uint32Array([...new Set(found)]);
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
