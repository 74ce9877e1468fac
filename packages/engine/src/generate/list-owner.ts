import type { Mentions, TableMention } from "../mentions/find-mentions.ts";
import type { Token } from "../text/tokens.ts";

interface Words {
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
}

/** What another word for a table's name reaches. */
const CLEAR = 0.7;
const LINKS = new Set("and , the their its all corresponding respective".split(" "));
const ARTICLES = new Set("the a an all each every those these any different distinct".split(" "));
/** What is counted of something belongs to whatever is counted. */
const FIGURES = new Set("number count numbers average total sum maximum minimum".split(" "));
const EACH = new Set(["each", "every"]);
const LONGEST_LIST = 12;

/** The table whose columns a list names, for the word at `index` of it: items, in "name and id of the item". */
export function ownersBehind(words: Words, index: number): readonly TableMention[] {
  const { mentions, tokens } = words;
  let at = index + 1;
  let covered = at;
  for (; at < index + LONGEST_LIST; at += 1) {
    const low = tokens[at]?.low;
    if (low === undefined || low === "of" || low === "for") break;
    if (FIGURES.has(low)) return [];
    const named = mentions.columns[at] ?? [];
    if (named.length > 0) covered = Math.max(covered, ...named.map(({ end }) => end));
    else if (at >= covered && !LINKS.has(low)) return [];
  }
  const low = tokens[at]?.low;
  at += 1;
  const isGroup = EACH.has(tokens[at]?.low ?? "");
  if (low !== "of" && (low !== "for" || isGroup || at === index + 2)) return [];
  while (ARTICLES.has(tokens[at]?.low ?? "")) at += 1;
  return ownersAtHead(words, at);
}

/** The last word of a compound says what it is: a "student address" is an address. */
function ownersAtHead(words: Words, at: number): readonly TableMention[] {
  const here = clearAt(words, at);
  const end = Math.max(at, ...here.map((mention) => mention.end));
  const next = isVerb(words.tokens[end]?.low ?? "") ? [] : clearAt(words, end);
  if (here.length === 0 || next.length > 0) return next;
  return here.filter((mention) => mention.end === end);
}

/** "Products ordered" */
const isVerb = (word: string): boolean => /(?:ed|ing)$/.test(word);

/** "Customers who ordered" are no customer orders. */
const clearAt = ({ mentions, tokens }: Words, at: number): readonly TableMention[] =>
  (mentions.tables[at] ?? []).filter(
    ({ end, score }) =>
      score > CLEAR &&
      tokens.slice(at, end).every(({ isContent, low }, place) => isContent && (place === 0 || !isVerb(low))),
  );
