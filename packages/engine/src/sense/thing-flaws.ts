import { blockTables, type Expr, type Query } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { exprsOf } from "./inspected.ts";

const NAMED = 0.4;

const SUPERLATIVE = /(?:est|^worst|^latest)$/;
const NO_SUPERLATIVE =
  /^(?:rest|test|west|forest|interest|request|guest|east|quest|harvest|contest|best|latest|earliest)$/;

const things = new WeakMap<AnalyzedQuestion, boolean>();

/** "the oldest bridge", "our cheapest product": a superlative right before what the rows are. */
function asksForThing(question: AnalyzedQuestion): boolean {
  const earlier = things.get(question);
  if (earlier !== undefined) return earlier;
  const found = question.tokens.some(
    ({ low, index }) => SUPERLATIVE.test(low) && !NO_SUPERLATIVE.test(low) && isThing(question, index + 1),
  );
  things.set(question, found);
  return found;
}

/** What the rows are called: by a table's name, or by the column that names them. */
const isThing = ({ mentions }: AnalyzedQuestion, at: number): boolean =>
  (mentions.tables[at] ?? []).some(({ score }) => score >= NAMED) ||
  (mentions.columns[at] ?? []).some(({ column, score }) => score >= NAMED && column.table.nameColumns[0] === column);

const isNamed = ({ mentions }: AnalyzedQuestion, column: ColumnModel): boolean =>
  mentions.columns.some((at) => at.some((mention) => mention.column === column && mention.score >= NAMED));

const extremeOf = (expr: Expr, question: AnalyzedQuestion): ColumnModel | undefined =>
  expr.kind === "aggregate" && (expr.fn === "max" || expr.fn === "min")
    ? columnOf(expr.arg, question.schema)
    : undefined;

/** "What is the oldest bridge" asks for the bridge: its opening day, of which nothing was said, is no answer. */
const figureForThing: Flaw = {
  name: "figure-for-thing",
  cost: 2.2,
  asks: ({ question }) => asksForThing(question),
  isIn: ({ query, question }) => {
    const groups = query.groupBy?.length ?? 0;
    const rest = query.select.slice(groups);
    return (
      !query.from &&
      !query.limit &&
      rest.length > 0 &&
      rest.every(({ expr }) => {
        const column = extremeOf(expr, question);
        return column !== undefined && !isNamed(question, column);
      })
    );
  },
};

/** Groups by a kind and by what tells the rows apart are the rows: "the shallowest lake per county" is none of them. */
const figureOfOneRow: Flaw = {
  name: "figure-of-one-row",
  cost: 2,
  asks: ({ question }) => question.schema.tables.length > 0,
  isIn: ({ query, question }) => {
    const keys = query.groupBy ?? [];
    if (keys.length < 2 || query.from || blockTables(query).length !== 1) return false;
    if (!query.select.some(({ expr }) => extremeOf(expr, question) !== undefined)) return false;
    return keys.some((key) => {
      const column = columnOf(key, question.schema);
      return column !== undefined && repeats(column) === false;
    });
  },
};

const AVERAGE = / (?:average|mean|avg|averages) /;
const isAveraged = (query: Query): boolean =>
  exprsOf(query).some((expr) => (expr.kind === "aggregate" && expr.fn === "avg") || isCalledSo(expr));
/** A column that is called an average, and a share of a count, which is one. */
const isCalledSo = (expr: Expr): boolean =>
  (expr.kind === "column" && /av(?:era)?g|mean/i.test(expr.column)) || (expr.kind === "arithmetic" && expr.op === "/");

/** "Which county has the lowest average depth" by a sum or by the rows. */
const averageLeftOut: Flaw = {
  name: "average-left-out",
  cost: 2,
  asks: ({ text }) => AVERAGE.test(text),
  isIn: ({ blocks }) => !blocks.some(isAveraged),
};

/** A person's name may be kept in parts. */
const PART_OF_NAME = /^(?:first|last|middle|family|given|full|nick|user|sur)$/;

/** "Who is the oldest member" is the member's name: no other name of the row, such as its gym's or its city's. */
const anotherName: Flaw = {
  name: "another-name",
  cost: 1.5,
  asks: ({ text }) => / who /.test(text),
  isIn: ({ shown, question }) =>
    shown.some((column) => {
      const [name, ...others] = column.table.nameColumns;
      if (!name || !others.includes(column) || shown.includes(name)) return false;
      return !PART_OF_NAME.test(column.words[0] ?? "") && !isNamed(question, column);
    }),
};

export const THING_FLAWS: readonly Flaw[] = [figureForThing, figureOfOneRow, averageLeftOut, anotherName];
