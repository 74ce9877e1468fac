import { type CompareOp, compare } from "@parlance/sql";
import { EXTREMES, FREQUENCY, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import { repeats } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, Piece } from "../piece.ts";
import { literalFor } from "./filter-parts.ts";
import { rowNounAt } from "./row-nouns.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tablesAt,
} from "./rule-context.ts";

const GAINED: ReadonlySet<string> = new Set(
  "get got gets win won wins have had has score scored receive received".split(" "),
);

const isMeasured = ({ column }: ColumnMention): boolean => column.type === "number" && column.role !== "id";
const sure = (context: RuleContext, at: number): readonly ColumnMention[] =>
  columnsAt(context, at).filter((mention) => isMeasured(mention) && mention.score >= 0.75 && !mention.isSynonym);

/** A noun that names no column here: the "votes" that columns called SPD and FDP hold. */
const isPlainNoun = (context: RuleContext, at: number): boolean => {
  const token = context.tokens[at];
  return token?.kind === "word" && token.isContent && sure(context, at).length === 0;
};

/** One column of a row held against another of the same row. */
const overPiece = (left: ColumnMention, op: CompareOp, right: ColumnMention): Piece => ({
  kind: "where",
  column: left.column,
  predicate: compare(left.column.expr, op, right.column.expr),
  isNegated: false,
});

/** "the SPD got more votes than the CDU": two columns, and a noun for what both hold */
export const columnsWithNounRule: Rule = (context, at) =>
  sure(context, at).flatMap((left) => {
    if (!GAINED.has(lowAt(context, left.end))) return [];
    const low = lowAt(context, left.end + 1);
    const op: CompareOp | undefined = low === "more" ? ">" : low === "fewer" || low === "less" ? "<" : undefined;
    if (!op || !isPlainNoun(context, left.end + 2) || lowAt(context, left.end + 3) !== "than") return [];
    return sure(context, skipFillers(context, left.end + 4, 2)).map((right) =>
      fragment(context, {
        start: at,
        end: right.end,
        pieces: [overPiece(left, op, right)],
        evidence: [columnEvidence(left), cueEvidence(left.end, right.start, "operator", op), columnEvidence(right)],
        quality: columnScore(context, left),
        bonus: 0.8,
        rule: "two-columns",
      }),
    );
  });

/** "where did Linke get the most votes": the column is said before, what it holds behind */
export const columnWithMostRule: Rule = (context, at) =>
  sure(context, at).flatMap((mention) => {
    if (!GAINED.has(lowAt(context, mention.end))) return [];
    const next = skipFillers(context, mention.end + 1, 1);
    const low = lowAt(context, next);
    if (!["most", "fewest", "least"].includes(low) || !isPlainNoun(context, next + 1)) return [];
    const direction = low === "most" ? "desc" : "asc";
    return [
      fragment(context, {
        start: at,
        end: next + 2,
        pieces: [{ kind: "top", by: { kind: "column", column: mention.column }, direction, count: 1, offset: 0 }],
        evidence: [columnEvidence(mention), cueEvidence(mention.end, next + 2, "order", low)],
        quality: columnScore(context, mention),
        bonus: 0.6,
        rule: "top-column",
      }),
    ];
  });

const VERB_SCORE = 0.5;
const VERB = /(?:ed|[a-z]{3}s|lost|won|sold|made|drew|spent|built|wrote|held|led|ran)$/;

/** "which club lost the most games", "sold the most copies": the verb names the column, the noun what it counts. */
export const verbMostRule: Rule = (context, at) => {
  const isFew = /^(?:fewest|least)$/.test(lowAt(context, at + 2));
  if (context.schema.tables.length > 1 || lowAt(context, at + 1) !== "the") return [];
  if (!isFew && lowAt(context, at + 2) !== "most") return [];
  if (!VERB.test(lowAt(context, at))) return [];
  const counted = mostRows(context, at, isFew);
  if (counted.length > 0) return counted;
  return columnsAt(context, at)
    .filter((mention) => isMeasured(mention) && mention.end === at + 1 && mention.score >= VERB_SCORE)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: context.tokens[at + 3]?.isContent ? at + 4 : at + 3,
        pieces: [
          {
            kind: "top",
            by: { kind: "column", column: mention.column },
            direction: isFew ? "asc" : "desc",
            count: 1,
            offset: 0,
          },
        ],
        evidence: [columnEvidence(mention), cueEvidence(at + 1, at + 3, "order", isFew ? "least" : "most")],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "top-column",
      }),
    );
};

const DOER_SCORE = 0.4;

/** "who directed the most episodes" over "Directed by", where the episodes are the rows. */
function mostRows(context: RuleContext, at: number, isFew: boolean): Fragment[] {
  const noun = rowNounAt(context, at + 3);
  const isRow = noun !== undefined || tablesAt(context, at + 3).length > 0;
  if (!isRow) return [];
  return columnsAt(context, at)
    .filter(({ column, end, score }) => column.type === "text" && end === at + 1 && score >= DOER_SCORE)
    .filter(({ column }) => repeats(column) === true)
    .slice(0, 1)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: noun?.end ?? at + 4,
        pieces: [{ kind: "frequent", key: mention.column, direction: isFew ? "asc" : "desc", count: 1 }],
        evidence: [columnEvidence(mention), cueEvidence(at + 1, at + 3, "order", isFew ? "fewest rows" : "most rows")],
        quality: 1,
        bonus: 1,
        rule: "frequent",
      }),
    );
}

