import { type CompareOp, compare, numberLiteral, type Predicate } from "@parlance/sql";
import { AGGREGATES, COUNTS, OPERATORS_AFTER, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { DISTINCT_WORDS } from "../../lexicon/function-words.ts";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import { inUnitsOf, isKeptIn, kindOfUnit } from "../../lexicon/measure-units.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment } from "../piece.ts";
import { columnCounts, comparableInFocus, isOtherKind, specificAt } from "./comparison-parts.ts";
import { countedThingsAt } from "./counted-things.ts";
import { literalFor } from "./filter-parts.ts";
import { isCountable } from "./order-rules.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  guessEvidence,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const NEGATED: Record<CompareOp, CompareOp> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

export interface Comparison {
  readonly op: CompareOp;
  readonly value: number;
  readonly second?: number;
  readonly end: number;
  /** What was said behind the number, where it may be a unit. */
  readonly unit: string;
  /** False for a bare number, which only equals. */
  readonly hasCue: boolean;
}

const UNITS = new Set(
  "years year old dollars dollar usd euros euro pounds kg kilograms km kilometers kilometres meters metres miles feet minutes minute hours hour seconds second days day weeks months month points percent % cm mm inches tons times lbs mph $ € square people persons".split(
    " ",
  ),
);

/** The last word of each stands right before the lower bound. */
const RANGES = new Map([
  ["between", true],
  ["from", true],
  ["in between", true],
  ["ranging from", true],
  ["ranges from", true],
  ["in the range of", true],
  ["in the range from", true],
  ["within the range of", true],
  ["in the range between", true],
  ["a range of", true],
]);

/** "more than 5", "5 or more", "between 5 and 10", "5" at this position */
export function comparisonAt(context: RuleContext, at: number): Comparison | undefined {
  let i = at;
  let isNegated = false;
  if (["not", "no"].includes(lowAt(context, i)) && !matchCue(OPERATORS_BEFORE, context.tokens, i)) {
    isNegated = true;
    i += 1;
  }
  const range = matchCue(RANGES, context.tokens, i);
  if (range) return rangeAt(context, range.end - 1, isNegated);
  if (["multiple", "several"].includes(lowAt(context, i)))
    return { op: ">", value: 1, end: i + 1, unit: "", hasCue: true };
  const before = matchCue(OPERATORS_BEFORE, context.tokens, i);
  const start = before ? skipFillers(context, before.end, 3) : i;
  const number = context.tokens[start]?.number;
  if (number === undefined) return undefined;
  const upper = context.tokens[start + 2]?.number;
  if (!before && lowAt(context, start + 1) === "to" && upper !== undefined)
    return { op: ">=", value: number, second: upper, end: start + 3, unit: lowAt(context, start + 3), hasCue: true };
  const after = matchCue(OPERATORS_AFTER, context.tokens, start + 1);
  const afterUnit = after ? undefined : matchCue(OPERATORS_AFTER, context.tokens, start + 2);
  const op = before?.value ?? after?.value ?? afterUnit?.value ?? "=";
  const end = before ? start + 1 : (after?.end ?? afterUnit?.end ?? start + 1);
  return {
    op: isNegated ? NEGATED[op] : op,
    value: number,
    end,
    unit: lowAt(context, start + 1),
    hasCue: before !== undefined || after !== undefined || afterUnit !== undefined,
  };
}

function rangeAt(context: RuleContext, at: number, isNegated: boolean): Comparison | undefined {
  const low = context.tokens[at + 1]?.number;
  if (low === undefined) return undefined;
  let link = at + 2;
  if (UNITS.has(lowAt(context, link))) link += 1;
  if (!["and", "to", "-"].includes(lowAt(context, link))) return undefined;
  const high = context.tokens[link + 1]?.number;
  return high === undefined || isNegated
    ? undefined
    : { op: ">=", value: low, second: high, end: link + 2, unit: lowAt(context, link + 2), hasCue: true };
}

export function comparisonPredicate(column: ColumnModel, { op, value, second, unit }: Comparison): Predicate {
  const kept = (number: number) => literalFor(column, inUnitsOf(column.source, number, unit));
  return second === undefined
    ? compare(column.expr, op, kept(value))
    : { kind: "between", left: column.expr, low: kept(value), high: kept(second) };
}

export const comparisonMeaning = (comparison: Comparison): string =>
  comparison.second === undefined
    ? `${comparison.op} ${comparison.value}`
    : `${comparison.value} to ${comparison.second}`;

const skipUnit = (context: RuleContext, at: number): number => {
  let i = at;
  while (i < at + 2 && UNITS.has(lowAt(context, i))) i += 1;
  return i;
};

/** "age is greater than 30", "year 2014", "salary between 1 and 5" */
export const columnComparisonRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    if (mention.column.type === "boolean" || mention.column.type === "other") return [];
    const next = skipFillers(context, mention.end, 5);
    const comparison = comparisonAt(context, next);
    if (!comparison) return [];
    const isNumeric = mention.column.type === "number";
    const isKey =
      mention.column.role === "id" && (comparison.hasCue || mention.level === "part" || mention.level === "trimmed");
    if (isKey && comparison.op !== "=") return [];
    const isPlausible = isNumeric || (comparison.op === "=" && mention.column.type === "text");
    if (!isPlausible) return [];
    const end = skipUnit(context, comparison.end);
    const evidence: Evidence[] = [
      columnEvidence(mention),
      cueEvidence(next, comparison.end, "number", comparisonMeaning(comparison)),
    ];
    return [
      fragment(context, {
        start: at,
        end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: comparisonPredicate(mention.column, comparison),
            isNegated: comparison.op === "!=",
          },
        ],
        evidence,
        quality: columnScore(context, mention) * (isNumeric ? 1.05 : 0.6) * (comparison.hasCue ? 1 : 0.9),
        bonus: comparison.hasCue ? 0.9 : 0.2,
        rule: comparison.hasCue ? "column-comparison" : "column-number",
      }),
    ];
  });

