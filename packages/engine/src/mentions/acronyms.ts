import type { NameIndex } from "../schema/name-index.ts";
import { stem } from "../text/stem.ts";
import type { Token } from "../text/tokens.ts";

const FEWEST = 3;
const MOST = 4;

/** "line of business" for lob: words whose first letters are a short word of some name. */
export function acronymAt(
  tokens: readonly Token[],
  from: number,
  { abbreviations }: NameIndex,
): { readonly stem: string; readonly end: number } | undefined {
  const first = tokens[from]?.low.charAt(0) ?? "";
  const short = abbreviations.filter((word) => word.length <= MOST && word.startsWith(first));
  if (first === "" || short.length === 0) return undefined;
  let initials = "";
  for (let i = from; i < from + MOST && tokens[i]?.kind === "word"; i += 1) {
    initials += tokens[i]?.low.charAt(0) ?? "";
    if (initials.length >= FEWEST && short.includes(initials)) return { stem: stem(initials), end: i + 1 };
  }
  return undefined;
}
