import { PLAIN_ADJECTIVES, SUPERLATIVES } from "../../lexicon/gradable-adjectives.ts";
import { unitKindOf } from "../../lexicon/measure-units.ts";
import { rowOrders } from "../../schema/row-order.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { stem } from "../../text/stem.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { towards } from "./order-rules.ts";
import { rowNounAt } from "./row-nouns.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  lowAt,
  ordinalAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

/** "oldest", "3 most expensive", "second tallest" */
export const superlativeRule: Rule = (context, at) => {
  let i = at;
  let count = 1;
  let offset = 0;
  const ordinal = ordinalAt(context, i);
  const number = context.tokens[i]?.number;
  if (ordinal !== undefined && ordinal.value > 1) {
    offset = ordinal.value - 1;
    i = ordinal.end;
  } else if (number !== undefined && Number.isInteger(number) && number > 0 && number <= 1000) {
    count = number;
    i += 1;
  }
  const cue = matchCue(SUPERLATIVES, context.tokens, i) ?? leastForm(context, i);
  if (!cue) return [];
  return cue.value.flatMap((gradable) =>
    gradedColumns(context, gradable).map(({ column, isReversed, score }) => {
      const isUp = (gradable.direction === "up") !== isReversed;
      const isFlipped = lowAt(context, i) === "least";
      const direction = isUp !== isFlipped ? "desc" : "asc";
      return fragment(context, {
        start: at,
        end: cue.end,
        pieces: [{ kind: "top", by: { kind: "column", column }, direction, count, offset }],
        evidence: [
          {
            ...cueEvidence(at, cue.end, "order", `${column.name} ${direction === "desc" ? "highest" : "lowest"}`),
            score,
          },
        ],
        quality: score,
        bonus: 0.4,
        rule: "superlative",
        assumptions: [
          `by "${context.tokens
            .slice(i, cue.end)
            .map((token) => token.text)
            .join(" ")}" I took ${column.name}`,
        ],
      });
    }),
  );
};

const FARTHEST_NOUN = 3;

/** "the first staff member who", "the last order", "the last liberal mayor": by the date or order of the things */
export const firstOrLastRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (low !== "first" && low !== "last") return [];
  const beside = tablesAt(context, skipFillers(context, at + 1, 1));
  const isBeside = beside.length > 0;
  const mentions = isBeside ? beside : [2, 3].flatMap((ahead) => nounAhead(context, at, ahead));
  const ofRows = mentions.length === 0 || lowAt(context, at + 2) === "to" ? firstOfRows(context, at) : [];
  if (mentions.length === 0 || ofRows.length > 0) return ofRows;
  return mentions.flatMap((mention) =>
    timesOf(mention.table)
      .slice(0, 3)
      .map((column, rank) =>
        fragment(context, {
          start: at,
          end: isBeside ? mention.end : at + 1,
          pieces: [
            { kind: "entity", table: mention.table },
            {
              kind: "top",
              by: { kind: "column", column },
              direction: low === "last" ? "desc" : "asc",
              count: 1,
              offset: 0,
            },
          ],
          evidence: [
            { ...cueEvidence(at, at + 1, "order", `${low} by ${column.name}`), isGuess: true },
            ...(isBeside ? [tableEvidence(mention)] : []),
          ],
          quality: (isBeside ? mention.score : 0.9) * (1 - rank * 0.1),
          bonus: 0.2,
          rule: "superlative",
          assumptions: [`"${low}" is taken of ${column.name}`],
        }),
      ),
  );
};