/** "more than 10 employees", "over 50 points": the column stands behind the number */
export const comparisonColumnRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison?.hasCue) return [];
  const next = skipFillers(context, comparison.end, 3);
  return columnsAt(context, next)
    .filter((mention) => mention.column.type === "number" && mention.column.role !== "id")
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: comparisonPredicate(mention.column, comparison),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison)), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.4,
        rule: "comparison-column",
      }),
    );
};

/** "more than 3 concerts": rows of another table are counted */
export const countComparisonRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison || specificAt(context, at)) return [];
  const first = skipFillers(context, comparison.end, 3);
  const next = DISTINCT_WORDS.has(lowAt(context, first)) ? first + 1 : first;
  const evidence = cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison));
  const counted = (table: TableModel | undefined): Fragment["pieces"] =>
    comparison.second === undefined
      ? [{ kind: "countWhere", table, op: comparison.op, value: comparison.value }]
      : [
          { kind: "countWhere", table, op: ">=", value: comparison.value },
          { kind: "countWhere", table, op: "<=", value: comparison.second },
        ];
  const found: Fragment[] = tablesAt(context, next).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: counted(mention.table),
      evidence: [evidence, tableEvidence(mention)],
      quality: mention.score * (comparison.hasCue ? 1.1 : 0.8),
      bonus: comparison.hasCue ? 0.4 : 0,
      rule: "count-comparison",
    }),
  );
  found.push(...columnCounts(context, at, comparison, next, evidence));
  if (comparison.hasCue)
    found.push(
      ...columnsAt(context, next)
        .filter(isCountable)
        .map((mention) =>
          fragment(context, {
            start: at,
            end: mention.end,
            pieces: counted(mention.column.table),
            evidence: [evidence, columnEvidence(mention)],
            quality: columnScore(context, mention) * 0.9,
            bonus: 0.3,
            rule: "count-comparison",
          }),
        ),
      ...countedThingsAt(context, next).map((things) =>
        fragment(context, {
          start: at,
          end: things.end,
          pieces: [...counted(things.table), things.condition],
          evidence: [evidence, ...things.evidence],
          quality: things.score * 1.1,
          bonus: 0.5,
          rule: "count-comparison",
        }),
      ),
    );
  const times = ["times", "time"].includes(lowAt(context, next)) ? next + 1 : comparison.end;
  if (comparison.hasCue || times > comparison.end) {
    found.push(
      fragment(context, {
        start: at,
        end: times,
        pieces: counted(undefined),
        evidence: [evidence],
        quality: times > comparison.end ? 0.9 : 0.3,
        rule: "count-comparison-rows",
      }),
    );
  }
  return found;
};

