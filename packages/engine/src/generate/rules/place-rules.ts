import { compare, type Predicate } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import { literalFor } from "./filter-parts.ts";
import {
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  ordinalAt,
  type Rule,
  skipFillers,
  tablesAt,
} from "./rule-context.ts";

const PLACED = new Set("came come finished finish placed ranked ended rank finishes".split(" "));
const PLACE_WORDS = new Set("rank ranking place position pos standing".split(" "));

/** Holds who came first, second and so on, counted from one. */
const placesOf = (table: TableModel): ColumnModel[] =>
  table.columns.filter(
    ({ type, profile, words }) =>
      type === "number" && words.some((word) => PLACE_WORDS.has(word)) && Number(profile?.min) === 1,
  );

/** A place of "peak position" or "rank": the best is the smallest. */
export const countsDownwards = ({ type, profile, words }: ColumnModel): boolean =>
  type === "number" && PLACE_WORDS.has(words.at(-1) ?? "") && Number(profile?.min) >= 1;

/** "who came third", "finished 2nd", "ranked last": the row of that place. */
export const placedRule: Rule = (context, at) => {
  if (!PLACED.has(lowAt(context, at))) return [];
  const next = skipFillers(context, at + 1, 2);
  const ordinal = ordinalAt(context, next);
  const place = lowAt(context, next) === "last" ? "last" : ordinal?.value;
  if (place === undefined) return [];
  const end = ordinal?.end ?? next + 1;
  const noun = PLACE_WORDS.has(lowAt(context, end)) ? end + 1 : end;
  return context.focus.slice(0, 1).flatMap((table) =>
    placesOf(table)
      .slice(0, 1)
      .map((column) =>
        fragment(context, {
          start: at,
          end: noun,
          pieces: [
            place === "last"
              ? { kind: "top", by: { kind: "column", column }, direction: "desc", count: 1, offset: 0 }
              : { kind: "where", column, predicate: isPlace(column, place), isNegated: false },
            ...(table.nameColumns.length > 0 ? [{ kind: "entity", table } as const] : []),
          ],
          evidence: [cueEvidence(at, noun, "value", `${column.name} ${place}`)],
          quality: 1,
          bonus: 1,
          rule: "named-value",
          assumptions: [`the place is taken of ${column.name}`],
        }),
      ),
  );
};

const isPlace = (column: ColumnModel, place: number): Predicate => compare(column.expr, "=", literalFor(column, place));

const WON = new Set(["won", "win", "wins"]);
const EVENTS = new Set(
  "race competition event tournament contest championship marathon league title game match".split(" "),
);

/** "the winner", "who won", "who won the race": the row in the first place, where no column says what was won. */
export const winnerRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const isWinner = low === "winner" || low === "champion";
  const isWon = WON.has(low) && (lowAt(context, at - 1) === "who" || /^(?:which|what)$/.test(lowAt(context, at - 2)));
  if (!isWinner && !isWon) return [];
  const noun = skipFillers(context, at + 1, 2);
  const isEvent = isWon && EVENTS.has(lowAt(context, noun)) && columnsAt(context, noun).length === 0;
  const end = isEvent ? noun + 1 : at + 1;
  if (isWon && context.tokens.slice(end).some((token) => token.isContent)) return [];
  // "W" holds how often each won, which is not asked of "the league".
  const isNamed = columnsAt(context, at).some(({ score, column }) => score > 0.7 && column.words[0] !== "w");
  if (isNamed || tablesAt(context, at).length > 0) return [];
  return context.focus.slice(0, 1).flatMap((table) =>
    placesOf(table)
      .slice(0, 1)
      .map((column) =>
        fragment(context, {
          start: at,
          end,
          pieces: [{ kind: "where", column, predicate: isPlace(column, 1), isNegated: false }],
          evidence: [cueEvidence(at, end, "value", `${column.name} 1`)],
          quality: 1,
          bonus: 0.8,
          rule: "named-value",
          assumptions: [`"${low}" is taken as ${column.name} 1`],
        }),
      ),
  );
};

const REACHED = new Set(
  "reach reached reaches peak peaked peaks hit hits finish finished make made get got".split(" "),
);
const LINKS = new Set("at in as within inside".split(" "));

/** "reached number 1", "peaked in the top 5", "was it number one": places up to that one. */
export const reachedPlaceRule: Rule = (context, at) => {
  if (context.schema.tables.length > 1 || (!REACHED.has(lowAt(context, at)) && lowAt(context, at) !== "number"))
    return [];
  let next = lowAt(context, at) === "number" ? at : at + 1;
  while (next < at + 4 && (LINKS.has(lowAt(context, next)) || lowAt(context, next) === "the")) next += 1;
  const isTop = lowAt(context, next) === "top";
  if (!isTop && lowAt(context, next) !== "number") return [];
  const place = context.tokens[next + 1]?.number;
  if (
    place === undefined ||
    !Number.isInteger(place) ||
    place < 1 ||
    columnsAt(context, next).some(({ score }) => score > 0.9)
  )
    return [];
  return context.focus.slice(0, 1).flatMap((table) =>
    downwardPlaces(table).map((column, rank) =>
      fragment(context, {
        start: at,
        end: next + 2,
        pieces: [
          {
            kind: "where",
            column,
            predicate: compare(column.expr, isTop ? "<=" : "=", literalFor(column, place)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, next + 2, "value", `${column.name} ${isTop ? "up to " : ""}${place}`)],
        quality: 1 - 0.1 * rank,
        bonus: 1,
        rule: "named-value",
        assumptions: [`the place is taken of ${column.name}`],
      }),
    ),
  );
};

/** Places where the smaller is the better; none of several may hold the very first. */
const downwardPlaces = (table: TableModel): ColumnModel[] => table.columns.filter(countsDownwards);

const BETTER: ReadonlyMap<string, "<" | ">"> = new Map([
  ["higher than", "<"],
  ["better than", "<"],
  ["above", "<"],
  ["lower than", ">"],
  ["worse than", ">"],
  ["below", ">"],
]);
const PLACING = /\b(?:peak\w*|chart\w*|rank\w*|placed|finish\w*|position\w*)\b/;

/** "peaked higher than 10": the better places are the smaller ones. */
export const betterPlaceRule: Rule = (context, at) => {
  const cue = matchCue(BETTER, context.tokens, at);
  const place = cue && context.tokens[cue.end]?.number;
  if (!cue || place === undefined || context.schema.tables.length > 1) return [];
  const before = context.tokens.slice(Math.max(0, at - 3), at).map(({ low }) => low);
  if (!before.some((word) => PLACING.test(word))) return [];
  const start = PLACING.test(before.at(-1) ?? "") ? at - 1 : at;
  return context.focus.slice(0, 1).flatMap((table) =>
    downwardPlaces(table).map((column, rank) =>
      fragment(context, {
        start,
        end: cue.end + 1,
        pieces: [
          {
            kind: "where",
            column,
            predicate: compare(column.expr, cue.value, literalFor(column, place)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(start, cue.end + 1, "number", `${column.name} ${cue.value} ${place}`)],
        quality: 1 - 0.1 * rank,
        bonus: 1.2,
        rule: "column-comparison",
        assumptions: [`the smaller ${column.name} is the better`],
      }),
    ),
  );
};
