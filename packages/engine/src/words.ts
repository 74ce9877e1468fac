/** What other packages share with the engine, so that they split, fold and compare words the way it does. */

export { isCueWord } from "./lexicon/cue-words.ts";
export { type Kin, kinOf } from "./lexicon/dictionary.ts";
export { FUNCTION_WORDS, LIGHT_WORDS } from "./lexicon/function-words.ts";
export { findMentions, type Mentions } from "./mentions/find-mentions.ts";
export { identifierWords, spelledOut } from "./text/identifier-words.ts";
export { normalize } from "./text/normalize.ts";
export { stem } from "./text/stem.ts";
export { type Token, tokenize } from "./text/tokens.ts";
export type { Posting, ValueIndex } from "./values/value-index.ts";
