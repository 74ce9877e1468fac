import { type CompareOp, compare, numberLiteral, type Predicate } from "@parlance/sql";
import { OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { LIGHT_WORDS } from "../../lexicon/function-words.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { literalFor } from "./filter-parts.ts";
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
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const numberAt = (context: RuleContext, at: number): number | undefined => context.tokens[at]?.number;

const isMeasured = (column: ColumnModel): boolean => column.type === "number" && column.role !== "id";

/** "at least a salary of 100000", "more than a price of 5": the column stands between the comparison and its number. */
export const comparedColumnRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  if (!cue) return [];
  return columnsAt(context, skipFillers(context, cue.end)).flatMap((mention) => {
    const next = skipFillers(context, mention.end, 2);
    const value = numberAt(context, next);
    if (value === undefined || !isMeasured(mention.column)) return [];
    return [
      filterFragment(context, {
        start: at,
        end: next + 1,
        mention,
        predicate: compare(mention.column.expr, cue.value, numberLiteral(value)),
        meaning: `${cue.value} ${value}`,
        bonus: 0.9,
      }),
    ];
  });
};

/** Small words between a thing and the number that names it: "the major numbered 600", "room no. 5". */
const NUMBERED = new Set("number numbered no nr id code # . with is of".split(" "));

/** "course 301", "the major numbered 600": a row named by its key */
export const numberedRowRule: Rule = (context, at) =>
  tablesAt(context, at).flatMap((mention) => {
    let next = mention.end;
    while (next < mention.end + 3 && NUMBERED.has(lowAt(context, next))) next += 1;
    const value = numberAt(context, next);
    const key = mention.table.keyColumn;
    if (value === undefined || !key || !Number.isInteger(value)) return [];
    return [
      fragment(context, {
        start: at,
        end: next + 1,
        pieces: [
          { kind: "where", column: key, predicate: compare(key.expr, "=", literalFor(key, value)), isNegated: false },
        ],
        evidence: [tableEvidence(mention), cueEvidence(next, next + 1, "number", `${key.name} = ${value}`)],
        quality: mention.score * 0.95,
        bonus: 0.3,
        rule: "numbered-row",
      }),
    ];
  });

/** "classroom 108", "the major numbered 600": words for a column, then its number */
export const numberedColumnRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    let next = mention.end;
    while (next < mention.end + 3 && NUMBERED.has(lowAt(context, next))) next += 1;
    const value = numberAt(context, next);
    if (value === undefined || next === mention.end || mention.column.type === "date") return [];
    return [
      filterFragment(context, {
        start: at,
        end: next + 1,
        mention,
        predicate: compare(mention.column.expr, "=", literalFor(mention.column, value)),
        meaning: `= ${value}`,
        bonus: 0.3,
      }),
    ];
  });

/** "two beds", "4 stars": a whole number before a column that holds such numbers */
export const countedColumnRule: Rule = (context, at) => {
  const value = numberAt(context, at);
  if (value === undefined || !Number.isInteger(value) || context.tokens[at]?.low === "one") return [];
  return columnsAt(context, at + 1)
    .filter((mention) => isMeasured(mention.column) && mention.column.role !== "year")
    .map((mention) =>
      filterFragment(context, {
        start: at,
        end: mention.end,
        mention,
        predicate: compare(mention.column.expr, "=", numberLiteral(value)),
        meaning: `= ${value}`,
        bonus: 0.1,
      }),
    );
};

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");

/** "fifth grade", "second-floor": the place of a row in a column that counts places */
export const ordinalColumnRule: Rule = (context, at) => {
  const value = ORDINALS.indexOf(lowAt(context, at)) + 1;
  if (value === 0) return [];
  const next = lowAt(context, at + 1) === "-" ? at + 2 : at + 1;
  return columnsAt(context, next)
    .filter(({ column, level }) => level === "full" && isPlace(column))
    .map((mention) =>
      filterFragment(context, {
        start: at,
        end: mention.end,
        mention,
        predicate: compare(mention.column.expr, "=", literalFor(mention.column, value)),
        meaning: `= ${value}`,
        bonus: 0.2,
      }),
    );
};

/** Small whole numbers that come again and again. */
const isPlace = ({ type, role, profile }: ColumnModel): boolean =>
  type === "number" && role !== "id" && profile !== undefined && Number(profile.min) >= 0 && Number(profile.max) <= 50;

