import type { Expr } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { columnOf, isAdditive, repeats } from "./columns.ts";
import { COUNTED, type Flaw, hasPiece, inSomeFragment, RANKED } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, type Words } from "./inspected.ts";

/** "top 5 ..." cut off without any order: which five is chance. */
const limitWithoutOrder: Flaw = {
  name: "limit-without-order",
  cost: 4,
  asks: ({ text }) => RANKED.test(text),
  isIn: ({ query }) => query.limit !== undefined && !query.order,
};

/** One row of a value that has many: "which region made the most profit" wants the sum for each region. */
const onePickOfMany: Flaw = {
  name: "one-pick-of-many",
  cost: 2.5,
  isIn: (inspected) => {
    const { query, question, shown } = inspected;
    const first = query.order?.[0];
    if (!first || !query.limit || query.groupBy || query.from || query.isDistinct) return false;
    const by = columnOf(first.expr, question.schema);
    if (!by || !isAdditive(by) || shown.length === 0 || shown.length < query.select.length) return false;
    const named = shown.filter((column) => column.role !== "measure");
    if (named.length === 0) return false;
    const isElsewhere = named.every((column) => column.table !== by.table);
    return isElsewhere || named.every((column) => column.type !== "date" && repeats(column) === true);
  },
};

/** The rows of a group are counted where the words name what is measured: "the highest conversion value". */
const countedInsteadOfMeasured: Flaw = {
  name: "counted-instead-of-measured",
  cost: 3,
  asks: ({ text }) => /\b(?:highest|lowest|largest|smallest|biggest|greatest)\b/.test(text) && !COUNTED.test(text),
  isIn: (inspected) => {
    const first = inspected.query.order?.[0];
    return first !== undefined && isRowCount(first.expr) && !hasPiece(inspected, ["frequent"]);
  },
};

/** Ordered or cut where no word asks for it. */
const orderedUnasked: Flaw = {
  name: "ordered-unasked",
  cost: 2,
  isIn: (inspected) => {
    const { query } = inspected;
    if (!query.order || query.groupBy) return false;
    return (
      !hasPiece(inspected, ["top", "order", "direction", "frequent", "trend", "limit"]) &&
      !/\b(?:sort\w*|order\w* by|rank\w*|alphabetic\w*|first|last|latest|most|least|\w+est)\b/.test(inspected.text)
    );
  },
};

/** "orders above average value" with an average of something else, or of ids and dates. */
const orderedByText: Flaw = {
  name: "ordered-by-text",
  cost: 2.5,
  asks: ({ text }) => RANKED.test(text) && !/alphabet/.test(text),
  isIn: ({ query, question }) => {
    const isText = (expr: Expr): boolean => columnOf(expr, question.schema)?.type === "text";
    const first = query.order?.[0];
    if (first !== undefined && query.limit !== undefined) return isText(first.expr);
    // "Where the name is the highest of all" comes to the same.
    const { where } = query;
    if (where?.kind !== "compare" || where.right.kind !== "scalar") return false;
    const figure = where.right.query.select[0]?.expr;
    return figure?.kind === "aggregate" && (figure.fn === "max" || figure.fn === "min") && isText(figure.arg);
  },
};

/** Several rows were asked for, one comes: "most first" orders, it does not cut. */
const cutUnasked: Flaw = {
  name: "cut-unasked",
  cost: 2,
  asks: ({ text }) => /\b(?:most|highest|biggest|largest|least|lowest|smallest|best) first\b/.test(text),
  isIn: ({ query }) => query.limit?.count === 1 && !query.limit.per,
};

/** The highest number of a key says nothing. */
const extremeOfKey: Flaw = {
  name: "extreme-of-key",
  cost: 3,
  asks: ({ text }) => !/\b(?:id|ids|number|code|key)\b/.test(text),
  isIn: (inspected) =>
    exprsOf(inspected.query).some(
      (expr) =>
        expr.kind === "aggregate" &&
        (expr.fn === "max" || expr.fn === "min") &&
        columnOf(expr.arg, inspected.question.schema)?.role === "id",
    ),
};

const isCount = (expr: Expr): boolean => expr.kind === "aggregate" && expr.fn === "count";

/** "the most leads" ranks by how many leads there are, not by a figure nobody named. */
const mostOfTable: Flaw = {
  name: "most-of-table",
  cost: 2,
  asks: ({ question }) =>
    question.tokens.some((token) => {
      if (!/^(?:most|fewest|least)$/.test(token.low)) return false;
      const after = question.tokens[token.index + 1]?.index;
      const table =
        after === undefined
          ? undefined
          : question.mentions.tables[after]?.find((mention) => mention.score > 0.9)?.table;
      if (!table || after === undefined) return false;
      const isMeasured = (question.mentions.columns[after] ?? []).some(
        (mention) => mention.level === "full" && !mention.isSynonym && mention.column.role === "measure",
      );
      return !isMeasured;
    }),
  isIn: ({ query }) => {
    const first = query.order?.[0];
    return first !== undefined && query.limit !== undefined && !isCount(first.expr);
  },
};

