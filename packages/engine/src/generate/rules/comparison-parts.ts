import type { CompareOp } from "@parlance/sql";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import { unitKindOf } from "../../lexicon/measure-units.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { repeats } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnsAt,
  fragment,
  gradedColumns,
  measuresInFocus,
  type RuleContext,
  tablesAt,
} from "./rule-context.ts";

interface Bound {
  readonly op: CompareOp;
  readonly value: number;
  readonly second?: number;
  readonly hasCue: boolean;
}

const TIMED = new Set(["time", "duration", "runtime", "minutes", "hours", "seconds"]);
const STRETCHED = new Set(["length", "distance", "height", "width", "depth", "elevation", "altitude", "dist"]);

/** "longer than 10 miles" is no time, "longer than 2 hours" no distance. */
export function isOtherKind(column: ColumnModel, unit: "time" | "length" | "mass" | undefined): boolean {
  const own = unitKindOf(column.source);
  if (unit === undefined || own !== undefined) return unit !== undefined && own !== unit;
  return column.words.some((word) => (unit === "length" ? TIMED : STRETCHED).has(word)) && unit !== "mass";
}

const MEASURED: readonly (readonly [units: ReadonlySet<string>, columns: ReadonlySet<string>])[] = [
  [
    new Set("kg kilo kilos kilogram kilograms pound pounds lb lbs ton tons tonne tonnes gram grams g".split(" ")),
    new Set("weight mass tonnage load weights tons".split(" ")),
  ],
  [
    new Set("cm centimeter centimeters centimetre centimetres inch inches".split(" ")),
    new Set("height width depth length size".split(" ")),
  ],
  [
    new Set(
      "km mile miles kilometer kilometers kilometre kilometres m meter meters metre metres foot feet ft".split(" "),
    ),
    new Set("distance length height elevation altitude depth width mileage range prominence".split(" ")),
  ],
  [new Set("mph knot knots kmh".split(" ")), new Set("speed velocity wind gust".split(" "))],
  [
    new Set("dollar dollars usd euro euros eur bucks $ € £".split(" ")),
    new Set(
      "price cost fee salary wage pay amount budget revenue value sales profit income balance charge fare rent rental total spent gross".split(
        " ",
      ),
    ),
  ],
  [new Set("percent percentage %".split(" ")), new Set("percent percentage share rate pct ratio".split(" "))],
];

interface Comparable {
  readonly column: ColumnModel;
  /** It is measured in the unit that was said. */
  readonly isOfUnit: boolean;
}

/** Adjectives that any figure may be compared by. */
const PLAIN = new Set("high low great large big small good bad late early".split(" "));

/** Figures of the tables in focus that a number may be compared with: "over 60 kg" is a weight, "longer than 4" no rating. */
export function comparableInFocus(context: RuleContext, at: number, unit: string): readonly Comparable[] {
  const [, words] = MEASURED.find(([units]) => units.has(unit)) ?? [];
  const isNamed = (column: ColumnModel): boolean =>
    context.mentions.columns.some((list) => list.some((mention) => mention.end === at && mention.column === column));
  const fitting = words ? figuresInFocus(context).filter((column) => column.words.some((word) => words.has(word))) : [];
  // "Weigh more than 5000 grams" names its column itself.
  const ofUnit = fitting.some(isNamed) ? [] : fitting;
  const found = ofUnit.length > 0 ? ofUnit.slice(0, MOST_FIGURES) : measuresInFocus(context);
  const measured = specificAt(context, at);
  return found.flatMap((column) =>
    measured === undefined || measured.has(column) ? [{ column, isOfUnit: ofUnit.length > 0 }] : [],
  );
}

const MOST_FIGURES = 4;
const figuresInFocus = (context: RuleContext): ColumnModel[] =>
  context.focus.slice(0, 3).flatMap(({ columns }) => columns.filter(({ role }) => role === "measure"));

/** What an adjective such as "longer" measures; undefined where it says nothing of that. */
export function specificAt(context: RuleContext, at: number): ReadonlySet<ColumnModel> | undefined {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  const gradables = adjective?.value.filter(({ forms }) => !PLAIN.has(forms[0])) ?? [];
  if (gradables.length === 0 || gradables.length < (adjective?.value.length ?? 0)) return undefined;
  return new Set(gradables.flatMap((gradable) => gradedColumns(context, gradable).map(({ column }) => column)));
}

/** "nations with at least two athletes" where athlete is a text of every row: rows of each nation are counted. */
export function columnCounts(
  context: RuleContext,
  at: number,
  comparison: Bound,
  next: number,
  evidence: Evidence,
): Fragment[] {
  if (!comparison.hasCue || comparison.second !== undefined || !Number.isInteger(comparison.value)) return [];
  if (tablesAt(context, next).some(({ score }) => score > 0.8)) return [];
  return columnsAt(context, next)
    .filter(({ column, score }) => column.type === "text" && score > 0.75 && isGroupedBefore(context, at, column))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "countWhere", table: mention.column.table, op: comparison.op, value: comparison.value }],
        evidence: [evidence, columnEvidence(mention)],
        quality: mention.score * 1.1,
        bonus: 0.5,
        rule: "count-comparison",
      }),
    );
}

/** Another column of the table that many rows share was said before. */
const isGroupedBefore = (context: RuleContext, at: number, counted: ColumnModel): boolean =>
  context.tokens
    .slice(0, at)
    .some(({ index }) =>
      columnsAt(context, index).some(
        ({ column, score }) =>
          column !== counted && column.table === counted.table && score > 0.75 && repeats(column) === true,
      ),
    );
