import type { Predicate } from "@parlance/sql";
import { kindOfUnit } from "../../lexicon/measure-units.ts";
import type { ColumnModel, SchemaModel } from "../../schema/schema-model.ts";
import { comparisonAt, comparisonMeaning, comparisonPredicate } from "./comparison-rules.ts";
import { literalFor } from "./filter-parts.ts";
import { columnsAt, cueEvidence, fragment, lowAt, type Rule, type RuleContext, tablesAt } from "./rule-context.ts";

const OLDEST = 130;
const MOST_TABLES = 3;

const isAgeColumn = ({ type, words }: ColumnModel): boolean => type === "number" && words.join(" ") === "age";

/** Where the tables in focus keep how old somebody is, or when they were born. */
const agesInFocus = ({ focus, schema }: RuleContext): ColumnModel[] =>
  focus
    .slice(0, MOST_TABLES)
    .flatMap((table) => schema.columns.filter((column) => column.table === table && isAgeColumn(column)));

const withAges = new WeakMap<SchemaModel, boolean>();

function hasAges({ schema }: RuleContext): boolean {
  const known = withAges.get(schema);
  if (known !== undefined) return known;
  const found = schema.columns.some(isAgeColumn);
  withAges.set(schema, found);
  return found;
}

/** "30 years old", "30 years of age" */
function behindYears(context: RuleContext, at: number): number {
  if (!/^years?$/.test(lowAt(context, at))) return at;
  if (lowAt(context, at + 1) === "old") return at + 2;
  return lowAt(context, at + 1) === "of" && lowAt(context, at + 2) === "age" ? at + 3 : at;
}

/** Nothing stands behind the number that it could be a number of. */
export function isAlone(context: RuleContext, at: number): boolean {
  const token = context.tokens[at];
  if (token === undefined || !token.isContent) return !/^(?:of|%|\$|€|percent)$/.test(token?.low ?? "");
  return (
    columnsAt(context, at).length === 0 && tablesAt(context, at).length === 0 && kindOfUnit(token.low) === undefined
  );
}

const isAge = (value: number): boolean => Number.isInteger(value) && value > 0 && value < OLDEST;

const ofAge = (
  context: RuleContext,
  span: { readonly start: number; readonly end: number },
  meaning: string,
  predicateOf: (column: ColumnModel) => Predicate,
) =>
  agesInFocus(context).map((column, rank) =>
    fragment(context, {
      ...span,
      pieces: [{ kind: "where", column, predicate: predicateOf(column), isNegated: false }],
      evidence: [
        { ...cueEvidence(span.start, span.end, "number", `${column.words.join(" ")} ${meaning}`), score: 0.8 },
      ],
      quality: 0.9 - 0.1 * rank,
      bonus: 0.4,
      rule: "adjective-comparison",
      assumptions: [`${meaning} is taken of ${column.words.join(" ")}`],
    }),
  );

/** "members over 30", "people between 20 and 25": a plain number said of people is their age. */
export const ageComparisonRule: Rule = (context, at) => {
  if (!hasAges(context)) return [];
  const comparison = comparisonAt(context, at);
  if (!comparison?.hasCue || comparison.op === "=" || !isAge(comparison.value)) return [];
  if (comparison.second !== undefined && !isAge(comparison.second)) return [];
  const end = behindYears(context, comparison.end);
  if (end === comparison.end && !isAlone(context, end)) return [];
  return ofAge(context, { start: at, end }, comparisonMeaning(comparison), (column) =>
    comparisonPredicate(column, comparison),
  );
};

const SAID_OF_AGE = new Set("is are was were turned turns turning".split(" "));
const MOST_AGES = 4;

/** "who is 35 or 36", "technicians who are 36": a plain number behind "is". */
export const agedRule: Rule = (context, at) => {
  if (!SAID_OF_AGE.has(lowAt(context, at)) || !hasAges(context)) return [];
  const ages: number[] = [];
  let end = at + 1;
  for (let next = at + 1; ages.length < MOST_AGES; ) {
    const value = context.tokens[next]?.number;
    if (value === undefined || !isAge(value)) break;
    ages.push(value);
    end = next + 1;
    next = /^(?:or|,)$/.test(lowAt(context, end)) ? end + 1 : end;
    if (next === end) break;
  }
  const behind = behindYears(context, end);
  if (ages.length === 0 || (behind === end && !isAlone(context, end))) return [];
  return ofAge(context, { start: at, end: behind }, ages.join(" or "), (column) => {
    const [only, ...more] = ages.map((age) => literalFor(column, age));
    return only && more.length === 0
      ? { kind: "compare", op: "=", left: column.expr, right: only }
      : { kind: "in", left: column.expr, values: ages.map((age) => literalFor(column, age)) };
  });
};