/** "quantity ordered from suppliers": ordered as goods are, not as rows are. */
const orderedAsGoods: Flaw = {
  name: "ordered-as-goods",
  isOfWords: true,
  cost: 2.5,
  isIn: inSomeFragment(({ end, rule, start }, { tokens }) => {
    if (rule !== "order") return false;
    const said = tokens.slice(start, end).map((token) => token.low);
    return (
      /^order/.test(said[0] ?? "") &&
      !said.some((word) => /^(?:by|in|from|asc|desc|alphabet|ascending|descending)/.test(word) && word !== "from")
    );
  }),
};

/** "most popular channel per status" wants one for each status, not one in all; the last name is no top. */
const cutsGroups: Flaw = {
  name: "cuts-groups",
  cost: 2.5,
  isIn: (inspected) => {
    const { query, text } = inspected;
    const isCut =
      query.limit?.count === 1 &&
      !query.limit.per &&
      /\b(?:per|each|every)\b/.test(text) &&
      hasPiece(inspected, ["group"]);
    const isTextExtreme = exprsOf(query).some(
      (expr) =>
        expr.kind === "aggregate" &&
        (expr.fn === "max" || expr.fn === "min") &&
        columnOf(expr.arg, inspected.question.schema)?.type === "text",
    );
    return isCut || (isTextExtreme && !/alphabet|\b(?:last|first) name/.test(text));
  },
};

/** Columns that the word behind "top 5" names; none where it names a table, whose rows are meant then. */
function toppedColumns({ question: { mentions, tokens } }: Words): readonly ColumnModel[] {
  const top = tokens.findIndex(({ low }) => low === "top");
  const next = tokens[top + 1];
  const noun = next?.number === undefined ? next : tokens[top + 2];
  if (top < 0 || noun === undefined) return [];
  if ((mentions.tables[noun.index] ?? []).some(({ score }) => score > CLEAR)) return [];
  return (mentions.columns[noun.index] ?? []).flatMap(({ column, isSynonym, level, score }) =>
    level === "full" && !isSynonym && score > CLEAR && column.role !== "measure" ? [column] : [],
  );
}

const CLEAR = 0.8;

/** "The top 5 sources of leads" are sources. */
const toppedNotShown: Flaw = {
  name: "topped-not-shown",
  cost: 4,
  asks: (words) => /\btop\b/.test(words.text) && toppedColumns(words).length > 0,
  isIn: (inspected) => {
    const topped = toppedColumns(inspected);
    return inspected.query.limit !== undefined && !inspected.shown.some((column) => topped.includes(column));
  },
};

/** The table that the word behind "top 5" names, unless "by" and no measure follow: those may be one top for each. */
function toppedTable({ question: { mentions, tokens } }: Words): TableModel | undefined {
  const top = tokens.findIndex(({ low }) => TOP.test(low));
  const first = tokens[top + 1];
  const noun = first?.number === undefined ? first : tokens[top + 2];
  if (top < 0 || noun === undefined) return undefined;
  const named = (mentions.tables[noun.index] ?? []).find(({ level, score }) => level === "full" && score > CLEAR);
  if (!named || tokens[named.end]?.low !== "by") return named?.table;
  const isMeasured = (mentions.columns[named.end + 1] ?? []).some(
    ({ column, level }) => column.role === "measure" && (level === "full" || level === "own"),
  );
  return isMeasured ? named.table : undefined;
}

const TOP = /^(?:top|bottom|best|worst)$/;

/** "The top 5 customers by revenue", "our best customers" are customers, not who has the most of them. */
const othersRanked: Flaw = {
  name: "others-ranked",
  cost: 4,
  asks: (words) => / (?:top|bottom|best|worst) /.test(words.text) && toppedTable(words) !== undefined,
  isIn: (inspected) => {
    const table = toppedTable(inspected);
    const { groupBy, limit } = inspected.query;
    if (!groupBy || !limit) return false;
    return !groupBy.some((expr) => columnOf(expr, inspected.question.schema)?.table === table);
  },
};

export const RANKING_FLAWS: readonly Flaw[] = [
  toppedNotShown,
  othersRanked,
  limitWithoutOrder,
  onePickOfMany,
  countedInsteadOfMeasured,
  orderedUnasked,
  orderedByText,
  cutUnasked,
  extremeOfKey,
  mostOfTable,
  orderedAsGoods,
  cutsGroups,
];
