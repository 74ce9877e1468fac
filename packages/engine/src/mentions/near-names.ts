import type { Kin } from "../lexicon/dictionary.ts";
import { LIGHT_WORDS } from "../lexicon/function-words.ts";
import { IRREGULAR } from "../lexicon/irregular-words.ts";
import type { NameIndex } from "../schema/name-index.ts";
import type { Token } from "../text/tokens.ts";

/** What is done stands near all that takes part, "taught" near lessons, teachers and schools: it names none of them. */
const isDone = ({ low }: Token): boolean => low.endsWith("ed") || (IRREGULAR.has(low) && !low.endsWith("s"));
/** "shipping", "ranking": done, or a thing; so it must be nearer. */
const LEAST_OF_DOING = 0.38;

const SHORTEST = 4;
const isName = ({ index, text }: Token): boolean => index > 0 && /^\p{Lu}/u.test(text);

/** "vessels" for the table ship: words of the schema that are met in the same places as a word that nothing else explains. */
export function nearNames(token: Token, names: NameIndex): readonly Kin[] {
  if (token.lemma.length < SHORTEST || LIGHT_WORDS.has(token.low) || isDone(token) || isName(token)) return [];
  const found = names.neighbours.get(token.stem) ?? [];
  return token.low.endsWith("ing") ? found.filter(({ weight }) => weight >= LEAST_OF_DOING) : found;
}

const SHARED_LETTERS = 5;

/** "adviser" for advisor: not another word, but the same one written otherwise. */
export const isOtherSpelling = ({ low }: Token, word: string): boolean =>
  low.slice(0, SHARED_LETTERS) === word.slice(0, SHARED_LETTERS);
