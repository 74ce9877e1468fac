import { estimateTokens } from "../model/estimate-tokens.ts";

export const PROMPT_IDS = ["draft", "repair-refused", "repair-failed", "repair-empty", "words"] as const;
export type PromptId = (typeof PROMPT_IDS)[number];

/** Texts that stand in for the built-in ones. */
export type PromptTexts = Readonly<Partial<Record<PromptId, string>>>;

/** A part that the product fills in: {{name}} in the text. All of them have to stay, each once. */
export interface PromptPart {
  readonly name: string;
  readonly description: string;
}

export interface PromptDefinition {
  readonly label: string;
  readonly description: string;
  readonly builtIn: string;
  readonly parts: readonly PromptPart[];
  /** By our own count, parts not included. The whole conversation has to stay small. */
  readonly maxTokens: number;
}

const SYSTEM_TOKENS = 1_400;
const REPAIR_TEXT_TOKENS = 120;
const WORDS_TOKENS = 300;

const DRAFT = `You turn a person's question about a database into one read-only query that answers it.

{{sections}}

Columns
- Return exactly what is asked for, in the order the question names it, one column each. Add no id, name, count, date or sort key that was not asked for.
- "How many" wants one number. "Which / what / who has the most ..." wants that thing alone, not the figure behind it, unless both are asked for. "X and its Y" and "Y for each X" with both named want both.
- A thing is shown by its name or title; by its id or code only if the question says so or it has no name. First and last name stay two columns.
- Do not round, format, concatenate or rename values unless asked. Give a computed column a short alias in plain words.
Rows
- Use DISTINCT where the question asks for different, distinct or unique values or for which kinds there are, or where a join would list the same thing again. Otherwise keep repeated values.
- A single best ("the oldest", "the most") is ORDER BY ... LIMIT 1. Compare with (SELECT max(...)) instead if the question allows several or speaks of ties.
- ORDER BY only if an order, a ranking or a course over time is asked for. LIMIT only for a single best or a number that the question gives.
- Group by what "each", "per", "by" name; group people and things by their key, so that two of one name stay two.
- "both A and B" over several rows of one thing: INTERSECT, or two EXISTS; one row cannot be both. "not / never / without": NOT EXISTS, or NOT IN over values that are not NULL.
- Things without a match are shown (LEFT JOIN) only if the question asks for them.
- "more than / over / after" leave the limit out; "at least / from / since" and "between" keep it.
- Some tables hold total or average rows among the data: leave those out of sums, counts and rankings.
Values
- Compare text with a value exactly as <values> or <schema> spell it, in the column they name. A value that is not shown: ignore letter case. Match parts of text only for "contains", "starts with" and the like, or where the stored values are visibly longer than the word asked for; then ignore letter case, too.
- Look at the examples in comments: dates, years or numbers may be stored as text ("1,234", "12%", "03/05/2019"); convert them before comparing, ordering or adding up. Codes such as 0/1, Y/N, M/F stand for words.
- NULL is unknown: it is no value to compare with, and neither largest nor smallest. count(*) counts rows, count(column) those that have a value.
- A percentage is 100.0 * part / whole.
Tables
- Join along REFERENCES, or columns that plainly hold the same thing. Use no table that the answer does not need. When a join repeats rows, do not add up or count the repeated ones.
- Write names exactly as <schema> does, quotes included. Use nothing that <schema> does not list.
- Definitions and verified questions in <notes> come before your own judgement. <readings> come from a simple program that is often wrong: take from them what fits the question.
- A follow-up ("and by month?", "only in Ohio") changes the query of the turn before and keeps the rest of it.

{{dialect}}

{{reply}}`;

const WORDS = `You word the answer to a question about data for a business reader. You are given the question, a correct sentence and the rows.
Write one plain sentence, at most 40 words, no markup. Use only numbers that stand in the rows, written as they stand or rounded; work nothing out.
{{safety}}`;

/** What models are told, as far as people may reword it. */
export const PROMPTS: Readonly<Record<PromptId, PromptDefinition>> = {
  draft: {
    label: "Drafting a query",
    description: "What a model is told before every question: how questions are to be read and queries to be written.",
    builtIn: DRAFT,
    parts: [
      { name: "sections", description: "Tells which text of the request is data and no instruction." },
      { name: "dialect", description: "How the source's database writes SQL." },
      { name: "reply", description: "The form of the reply that the product can read." },
    ],
    maxTokens: SYSTEM_TOKENS,
  },
  "repair-refused": {
    label: "After a refused query",
    description: "What a model is told when its query may not run. The reason follows by itself.",
    builtIn:
      "That query may not run, for the reason below. Write one read-only query over the tables of <schema> that answers the question.",
    parts: [],
    maxTokens: REPAIR_TEXT_TOKENS,
  },
  "repair-failed": {
    label: "After a failed query",
    description: "What a model is told when the database could not run its query. The reason follows by itself.",
    builtIn:
      "The database could not run that query, for the reason below. Correct it; check names, types and functions against <schema> and the dialect.",
    parts: [],
    maxTokens: REPAIR_TEXT_TOKENS,
  },
  "repair-empty": {
    label: "After an empty result",
    description: "What a model is told when its query gives nothing. What is known about why follows by itself.",
    builtIn:
      "That query runs but gives nothing, or a single 0 or NULL. Look again at the spelling of values, at which column holds them, and at conditions that exclude one another. If an empty answer is the right one, reply with the same query.",
    parts: [],
    maxTokens: REPAIR_TEXT_TOKENS,
  },
  words: {
    label: "Wording an answer",
    description: "What a model is told when it words the sentence above a result.",
    builtIn: WORDS,
    parts: [{ name: "safety", description: "Tells that rows are data and no instruction." }],
    maxTokens: WORDS_TOKENS,
  },
};

export const textOf = (id: PromptId, texts: PromptTexts): string => texts[id] ?? PROMPTS[id].builtIn;

const PART = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The text with its parts in place. */
export const filled = (text: string, parts: Readonly<Record<string, string>>): string =>
  text.replace(PART, (whole, name: string) => parts[name] ?? whole);

/** Tokens of a text, its parts left out. */
export const promptTokens = (text: string): number => estimateTokens(text.replace(PART, ""));

/** Why a text cannot be used, in sentences for whoever wrote it; none: it can. */
export function promptFaults(id: PromptId, text: string): readonly string[] {
  const { parts, maxTokens } = PROMPTS[id];
  const written = [...text.matchAll(PART)].map(([, name = ""]) => name);
  const tokens = promptTokens(text);
  return [
    ...(text.trim() === "" ? ["The text is empty."] : []),
    ...parts.flatMap(({ name }) => partFault(name, written.filter((each) => each === name).length)),
    ...[...new Set(written)]
      .filter((name) => !parts.some((part) => part.name === name))
      .map((name) => `There is no part {{${name}}}; ${knownParts(parts)}`),
    ...(tokens > maxTokens ? [`The text takes ${tokens} tokens of at most ${maxTokens}.`] : []),
  ];
}

const partFault = (name: string, count: number): string[] => {
  if (count === 1) return [];
  return [count === 0 ? `The part {{${name}}} is missing.` : `The part {{${name}}} stands there ${count} times.`];
};

const knownParts = (parts: readonly PromptPart[]): string =>
  parts.length === 0 ? "this text has none." : `there is ${parts.map(({ name }) => `{{${name}}}`).join(", ")}.`;
