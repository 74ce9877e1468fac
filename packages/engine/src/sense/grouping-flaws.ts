import { containsAggregate, type Query } from "@parlance/sql";
import { asksForGroups, isArranged } from "../dropped-grouping.ts";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { askedOf } from "./asked.ts";
import { columnOf, isIntensive, repeats } from "./columns.ts";
import { columnsIn, type Flaw, hasPiece, tableOf } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, type Inspected } from "./inspected.ts";

const FEW = 30;

/** One group for each price or amount, or for each row: next to a figure that is hardly ever meant. */
const groupedByMeasure: Flaw = {
  name: "grouped-by-measure",
  cost: 3,
  isIn: (inspected) => {
    if (!inspected.blocks.some((block) => block.groupBy || block.limit?.per)) return false;
    const asked = askedKeys(inspected);
    return inspected.blocks.some((block) => {
      if (isOfEachRow(block, inspected)) return false;
      const keys = columnsIn([...(block.groupBy ?? []), ...(block.limit?.per ?? [])], inspected);
      const isPlain = keys.length === 1 && block.limit?.per === undefined;
      const shown = showsNoFigure(block) && (keys.length > 1 || block.having) ? projectedIn(inspected) : undefined;
      return keys.some((column) => {
        if (shown?.has(column) || isFrequent(inspected, column)) return false;
        if (column.isPrimary) return asked.size > 0 && !asked.has(column) && keys.length > 1;
        if (column.role !== "measure" || (isPlain && asked.get(column) === true)) return false;
        return !asked.has(column) || (column.profile?.distinct ?? 0) > FEW;
      });
    });
  },
};

/** "Average order value": what each row of the orders is worth, which their lines tell. */
const isOfEachRow = (block: Query, { draft, query }: Inspected): boolean =>
  block !== query && draft.path.fragments.some(({ rule }) => rule === "nested-worth");

const showsNoFigure = ({ limit, select }: Query): boolean =>
  limit?.per === undefined && !select.some(({ expr }) => containsAggregate(expr));

/** "The most common major" */
const isFrequent = ({ draft }: Inspected, column: ColumnModel): boolean =>
  draft.path.fragments.some(({ pieces }) => pieces.some((piece) => piece.kind === "frequent" && piece.key === column));

/** "Name and hours of the project with the most scientists" groups by what it shows. */
const projectedIn = ({ draft, question }: Inspected): ReadonlySet<ColumnModel> =>
  new Set(
    draft.path.fragments.flatMap(({ pieces, start }) =>
      pieces.flatMap((piece) => (piece.kind === "project" && start < askedOf(question).leadEnd ? [piece.column] : [])),
    ),
  );

/** What the words group by, and whether they leave no doubt: "per" and "each", not "by". */
function askedKeys({ draft }: Inspected): ReadonlyMap<ColumnModel, boolean> {
  const asked = new Map<ColumnModel, boolean>();
  for (const fragment of draft.path.fragments)
    for (const piece of fragment.pieces) {
      if (piece.kind !== "group") continue;
      if (piece.key.kind === "column") asked.set(piece.key.column, piece.isStrong);
      if (piece.key.kind === "table" && piece.key.table.keyColumn) asked.set(piece.key.table.keyColumn, true);
    }
  return asked;
}

/** Average temperature per month is an average within the month, not of the month's sum. */
const averagedSums: Flaw = {
  name: "averaged-sums",
  cost: 3,
  isIn: (inspected) => {
    const { draft, query, text } = inspected;
    // What an order is worth is the sum of its lines.
    if (draft.path.fragments.some(({ rule }) => rule === "nested-worth")) return false;
    const inner = query.from?.select.at(-1)?.expr;
    if (query.select[0]?.expr.kind !== "aggregate" || inner?.kind !== "aggregate" || inner.fn !== "sum") return false;
    const column = columnOf(inner.arg, inspected.question.schema);
    if (!column || /\b(?:total|sum)\b/.test(text)) return false;
    return isIntensive(column) || /\b(?:value|size)\b/.test(text) || !isDaily(column);
  },
};

/** Figures booked per period already: their average per period is asked for more often than the average row. */
const isDaily = (column: ColumnModel): boolean => !column.table.keyColumn || !/price|amount|score/.test(column.name);

/** Two figures of which the words name only one. */
const figuresUnasked: Flaw = {
  name: "figures-unasked",
  cost: 1.5,
  asks: ({ text }) => !/\b(?:and|both|,)\b/.test(text) && !text.includes(" , "),
  isIn: (inspected) => {
    if (inspected.query.select.length < 2) return false;
    const summed = inspected.query.select.flatMap(({ expr }) =>
      expr.kind === "aggregate" ? columnsIn([expr.arg], inspected) : [],
    );
    return new Set(summed).size > 1;
  },
};