/** "the first album released by Northlight" over a file of albums: the word before the rest is what its rows are. */
function firstOfRows(context: RuleContext, at: number): Fragment[] {
  const noun = rowNounAt(context, at + 1);
  const low = lowAt(context, at);
  const isLed = /^(?:the|her|his|its|their)$/.test(lowAt(context, at - 1));
  if (!noun || !isLed) return [];
  // "the first ship to be launched" goes by the launches.
  const verb = lowAt(context, noun.end + 1) === "be" ? noun.end + 2 : noun.end + 1;
  const said = lowAt(context, noun.end) === "to" ? columnsAt(context, verb).map(({ column }) => column) : [];
  const own = timesOf(noun.table).filter((column) => said.includes(column));
  const times = own.length > 0 ? own : timesOf(noun.table);
  const end = own.length > 0 ? verb + 1 : noun.end;
  return times.slice(0, 3).map((column, rank) =>
    fragment(context, {
      start: at,
      end,
      pieces: [
        { kind: "entity", table: noun.table },
        {
          kind: "top",
          by: { kind: "column", column },
          direction: low === "last" ? "desc" : "asc",
          count: 1,
          offset: 0,
        },
      ],
      evidence: [{ ...cueEvidence(at, end, "order", `${low} by ${column.name}`), isGuess: true }],
      quality: noun.score * (1 - rank * 0.1),
      bonus: 0.4,
      rule: "superlative",
      assumptions: [`"${low}" is taken of ${column.name}`],
    }),
  );
}

/** "last liberal mayor": the noun with one or two words before it that say which. */
const nounAhead = (context: RuleContext, at: number, ahead: number) =>
  ahead <= FARTHEST_NOUN && (context.mentions.values[at + 1] ?? []).length > 0 ? tablesAt(context, at + ahead) : [];

const timesOf = (table: TableModel): ColumnModel[] => [
  ...new Set([
    ...table.columns.filter(
      ({ type, role, source }) => type === "date" || role === "year" || source.type.kind === "time",
    ),
    ...rowOrders(table),
  ]),
];

/** "longest lead time", "heaviest weight": the column is said, the adjective gives the direction. */
export const superlativeColumnRule: Rule = (context, at) => {
  const number = context.tokens[at]?.number;
  const hasCount = number !== undefined && Number.isInteger(number) && number > 0;
  const start = hasCount ? at + 1 : at;
  const cue = matchCue(SUPERLATIVES, context.tokens, start);
  const gradable = cue?.value[0];
  if (!cue || !gradable) return [];
  const directionFor = (column: ColumnModel): "asc" | "desc" =>
    (gradable.direction === "up") !== isTurned(gradable.columns, column) ? "desc" : "asc";
  // "the hottest day" is no day ranked by its date.
  const ofTime = gradable.columns.some((word) => /^-?(?:date|year|time|created|birth)$/.test(word));
  return columnsAt(context, skipFillers(context, cue.end, 2))
    .filter(({ column, level }) =>
      column.type === "number" ? column.role !== "id" && !isOrdinal(column, level) : ofTime && isTimed(column),
    )
    .map((mention) => {
      const direction = towards(context, { kind: "column", column: mention.column }, directionFor(mention.column));
      return fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "top",
            by: { kind: "column", column: mention.column },
            direction,
            count: hasCount ? number : 1,
            offset: 0,
          },
        ],
        evidence: [cueEvidence(at, cue.end, "order", direction === "desc" ? "most" : "least"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.5,
        rule: "top-column",
      });
    });
};

/** "the longest leg" is none with the highest leg_number. */
export const isOrdinal = (column: ColumnModel, level: string): boolean =>
  (level === "trimmed" || level === "part") && /^(?:number|no|code|position|rank)$/.test(column.words.at(-1) ?? "");

/** "slowest reply" has the most minutes, not the least. */
const isTurned = (measured: readonly string[], column: ColumnModel): boolean =>
  ((measured.includes("-time") && unitKindOf(column.source) === "time") ||
    measured.some((word) => word.startsWith("-") && column.stems.includes(stem(word.slice(1))))) &&
  !measured.some((word) => column.stems.includes(stem(word)));

/** Holds times, also where they are kept as text. */
const isTimed = (column: ColumnModel): boolean =>
  column.type === "date" || column.words.some((word) => ["date", "dob", "bdate", "time"].includes(word));

/** "least expensive": the plain form behind least */
function leastForm(context: RuleContext, at: number) {
  if (lowAt(context, at) !== "least") return undefined;
  return matchCue(PLAIN_ADJECTIVES, context.tokens, at + 1);
}
