import { columnOf, isAdditive, repeats } from "./columns.ts";
import { COUNTED, columnsIn, type Flaw, hasPiece, RANKED, shownExprs } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf } from "./inspected.ts";

/** "top 5 ..." cut off without any order: which five is chance. */
const limitWithoutOrder: Flaw = {
  name: "limit-without-order",
  cost: 4,
  isIn: ({ query, text }) => query.limit !== undefined && !query.order && RANKED.test(text),
};

/** One row of a value that has many: "which region made the most profit" wants the sum for each region. */
const onePickOfMany: Flaw = {
  name: "one-pick-of-many",
  cost: 2.5,
  isIn: (inspected) => {
    const { query } = inspected;
    const [first] = query.order ?? [];
    if (!first || !query.limit || query.groupBy || query.from || query.isDistinct) return false;
    const by = columnsIn([first.expr], inspected)[0];
    const shown = columnsIn(shownExprs(query), inspected);
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
  isIn: (inspected) => {
    const { query, text } = inspected;
    const [first] = query.order ?? [];
    if (!first || !isRowCount(first.expr) || COUNTED.test(text)) return false;
    if (!/\b(?:highest|lowest|largest|smallest|biggest|greatest)\b/.test(text)) return false;
    return !hasPiece(inspected, ["frequent"]);
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
  isIn: (inspected) => {
    const { query, text } = inspected;
    const [first] = query.order ?? [];
    if (!first || !query.limit || /alphabet/.test(text)) return false;
    const by = columnsIn([first.expr], inspected)[0];
    return by !== undefined && by.type === "text" && RANKED.test(text);
  },
};

/** Several rows were asked for, one comes: "most first" orders, it does not cut. */
const cutUnasked: Flaw = {
  name: "cut-unasked",
  cost: 2,
  isIn: ({ query, text }) =>
    query.limit?.count === 1 &&
    !query.limit.per &&
    /\b(?:most|highest|biggest|largest|least|lowest|smallest|best) first\b/.test(text),
};

/** The highest number of a key says nothing. */
const extremeOfKey: Flaw = {
  name: "extreme-of-key",
  cost: 3,
  isIn: (inspected) =>
    !/\b(?:id|ids|number|code|key)\b/.test(inspected.text) &&
    exprsOf(inspected.query).some(
      (expr) =>
        expr.kind === "aggregate" &&
        (expr.fn === "max" || expr.fn === "min") &&
        columnOf(expr.arg, inspected.question.schema)?.role === "id",
    ),
};

/** "the most leads" ranks by how many leads there are, not by a figure nobody named. */
const mostOfTable: Flaw = {
  name: "most-of-table",
  cost: 2,
  isIn: (inspected) => {
    const { question, query } = inspected;
    const [first] = query.order ?? [];
    if (!first || !query.limit) return false;
    return question.tokens.some((token) => {
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
      return !isMeasured && !(first.expr.kind === "aggregate" && first.expr.fn === "count");
    });
  },
};

/** "quantity ordered from suppliers": ordered as goods are, not as rows are. */
const orderedAsGoods: Flaw = {
  name: "ordered-as-goods",
  isOfWords: true,
  cost: 2.5,
  isIn: ({ draft, question }) =>
    draft.path.fragments.some((fragment) => {
      if (fragment.rule !== "order") return false;
      const said = question.tokens.slice(fragment.start, fragment.end).map((token) => token.low);
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
    const isEach = /\b(?:per|each|every)\b/.test(text);
    const isCut = isEach && query.limit?.count === 1 && !query.limit.per && hasPiece(inspected, ["group"]);
    const isTextExtreme = exprsOf(query).some(
      (expr) =>
        expr.kind === "aggregate" &&
        (expr.fn === "max" || expr.fn === "min") &&
        columnOf(expr.arg, inspected.question.schema)?.type === "text",
    );
    return isCut || (isTextExtreme && !/alphabet|\b(?:last|first) name/.test(text));
  },
};

export const RANKING_FLAWS: readonly Flaw[] = [
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