/** "won at least 10 games", "conceded fewer than 30 goals": the verb names the column, the noun what it counts. */
export const verbComparisonRule: Rule = (context, at) => {
  if (context.schema.tables.length > 1) return [];
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at + 1);
  const value = cue && context.tokens[cue.end]?.number;
  if (!cue || value === undefined || !VERB.test(lowAt(context, at))) return [];
  const noun = context.tokens[cue.end + 1];
  return columnsAt(context, at)
    .filter((mention) => isMeasured(mention) && mention.end === at + 1 && mention.score >= VERB_SCORE)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: noun?.kind === "word" && noun.isContent ? cue.end + 2 : cue.end + 1,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: compare(mention.column.expr, cue.value, literalFor(mention.column, value)),
            isNegated: false,
          },
        ],
        evidence: [columnEvidence(mention), cueEvidence(at + 1, cue.end + 1, "number", `${cue.value} ${value}`)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "column-comparison",
      }),
    );
};

const ASKED = new Set("did does do has have had".split(" "));

/** "how many votes did Orlo get in Castle" over a column called Orlo: the noun is what all of them hold. */
export const nounOfColumnRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || !/^(?:many|much)$/.test(lowAt(context, at + 1))) return [];
  if (!isPlainNoun(context, at + 2) || !ASKED.has(lowAt(context, at + 3))) return [];
  return sure(context, skipFillers(context, at + 4, 1))
    .filter((mention) => GAINED.has(lowAt(context, mention.end)))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end + 1,
        pieces: [{ kind: "project", column: mention.column }],
        evidence: [cueEvidence(at, at + 3, "aggregate", lowAt(context, at + 2)), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "project",
      }),
    );
};

const MORE: ReadonlyMap<string, "desc" | "asc"> = new Map([
  ["more", "desc"],
  ["higher", "desc"],
  ["larger", "desc"],
  ["greater", "desc"],
  ["bigger", "desc"],
  ["fewer", "asc"],
  ["less", "asc"],
  ["lower", "asc"],
  ["smaller", "asc"],
]);

/** "which has higher sales, IBM or Siemens": the one with more of the two that are named behind */
export const whichHasMoreRule: Rule = (context, at) => {
  const direction = MORE.get(lowAt(context, at));
  if (!direction || !/^(?:which|who|what)$/.test(lowAt(context, 0)) || lowAt(context, at + 1) === "than") return [];
  return sure(context, skipFillers(context, at + 1, 1))
    .filter((mention) => isChoiceBehind(context, mention.end))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "top", by: { kind: "column", column: mention.column }, direction, count: 1, offset: 0 }],
        evidence: [cueEvidence(at, at + 1, "order", lowAt(context, at)), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.8,
        rule: "top-column",
      }),
    );
};

/** Values of one column with "or" between them, and no "than" that would compare with something else. */
function isChoiceBehind(context: RuleContext, from: number): boolean {
  const or = context.tokens.findIndex((token, i) => i >= from && token.low === "or");
  if (or < 0 || context.tokens.some((token, i) => i >= from && token.low === "than")) return false;
  const left = context.tokens.flatMap((_, i) =>
    i >= from && i < or ? (context.mentions.values[i] ?? []).map(({ column }) => column) : [],
  );
  return (context.mentions.values[or + 1] ?? []).some(({ column }) => left.includes(column));
}

const LEAST = new Set(["fewest", "least", "smallest", "lowest"]);

/** "the largest harvest in 2021", "the fewest birds in spring", "most common in winter": the column says where, the noun what all hold. */
export const extremeInColumnRule: Rule = (context, at) => {
  const often = matchCue(FREQUENCY, context.tokens, at);
  const cue = often ?? matchCue(EXTREMES, context.tokens, at);
  if (!cue) return [];
  const next = often || !isPlainNoun(context, cue.end) ? cue.end : cue.end + 1;
  if ((!often && next === cue.end) || !["in", "during", "of", "for"].includes(lowAt(context, next))) return [];
  const direction = LEAST.has(lowAt(context, at)) || cue.value === "asc" ? "asc" : "desc";
  const thing = next === cue.end ? undefined : thingAt(context, cue.end, next);
  return sure(context, skipFillers(context, next + 1, 1))
    .filter(({ level, column }) => level === "full" && column.words.length === 1)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          ...(thing ? [thing] : []),
          { kind: "top", by: { kind: "column", column: mention.column }, direction, count: 1, offset: 0 },
        ],
        evidence: [cueEvidence(at, next, "order", direction === "desc" ? "most" : "least"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.9,
        rule: "top-column",
      }),
    );
};

