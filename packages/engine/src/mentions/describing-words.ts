import type { Token } from "../text/tokens.ts";

const LINKING = new Set("in on with at from for of are is was were by and or not no about".split(" "));
const ASKING = new Set("many which what whose top all most fewest number list show".split(" "));

/** "how many freestyle events": the word before the noun that is counted. */
const isBeforeNoun = (token: Token, tokens: readonly Token[]): boolean => {
  const next = tokens[token.index + 1];
  return (
    token.lemma === token.low &&
    next?.kind === "word" &&
    next.isContent &&
    next.lemma !== next.low &&
    !/(?:ed|ing)$/.test(next.low)
  );
};

/** "are reservoirs", "in the backstroke", "swam freestyle" say how things are; "how many companies" and "swiss companies" what they are. */
export function isDescribing(token: Token, tokens: readonly Token[]): boolean {
  let at = token.index - 1;
  while (/^(?:the|a|an|any)$/.test(tokens[at]?.low ?? "")) at -= 1;
  const before = tokens[at]?.low ?? "";
  if (LINKING.has(before)) return true;
  return at >= 0 && token.lemma === token.low && (!ASKING.has(before) || isBeforeNoun(token, tokens));
}