const countsRowsOf = (inspected: Inspected, isOne: (column: ColumnModel) => boolean): boolean =>
  inspected.blocks.some((block) => {
    if (!block.groupBy || block.from) return false;
    const keys = columnsIn(block.groupBy, inspected);
    const [key] = keys;
    if (!key || keys.length < block.groupBy.length) return false;
    const counts = exprsOf(block).filter(isRowCount);
    const isOwn = counts.some((expr) => expr.arg.kind === "star" && expr.arg.table === key.table.name);
    const isAlone =
      exprsOf(block).every((expr) => (tableOf(expr) ?? key.table.name) === key.table.name) && !block.anchors?.length;
    return isOwn && isAlone && keys.some((column) => repeats(column) === false && isOne(column));
  });

const FEW_ROWS = 30;

const SMALLEST = 3;
const NAMED = 0.7;

const twins = new WeakMap<ColumnModel, boolean>();

/** A column of the same name whose values repeat is the one to count by. */
function hasRepeatingTwin(column: ColumnModel, schema: SchemaModel): boolean {
  let has = twins.get(column);
  if (has === undefined) {
    const name = column.stems.join();
    has = schema.columns.some((other) => repeats(other) === true && other.stems.join() === name);
    twins.set(column, has);
  }
  return has;
}

const NAME_WORDS = new Set("name title label first last full".split(" "));

/** The name of the row itself, not of its manager or its host. */
const isOwnName = ({ stems, table, words }: ColumnModel): boolean =>
  table.nameColumns.some((column) => column.words === words) &&
  words.every((word, at) => word.length === 1 || NAME_WORDS.has(word) || table.stems.includes(stems[at] ?? ""));

/** No row repeats it by what it is, and not because the rows are few; or nobody spoke of it. */
const isOneOfEach = (column: ColumnModel, { mentions, schema }: AnalyzedQuestion): boolean =>
  !mentions.columns.some((list) => list.some((mention) => mention.column === column && mention.score > NAMED)) ||
  column.isPrimary ||
  isOwnName(column) ||
  column.table.columns.length <= SMALLEST ||
  (column.profile?.rows ?? 0) > FEW_ROWS ||
  hasRepeatingTwin(column, schema);

/** How many rows a row of one's own is: one. Counting needs another table, or a column whose values repeat. */
const countsItself: Flaw = {
  name: "counts-itself",
  cost: 4,
  isIn: (inspected) => countsRowsOf(inspected, (column) => isOneOfEach(column, inspected.question)),
};

/** The same of a column that repeats in none of a few rows, and may in the next. */
const countsOnes: Flaw = {
  name: "counts-ones",
  cost: 1.5,
  isIn: (inspected) => countsRowsOf(inspected, (column) => !isOneOfEach(column, inspected.question)),
};

/** One figure was asked for, "how many ...", and there is one for each of something that no word speaks of. */
const groupsUnasked: Flaw = {
  name: "groups-unasked",
  cost: 2,
  asks: ({ text }) => /^ how many |, how many \? $/.test(text),
  isIn: (inspected) => {
    if (!inspected.query.groupBy) return false;
    return (
      !hasPiece(inspected, ["group", "top", "trend", "countWhere", "frequent", "versus"]) ||
      (!/\b(?:per|by|each|every|in|across|for)\b/.test(inspected.text) && !hasPiece(inspected, ["countWhere", "top"]))
    );
  },
};

/** "average cost per warehouse" without the warehouses: figures that belong to nobody. */
const hiddenKeys: Flaw = {
  name: "hidden-keys",
  cost: 2,
  isIn: (inspected) => {
    const { query } = inspected;
    if (!query.groupBy || query.from || query.limit || !hasPiece(inspected, ["group"])) return false;
    return query.select.every(({ expr }) => expr.kind === "aggregate");
  },
};

/** "per warehouse" was said and nothing is grouped or ordered. */
const groupsDropped: Flaw = {
  name: "groups-dropped",
  cost: 2,
  asks: ({ question }) => asksForGroups(question),
  isIn: ({ query }) => !isArranged(query),
};

export const GROUPING_FLAWS: readonly Flaw[] = [
  groupedByMeasure,
  averagedSums,
  figuresUnasked,
  countsItself,
  countsOnes,
  groupsUnasked,
  hiddenKeys,
  groupsDropped,
];
