import type { Token } from "../text/tokens.ts";

const LINKING = new Set("in on with at from for of are is was were by and or not no about".split(" "));
const ASKING = new Set("many which what whose top all most fewest number list show".split(" "));

/** "are reservoirs", "in the backstroke", "swam freestyle" say how things are; "how many companies" and "swiss companies" what they are. */
export function isDescribing(token: Token, tokens: readonly Token[]): boolean {
  let at = token.index - 1;
  while (/^(?:the|a|an|any)$/.test(tokens[at]?.low ?? "")) at -= 1;
  const before = tokens[at]?.low ?? "";
  if (LINKING.has(before)) return true;
  return at >= 0 && token.lemma === token.low && !ASKING.has(before);
}