/** "older than 30", "more expensive than 100" */
export const adjectiveComparisonRule: Rule = (context, at) => {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  if (!adjective || lowAt(context, adjective.end) !== "than") return [];
  const start = skipFillers(context, adjective.end + 1, 3);
  const number = context.tokens[start]?.number;
  if (number === undefined) return [];
  const end = skipUnit(context, start + 1);
  const unit = kindOfUnit(lowAt(context, start + 1));
  return adjective.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column, isReversed }) => column.type === "number" && !isReversed && !isOtherKind(column, unit))
      .map(({ column, score }) =>
        fragment(context, {
          start: at,
          end,
          pieces: [
            {
              kind: "where",
              column,
              predicate: compare(
                column.expr,
                gradable.direction === "up" ? ">" : "<",
                numberLiteral(inUnitsOf(column.source, number, lowAt(context, start + 1))),
              ),
              isNegated: false,
            },
          ],
          evidence: [
            {
              ...cueEvidence(
                at,
                adjective.end + 1,
                "operator",
                `${column.name} ${gradable.direction === "up" ? ">" : "<"} ${number}`,
              ),
              score,
            },
            cueEvidence(start, end, "number", String(number)),
          ],
          quality: score * 1.2,
          bonus: 0.4,
          rule: "adjective-comparison",
        }),
      ),
  );
};

/** "more than 100" with no word for what: a measure in focus is taken and the choice is stated */
export const bareComparisonRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison?.hasCue) return [];
  const written = context.tokens.slice(at, comparison.end).find(({ number }) => number !== undefined)?.unit;
  return comparableInFocus(context, at, written ?? comparison.unit).map(({ column, isOfUnit }, rank) => {
    const isInUnit = isOfUnit || isKeptIn(column.source, comparison.unit);
    const end = skipUnit(context, comparison.end);
    const cue = cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison));
    return fragment(context, {
      start: at,
      end: isInUnit && written === undefined ? Math.max(end, comparison.end + 1) : end,
      pieces: [{ kind: "where", column, predicate: comparisonPredicate(column, comparison), isNegated: false }],
      evidence: isInUnit ? [{ ...cue, score: 0.8 }] : [cue, guessEvidence(at, column, "column")],
      quality: (isInUnit ? 0.8 : 0.4) - rank * 0.05,
      rule: "bare-comparison",
      assumptions: [`${comparisonMeaning(comparison)} is taken of ${column.name}`],
    });
  });
};

interface Figured {
  readonly column: ColumnModel;
  readonly end: number;
  readonly quality: number;
  readonly evidence: Evidence;
}

/** What a figure is made of here: a column that is named, or what a named table measures ("total donations"). */
function figuredAt(context: RuleContext, at: number): Figured[] {
  const named = columnsAt(context, at).map((mention) => ({
    column: mention.column,
    end: mention.end,
    quality: columnScore(context, mention) * 1.1,
    evidence: columnEvidence(mention),
  }));
  const measured = tablesAt(context, at).flatMap((mention) =>
    mention.table.columns
      .filter((column) => column.role === "measure")
      .slice(0, 2)
      .map((column, rank) => ({
        column,
        end: mention.end,
        quality: mention.score * (0.7 - rank * 0.1),
        evidence: { ...tableEvidence(mention), isGuess: true },
      })),
  );
  return [...named, ...measured].filter(({ column }) => column.type === "number" && column.role !== "id");
}

/** "average age is above 30", "total sales over 1000", "average price above 50 or below 10": a group's figure is compared */
export const aggregateComparisonRule: Rule = (context, at) => {
  const cue = matchCue(AGGREGATES, context.tokens, at);
  if (!cue) return [];
  const behind = skipFillers(context, cue.end);
  const counted = matchCue(COUNTS, context.tokens, behind);
  const measured = counted ? skipFillers(context, counted.end) : behind;
  return figuredAt(context, measured).flatMap(({ column, end, quality, evidence }) => {
    const near = skipFillers(context, end, 5);
    const next = comparisonAt(context, near)?.hasCue ? near : laterComparison(context, near);
    const comparison = comparisonAt(context, next);
    if (!comparison?.hasCue || comparison.second !== undefined) return [];
    const more = secondBound(context, comparison.end);
    const bounds = more ? [comparison, more] : [comparison];
    return [
      fragment(context, {
        start: at,
        end: skipUnit(context, more?.end ?? comparison.end),
        pieces: bounds.map(({ op, value }) => ({ kind: "aggregateWhere", fn: cue.value, column, op, value })),
        evidence: [
          cueEvidence(at, cue.end, "aggregate", cue.value),
          evidence,
          cueEvidence(next, comparison.end, "number", comparisonMeaning(comparison)),
          ...(more ? [cueEvidence(comparison.end, more.end, "number", comparisonMeaning(more))] : []),
        ],
        quality,
        bonus: more ? 1.6 : 1.1,
        rule: "aggregate-comparison",
      }),
    ];
  });
};

