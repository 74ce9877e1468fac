import { NUMBER_WORDS } from "../lexicon/number-words.ts";

/** How a question leans on the one before it. */
export interface FollowUpCues {
  /** The question with cue words blanked out; offsets are those of the question. */
  readonly rest: string;
  /** Said in words: "and", "only", "those", "instead". */
  readonly isExplicit: boolean;
  /** Said by nothing but a word such as "and" or "please", with which people begin and end fresh questions as well. */
  readonly isLoose: boolean;
  /** New group keys join the old ones instead of taking their place. */
  readonly isAddingGroup: boolean;
  /** New conditions take rows away: "without", "excluding". */
  readonly isExcluding: boolean;
  /** count: "how many of those"; list: "show their names"; measure: "what is their average ...". */
  readonly mode: "edit" | "count" | "list" | "measure";
  readonly sort: SortCue | undefined;
}

export interface SortCue {
  readonly direction: "asc" | "desc" | undefined;
  /** Rows to keep: "top 3". */
  readonly count: number | undefined;
}

type Reading = Partial<Omit<FollowUpCues, "rest" | "sort" | "isLoose">>;

const LEADING = /^\s*(?:(?:ok(?:ay)?|now|then|so|great|thanks|and|but)\b[\s,]*)+/i;
const TRAILING = /\b(?:too|as well|again|please|then)\s*[?.!]*$/i;

/** Patterns in the order they are tried; each blanks what it matches. */
const PATTERNS: readonly (readonly [RegExp, Reading])[] = [
  [/^\s*(?:and\s+)?(?:what|how) about\b/i, { isExplicit: true }],
  [/^\s*(?:the )?same(?: thing| question)?(?: again)?(?: but)?(?: for| in| with| by)?\b/i, { isExplicit: true }],
  [
    /^\s*how many(?: of (?:those|them|these|which))?\s+(?:are there|is that|is it|were there)\b/i,
    { isExplicit: true, mode: "count" },
  ],
  [/^\s*how many of (?:those|them|these)\b(?:\s+(?:are|were|have|had|is|did))?/i, { isExplicit: true, mode: "count" }],
  [/^\s*count (?:those|them|these)\b/i, { isExplicit: true, mode: "count" }],
  [
    /^\s*(?:list|show(?: me)?|give me|what (?:are|is)|display|name)\s+(?:me\s+)?(?:their|its|these|those|them)\b(?=.*\b(?:average|avg|mean|total|sum|maximum|minimum|median)\b)/i,
    { isExplicit: true, mode: "measure" },
  ],
  [
    /^\s*(?:list|show(?: me)?|give me|what (?:are|is)|display|name|who are|which are)\s+(?:their|its|these|those|them|they)\b/i,
    { isExplicit: true, mode: "list" },
  ],
  [
    /\b(?:split|broken down|break (?:it |them |that |this )?down|also(?: grouped)?|further(?: grouped)?|additionally) (?=by\b)/i,
    { isExplicit: true, isAddingGroup: true },
  ],
  [/\binstead(?: of .*)?\s*[?.!]*$/i, { isExplicit: true }],
  [/\brather than .*$/i, { isExplicit: true }],
  [
    /^\s*(?:but\s+)?(?:without|excluding|exclude|except(?: for)?|leave out|leaving out|ignore|ignoring|drop|remove|hide|but not|not|no)\b/i,
    { isExplicit: true, isExcluding: true },
  ],
  [
    /^\s*(?:but\s+)?(?:only|just|limit(?:ed)? (?:it |that )?to|restrict(?:ed)? (?:it |that )?to|filter(?:ed)? (?:it |that )?(?:to|by|on))\b/i,
    { isExplicit: true },
  ],
  [/\bonly\s*[?.!]*$/i, { isExplicit: true }],
  [/\b(?:of|for|among|from) (?:those|them|these)\b/i, { isExplicit: true }],
  [/\bones?\b/i, { isExplicit: true }],
];

const UP = "lowest|smallest|least|worst|bottom|ascending|asc|fewest|cheapest|oldest";
const DOWN = "highest|largest|biggest|most|best|top|descending|desc|newest|latest";
/** Superlatives that go by whatever figure is shown. */
const GENERIC = "lowest|smallest|least|worst|fewest|highest|largest|biggest|most|best";
const SORT_BY_IT =
  /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)\b(?:\s+(?:it|them|that|those))?(?:\s+by\s+(?:it|that|this|them|(?:the )?(?:value|number|amount|count|total|result)s?)\b)?/i;
