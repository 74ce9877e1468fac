import type { Mentions } from "../mentions/find-mentions.ts";
import type { Token } from "../text/tokens.ts";

/** Names that mean the same in every schema stay readable. */
const SHARED_STEMS = new Set("id name date year type code age titl title number".split(" "));
/** Weaker matches are too often chance. */
const STRONG = 0.8;

interface Range {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/**
 * The question with schema words replaced by what they name ("how many TAB have COL above #"), so that what is learnt
 * from one database holds for the next.
 */
export function delexicalised(tokens: readonly Token[], mentions: Mentions): string[] {
  const words: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    const marked = strongest(at, mentions);
    const word = marked && !SHARED_STEMS.has(token.stem) ? marked.word : plainWord(token);
    if (word !== "" && !(word === words.at(-1) && word === marked?.word)) words.push(word);
    at = marked ? marked.end : at + 1;
  }
  return words;
}

/** The same words, one for each token: every token of a schema phrase gets the phrase's kind. */
export function wordsByPlace(tokens: readonly Token[], mentions: Mentions): string[] {
  const words = tokens.map(plainWord);
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const marked = strongest(at, mentions);
    if (!token || !marked || SHARED_STEMS.has(token.stem)) {
      at += 1;
      continue;
    }
    for (let inside = at; inside < marked.end; inside++) words[inside] = marked.word;
    at = marked.end;
  }
  return words;
}

function strongest(at: number, mentions: Mentions): { word: string; end: number } | undefined {
  const kinds: readonly (readonly [string, readonly Range[] | undefined])[] = [
    ["TAB", mentions.tables[at]],
    ["COL", mentions.columns[at]],
    ["VAL", mentions.values[at]],
  ];
  let best: { word: string; end: number; rank: number } | undefined;
  for (const [word, ranges] of kinds) {
    for (const range of ranges ?? []) {
      // Longer spans win over better scores: "release date" over "date".
      const rank = range.end - range.start + range.score;
      if (range.score >= STRONG && range.end > at && (!best || rank > best.rank)) best = { word, end: range.end, rank };
    }
  }
  return best;
}

function plainWord(token: Token): string {
  if (token.kind === "number") return "#";
  if (token.kind === "quoted") return "VAL";
  return token.kind === "sign" && !"<>=%,".includes(token.low) ? "" : token.stem;
}