/** "... or below 10" */
function secondBound(context: RuleContext, at: number): Comparison | undefined {
  if (lowAt(context, at) !== "or") return undefined;
  const other = comparisonAt(context, at + 1);
  return other?.hasCue && other.second === undefined ? other : undefined;
}

const MAX_BETWEEN = 7;
const COPULAS = new Set(["is", "are", "was", "were"]);
/** Behind these another thing is spoken of: "average total for rides with more than 4 passengers". */
const SPLITTING = new Set("with having where who whose which and or".split(" "));

/** "average points scored by that team is above 20": words that say whose figure it is stand before the comparison. */
function laterComparison(context: RuleContext, from: number): number {
  for (let i = from; i < from + MAX_BETWEEN; i += 1) {
    const token = context.tokens[i];
    if (token?.kind !== "word" || SPLITTING.has(token.low)) return from;
    if (COPULAS.has(lowAt(context, i - 1)) && matchCue(OPERATORS_BEFORE, context.tokens, i)) return i;
  }
  return from;
}

const AVERAGE = new Map<string, "avg">([
  ["average", "avg"],
  ["mean", "avg"],
  ["avg", "avg"],
]);

/** "salary above the average", "higher than the average salary", "older than average" */
export const averageComparisonRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of columnsAt(context, at)) {
    const next = skipFillers(context, mention.end, 4);
    const cue = matchCue(OPERATORS_BEFORE, context.tokens, next);
    const average = cue && averageAfter(context, cue.end);
    if (cue && average && mention.column.type === "number")
      found.push(versusAverage(context, at, average.end, mention, cue.value));
  }
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  const average = cue && averageAfter(context, cue.end);
  if (cue && average) {
    for (const mention of columnsAt(context, average.next))
      if (mention.column.type === "number" && mention.column.role !== "id")
        found.push(versusAverage(context, at, mention.end, mention, cue.value));
  }
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  const than =
    adjective && lowAt(context, adjective.end) === "than" ? averageAfter(context, adjective.end + 1) : undefined;
  if (!adjective || !than) return found;
  for (const gradable of adjective.value) {
    for (const { column, isReversed, score } of gradedColumns(context, gradable)) {
      if (column.type !== "number") continue;
      const op = (gradable.direction === "up") !== isReversed ? ">" : "<";
      found.push(
        fragment(context, {
          start: at,
          end: than.end,
          pieces: [{ kind: "versusAverage", column, op, fn: "avg" }],
          evidence: [{ ...cueEvidence(at, than.end, "operator", `${column.name} ${op} average`), score }],
          quality: score * 1.1,
          bonus: 0.5,
          rule: "versus-average",
        }),
      );
    }
  }
  return found;
};

function averageAfter(context: RuleContext, at: number): { readonly end: number; readonly next: number } | undefined {
  const start = skipFillers(context, at, 4);
  const cue = matchCue(AVERAGE, context.tokens, start);
  if (!cue) return undefined;
  const counted = matchCue(COUNTS, context.tokens, skipFillers(context, cue.end, 2));
  const next = skipFillers(context, counted?.end ?? cue.end, 4);
  const own = columnsAt(context, next)[0];
  return { end: own ? own.end : cue.end, next };
}

const versusAverage = (
  context: RuleContext,
  start: number,
  end: number,
  mention: ColumnMention,
  op: CompareOp,
): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [{ kind: "versusAverage", column: mention.column, op, fn: "avg" }],
    evidence: [cueEvidence(start, end, "operator", `${op} average`), columnEvidence(mention)],
    quality: columnScore(context, mention) * 1.05,
    bonus: 0.8,
    rule: "versus-average",
  });