const DIRECTION = new RegExp(
  `\\b(?:in )?(${UP}|${DOWN})(?: order)?(?: first| to (?:lowest|highest|smallest|largest))?\\b`,
  "i",
);
const TOP = new RegExp(
  `^\\s*(?:(?:only|just|show)(?: me)?\\s+)?(?:the\\s+)?(${UP}|${DOWN}|first|last)\\s+(\\d{1,4}|[a-z]+)?\\s*[?.!]*$`,
  "i",
);

/** "cheapest first": what it goes by is the adjective's to say. */
const ADJECTIVE_FIRST = /^(\s*(?:the\s+)?(?:[a-z]+est|most [a-z]+|least [a-z]+))(\s+(?:ones?\s+)?first)\s*[?.!]*$/i;
const GENERIC_FIRST = new RegExp(`^\\s*(?:the\\s+)?(?:${GENERIC})\\s+(?:ones?\\s+)?first\\s*[?.!]*$`, "i");

const isUp = (word: string): boolean => new RegExp(`^(?:${UP}|last)$`, "i").test(word);

/** Takes the words that lean on the question before out of a question. */
export function readFollowUpCues(question: string): FollowUpCues {
  const top = readTop(question);
  if (top)
    return {
      rest: blank(question),
      isExplicit: true,
      isLoose: false,
      isAddingGroup: false,
      isExcluding: false,
      mode: "edit",
      sort: top,
    };
  const spoken = withoutLooseWords(question);
  let rest = spoken;
  let reading: Reading = {};
  for (const [pattern, found] of PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    rest = blankMatch(rest, match);
    reading = { ...reading, ...found };
  }
  const sort = readSort(rest);
  const isSaid = reading.isExplicit === true || sort !== undefined;
  return {
    rest: sort?.rest ?? rest,
    isExplicit: isSaid || spoken !== question,
    isLoose: !isSaid && spoken !== question,
    isAddingGroup: reading.isAddingGroup ?? false,
    isExcluding: reading.isExcluding ?? false,
    mode: reading.mode ?? "edit",
    sort: sort?.cue,
  };
}

const withoutLooseWords = (question: string): string =>
  [LEADING, TRAILING].reduce((text, pattern) => {
    const match = pattern.exec(text);
    return match ? blankMatch(text, match) : text;
  }, question);

/** "just the top 3", "worst five": the whole question asks for a cut of what was shown. */
function readTop(question: string): SortCue | undefined {
  const match = TOP.exec(question);
  if (!match) return undefined;
  const count = match[2] === undefined ? 1 : (NUMBER_WORDS.get(match[2].toLowerCase()) ?? Number(match[2]));
  return Number.isInteger(count) && count > 0 ? { direction: isUp(match[1] ?? "") ? "asc" : "desc", count } : undefined;
}

/** "sort by it, highest first"; a sort by something named stays in the rest for the rules to read. */
function readSort(question: string): { readonly rest: string; readonly cue: SortCue } | undefined {
  const adjective = ADJECTIVE_FIRST.exec(question);
  if (adjective && !GENERIC_FIRST.test(question))
    return { rest: adjective[1]?.padEnd(question.length) ?? question, cue: { direction: undefined, count: undefined } };
  const verb = SORT_BY_IT.exec(question) ?? GENERIC_FIRST.exec(question);
  if (!verb) return undefined;
  const isBare = GENERIC_FIRST.test(question);
  let rest = isBare ? question : blankMatch(question, verb);
  const direction = DIRECTION.exec(rest);
  if (direction) rest = blankMatch(rest, direction);
  const cue: SortCue = {
    direction: direction ? (isUp(direction[1] ?? "") ? "asc" : "desc") : undefined,
    count: undefined,
  };
  return { rest: rest.replace(/\bby\b/i, (word) => " ".repeat(word.length)), cue };
}

const blank = (text: string): string => " ".repeat(text.length);

const blankMatch = (text: string, match: RegExpExecArray): string =>
  text.slice(0, match.index) + blank(match[0]) + text.slice(match.index + match[0].length);