/** "the smallest town in 1981": the noun is what is wanted, if it names what the rows are. */
function thingAt(context: RuleContext, at: number, end: number): Piece | undefined {
  const column = columnsAt(context, at).find(
    (mention) => mention.end === end && mention.score >= 0.75 && mention.column.type === "text",
  )?.column;
  if (column) return { kind: "project", column };
  const table = tablesAt(context, at).find((mention) => mention.end === end && mention.score > 0.8)?.table;
  return table && { kind: "entity", table };
}

/** "which volcano erupted last" over "Last eruption": whose is the latest. */
export const lastOfAllRule: Rule = (context, at) => {
  if (!/^(?:which|who|what)$/.test(lowAt(context, 0))) return [];
  return columnsAt(context, at)
    .filter(({ column, start, end }) => {
      const isMoment = column.type === "date" || column.role === "year";
      const isLast = lowAt(context, end - 1) === "last" && end > start + 1;
      return isMoment && isLast && !context.tokens.slice(end).some((token) => token.isContent);
    })
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          { kind: "top", by: { kind: "column", column: mention.column }, direction: "desc", count: 1, offset: 0 },
        ],
        evidence: [columnEvidence(mention, "order")],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "top-column",
      }),
    );
};

const NONE = new Set(["no", "zero", "without"]);
const UNGAINED = /^(?:not|never|didn't|did|don't|doesn't|does|n't)$/;

/** "won no gold", "did not win gold", "no birds in winter": nothing in the column. */
export const noneOfColumnRule: Rule = (context, at) => {
  const end = NONE.has(lowAt(context, at)) ? at + 1 : ungainedEnd(context, at);
  if (end === undefined) return [];
  const first = skipFillers(context, end, 1);
  const isThrough = isPlainNoun(context, first) && lowAt(context, first + 1) === "in";
  const from = isThrough
    ? skipFillers(context, first + 2, 1)
    : ["any", "a"].includes(lowAt(context, first))
      ? first + 1
      : first;
  return sure(context, from)
    .filter(({ column }) => Number(column.profile?.min) >= 0)
    .map((mention) => {
      const noun = MEDALS.has(lowAt(context, mention.end)) ? mention.end + 1 : mention.end;
      return fragment(context, {
        start: at,
        end: noun,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: compare(mention.column.expr, "=", literalFor(mention.column, 0)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, from, "operator", "none"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "has-value",
      });
    });
};

const MEDALS = new Set(["medal", "medals", "points", "goals", "votes"]);

/** "did not win", "never scored", "won no" */
function ungainedEnd(context: RuleContext, at: number): number | undefined {
  if (GAINED.has(lowAt(context, at)) && NONE.has(lowAt(context, at + 1))) return at + 2;
  let i = at;
  while (i < at + 3 && UNGAINED.test(lowAt(context, i))) i += 1;
  const isNegated = context.tokens.slice(at, i).some(({ low }) => low !== "did" && low !== "does");
  return isNegated && GAINED.has(lowAt(context, i)) ? i + 1 : undefined;
}

/** "seen more often in winter than in summer", "more in 2021 than in 2019": one column over the other */
export const moreInThanInRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const op: CompareOp | undefined = MORE.get(low) === "desc" ? ">" : MORE.get(low) === "asc" ? "<" : undefined;
  if (!op) return [];
  let next = at + 1;
  while (next < at + 3 && lowAt(context, next) !== "in" && lowAt(context, next) !== "than") next += 1;
  if (lowAt(context, next) !== "in") return [];
  return sure(context, skipFillers(context, next + 1, 1)).flatMap((left) => {
    if (lowAt(context, left.end) !== "than") return [];
    return sure(context, skipFillers(context, left.end + 1, 2))
      .filter(({ column }) => column !== left.column && column.table === left.column.table)
      .map((right) =>
        fragment(context, {
          start: at,
          end: right.end,
          pieces: [overPiece(left, op, right)],
          evidence: [cueEvidence(at, next, "operator", op), columnEvidence(left), columnEvidence(right)],
          quality: columnScore(context, left),
          bonus: 1.2,
          rule: "two-columns",
        }),
      );
  });
};

/** "more than 10000 people in 2001" where 2001 is a column: the year says which figure, the noun what all of them are. */
export const yearColumnRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at) ?? comparativeThan(context, at);
  const value = cue && context.tokens[cue.end]?.number;
  if (!cue || value === undefined) return [];
  let next = cue.end + 1;
  if (context.tokens[next]?.kind === "word" && context.tokens[next]?.isContent) next += 1;
  if (!["in", "of", "for"].includes(lowAt(context, next))) return [];
  return columnsAt(context, next + 1)
    .filter((mention) => isMeasured(mention) && /^\d{4}$/.test(mention.column.name) && mention.end === next + 2)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: compare(mention.column.expr, cue.value, literalFor(mention.column, value)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, next, "number", `${cue.value} ${value}`), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "column-comparison",
      }),
    );
};

function comparativeThan(
  context: RuleContext,
  at: number,
): { readonly value: CompareOp; readonly end: number } | undefined {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  if (!adjective || lowAt(context, adjective.end) !== "than") return undefined;
  return { value: adjective.value[0]?.direction === "down" ? "<" : ">", end: adjective.end + 1 };
}
