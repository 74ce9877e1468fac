import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { PLACE_WORDS } from "./place-or-time-rule.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  fragment,
  guessEvidence,
  lowAt,
  type Rule,
  type RuleContext,
} from "./rule-context.ts";

const TIME_WORDS = new Set("date time year day dob birthday birthdate".split(" "));

const isMoment = ({ role, type, words }: ColumnModel): boolean =>
  type === "date" || role === "year" || words.some((word) => TIME_WORDS.has(word));

const isPlace = ({ type, words }: ColumnModel): boolean =>
  type === "text" && words.some((word) => PLACE_WORDS.has(word));

const ASKED: ReadonlyMap<string, (column: ColumnModel) => boolean> = new Map([
  ["when", isMoment],
  ["where", isPlace],
]);

const REACH = 6;
const MOST_GUESSES = 2;

/** The first words behind that name columns of the kind: "opened" for opening_year. */
function namedBehind(
  context: RuleContext,
  from: number,
  isAsked: (column: ColumnModel) => boolean,
  reach: number,
): readonly ColumnMention[] {
  for (let at = from; at < from + reach; at += 1) {
    const found = columnsAt(context, at).filter(({ column }) => isAsked(column));
    if (found.length > 0) return found;
  }
  return [];
}

/** "all cinemas and when they opened", "the professor's name and where he lives": a time or place beside what is listed. */
export const andWhenRule: Rule = (context, at) => {
  const isAsked = ASKED.get(lowAt(context, at));
  if (!isAsked || at < 2 || !/^(?:and|,)$/.test(lowAt(context, at - 1))) return [];
  const named = namedBehind(context, at + 1, isAsked, REACH).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "project", column: mention.column }],
      evidence: [columnEvidence(mention)],
      quality: columnScore(context, mention),
      bonus: 0.6,
      rule: "project",
    }),
  );
  if (named.length > 0) return named;
  const [first, second] = context.focus;
  const guesses = [...(first?.columns ?? []), ...(second?.columns ?? [])].filter(isAsked);
  return guesses.slice(0, MOST_GUESSES).map((column, rank) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "project", column }],
      evidence: [guessEvidence(at, column, "column")],
      quality: 0.5 - 0.1 * rank,
      bonus: 0.3,
      rule: "project",
    }),
  );
};

const WHOLE = 12;

/** "when and where was the winner born": both of what the verb names. */
export const whenAndWhereRule: Rule = (context, at) => {
  const [one, link, other] = [lowAt(context, at), lowAt(context, at + 1), lowAt(context, at + 2)];
  const [isFirst, isSecond] = [ASKED.get(one), ASKED.get(other)];
  if (!isFirst || !isSecond || one === other || link !== "and") return [];
  const firsts = namedBehind(context, at + 3, isFirst, WHOLE);
  const seconds = namedBehind(context, at + 3, isSecond, WHOLE);
  const pairs = firsts.flatMap((first) =>
    seconds.filter((second) => second.column.table === first.column.table).map((second) => [first, second] as const),
  );
  return pairs.slice(0, MOST_GUESSES).map((pair, rank) =>
    fragment(context, {
      start: at,
      end: at + 3,
      pieces: pair.map(({ column }) => ({ kind: "project", column })),
      evidence: pair.map(({ column, score }) => ({ ...guessEvidence(at, column, "column"), isGuess: false, score })),
      quality: 0.8 - 0.1 * rank,
      bonus: 0.8,
      rule: "project",
    }),
  );
};