/** "3 or 4 stars": a choice of numbers before their column */
export const numbersBeforeColumnRule: Rule = (context, at) => {
  const values = numbersAt(context, at);
  if (values.numbers.length < 2) return [];
  return columnsAt(context, values.end)
    .filter((mention) => isMeasured(mention.column))
    .map((mention) =>
      filterFragment(context, {
        start: at,
        end: mention.end,
        mention,
        predicate: inList(mention.column, values.numbers),
        meaning: values.numbers.join(" or "),
        bonus: 0.9,
      }),
    );
};

const inList = (column: ColumnModel, numbers: readonly number[]): Predicate => ({
  kind: "in",
  left: column.expr,
  values: numbers.map((value) => literalFor(column, value)),
});

/** "35, 36 or 37" */
function numbersAt(context: RuleContext, from: number): { readonly numbers: readonly number[]; readonly end: number } {
  const numbers: number[] = [];
  let end = from;
  for (let i = from; numbers.length < MAX_CHOICES; ) {
    const value = numberAt(context, i);
    if (value === undefined) break;
    numbers.push(value);
    end = i + 1;
    i = end;
    while (["or", ",", "and"].includes(lowAt(context, i))) i += 1;
    if (i === end) break;
  }
  return { numbers, end };
}

const MAX_CHOICES = 6;

/** "aged either 35 or 36", "stars 3, 4 and 5": several numbers of one column */
export const numberChoiceRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    if (!["number", "text"].includes(mention.column.type)) return [];
    const first = skipFillers(context, mention.end, 3);
    const start = lowAt(context, first) === "either" ? first + 1 : first;
    const { numbers: values, end } = numbersAt(context, start);
    if (values.length < 2) return [];
    return [
      filterFragment(context, {
        start: at,
        end,
        mention,
        predicate: inList(mention.column, values),
        meaning: values.join(" or "),
        bonus: 1,
      }),
    ];
  });

const TIME_OPERATORS: ReadonlyMap<string, CompareOp> = new Map([
  ["after", ">"],
  ["later than", ">"],
  ["since", ">="],
  ["from", ">="],
  ["before", "<"],
  ["prior to", "<"],
  ["earlier than", "<"],
  ["until", "<="],
  ["by", "<="],
]);

/** "took office after 1961", "built before 1980" where the time is kept as a plain number or text */
export const timeComparisonRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    if (!["number", "text"].includes(mention.column.type) || mention.column.role === "id") return [];
    let next = skipFillers(context, mention.end, 3);
    if (LIGHT_WORDS.has(lowAt(context, next))) next += 1;
    const cue = matchCue(TIME_OPERATORS, context.tokens, next);
    let yearAt = cue?.end ?? next;
    while (["the", "year", "of"].includes(lowAt(context, yearAt))) yearAt += 1;
    const value = cue && numberAt(context, yearAt);
    if (!cue || value === undefined || value < 1000 || value > 2200) return [];
    const other = followingBound(context, yearAt + 1);
    const first = compare(mention.column.expr, cue.value, literalFor(mention.column, value));
    const predicate: Predicate = other
      ? { kind: "or", items: [first, compare(mention.column.expr, other.op, literalFor(mention.column, other.value))] }
      : first;
    return [
      filterFragment(context, {
        start: at,
        end: other?.end ?? yearAt + 1,
        mention,
        predicate,
        meaning: `${cue.value} ${value}${other ? ` or ${other.op} ${other.value}` : ""}`,
        bonus: other ? 2 : 0.9,
      }),
    ];
  });

/** "... or before 1959" */
function followingBound(
  context: RuleContext,
  at: number,
): { readonly op: CompareOp; readonly value: number; readonly end: number } | undefined {
  if (lowAt(context, at) !== "or") return undefined;
  const cue = matchCue(TIME_OPERATORS, context.tokens, at + 1);
  const value = cue && numberAt(context, cue.end);
  return cue && value !== undefined ? { op: cue.value, value, end: cue.end + 1 } : undefined;
}

interface Filter {
  readonly start: number;
  readonly end: number;
  readonly mention: ColumnMention;
  readonly predicate: Predicate;
  readonly meaning: string;
  readonly bonus: number;
}

const filterFragment = (context: RuleContext, filter: Filter): Fragment =>
  fragment(context, {
    start: filter.start,
    end: filter.end,
    pieces: [{ kind: "where", column: filter.mention.column, predicate: filter.predicate, isNegated: false }],
    evidence: [
      columnEvidence(filter.mention),
      cueEvidence(filter.start, filter.end, "number", `${filter.mention.column.name} ${filter.meaning}`),
    ],
    quality: columnScore(context, filter.mention),
    bonus: filter.bonus,
    rule: "column-comparison",
  });
