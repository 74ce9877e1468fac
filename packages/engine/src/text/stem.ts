import { IRREGULAR } from "../lexicon/irregular-words.ts";

/** Words whose final s is no plural. */
const KEEPS_S =
  /(ss|us|is|ous|news|series|species|status|address|gas|bus|lens|always|perhaps|canvas|atlas|alias|bias)$/;

/** The singular of a noun, or the plain form of an irregular verb; other words as they are. */
export function lemma(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || !word.endsWith("s") || KEEPS_S.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ches|shes|xes|sses|zzes)$/.test(word)) return word.slice(0, -2);
  if (/(oes)$/.test(word) && word.length > 4) return word.slice(0, -2);
  return word.slice(0, -1);
}

const SUFFIXES: readonly (readonly [RegExp, number, string])[] = [
  [/(ational)$/, 7, ""],
  [/(ations?)$/, 5, ""],
  [/(ition)$/, 5, ""],
  [/(ative|ators?)$/, 5, ""],
  [/(ated|ates|ating)$/, 4, ""],
  [/(ment)$/, 5, ""],
  [/(ship)$/, 5, ""],
  [/(ness)$/, 4, ""],
  [/(ical)$/, 4, ""],
  [/(ally)$/, 4, ""],
  [/(tion|sion)$/, 3, "t"],
  [/(ings?)$/, 3, ""],
  [/(ed)$/, 3, ""],
  [/(ly)$/, 4, ""],
  [/(ate)$/, 4, ""],
  [/(e)$/, 4, ""],
  [/(y)$/, 4, "i"],
];

/** The same words come back in every question and in thousands of values. */
const known = new Map<string, string>();
const MAX_KNOWN = 20_000;

/** A cruder key than the lemma that "located" and "location" share. Never shown. */
export function stem(word: string): string {
  const earlier = known.get(word);
  if (earlier !== undefined) return earlier;
  if (known.size >= MAX_KNOWN) known.clear();
  const found = cutWord(word);
  known.set(word, found);
  return found;
}

function cutWord(word: string): string {
  const base = lemma(word);
  if (base.length <= 4) return base.endsWith("e") && base.length === 4 ? base.slice(0, -1) : base;
  for (const [pattern, minLeft, replacement] of SUFFIXES) {
    const match = pattern.exec(base);
    if (!match || base.length - match[0].length < minLeft) continue;
    return undouble(base.slice(0, match.index) + replacement);
  }
  return base;
}

const undouble = (word: string): string =>
  /([bdgklmnprt])\1$/.test(word) && word.length > 4 ? word.slice(0, -1) : word;
