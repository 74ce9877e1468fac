import type { Query } from "@parlance/sql";
import { askedOf } from "./asked.ts";
import { columnOf } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { predicatesOf } from "./inspected.ts";

const FROM_TO = /\bfrom .+ to /;

/** "From Boston to Denver" are two columns. */
const fromAndTo: Flaw = {
  name: "from-and-to",
  cost: 2,
  asks: ({ text }) => FROM_TO.test(text),
  isIn: ({ blocks, question, query }) => {
    const sought = (block: Query): number[] =>
      predicatesOf(block).flatMap((predicate) => {
        if (predicate.kind !== "compare" || predicate.op !== "=" || predicate.right.kind !== "literal") return [];
        const column = columnOf(predicate.left, question.schema);
        return column?.type === "text" ? [column.id] : [];
      });
    const all = blocks.flatMap(sought);
    const isListed = predicatesOf(query).some(
      (predicate) => predicate.kind === "in" && predicate.values.length === 2 && !predicate.isNegated,
    );
    return isListed || new Set(all).size < all.length;
  },
};

/** The same key from two tables, or one column two times. */
const shownTwice: Flaw = {
  name: "shown-twice",
  cost: 2,
  isIn: ({ shown }) =>
    shown.length > 1 &&
    shown.some((column, i) =>
      shown
        .slice(0, i)
        .some(
          (other) =>
            other === column ||
            (other.name.toLowerCase() === column.name.toLowerCase() &&
              (other.refTable === column.table.name || column.refTable === other.table.name)),
        ),
    ),
};

const MEASURING: ReadonlySet<string> = new Set(["sum", "avg", "max", "min"]);

/** The sum of what the groups are made by: of a group's one value. */
const sumsItsGroup: Flaw = {
  name: "sums-its-group",
  cost: 3,
  isIn: ({ blocks, question }) =>
    blocks.some(({ groupBy, order, select }) => {
      if (!groupBy) return false;
      const keys = groupBy.map((key) => columnOf(key, question.schema));
      return [...select, ...(order ?? [])].some(({ expr }) => {
        if (expr.kind !== "aggregate" || !MEASURING.has(expr.fn)) return false;
        const column = columnOf(expr.arg, question.schema);
        return column !== undefined && keys.includes(column);
      });
    }),
};

/** A condition that every row meets: both of "yes" and "no". */
const seeksAllValues: Flaw = {
  name: "seeks-all-values",
  cost: 2.5,
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "in" || predicate.isNegated) return false;
        const profile = columnOf(predicate.left, question.schema)?.profile;
        return profile?.distinct === predicate.values.length && profile.nulls === 0;
      }),
    ),
};

const EVERYTHING =
  /\b(?:all (?:the |of the )?(?:information|info|data|attributes|details)|(?:what|the|any) (?:information|info) (?:do|does|about|on|of))\b/;

/** "All information about the match" is all of its row. */
const rowNotShown: Flaw = {
  name: "row-not-shown",
  cost: 3,
  asks: ({ question, text }) => {
    if (!EVERYTHING.test(text)) return false;
    const at = question.tokens.findIndex(({ low }) => /^(?:information|info|data|attributes|details)$/.test(low));
    return !(question.mentions.columns[at] ?? []).some(({ isSynonym, score }) => score > 0.7 && !isSynonym);
  },
  isIn: ({ query }) => !query.select.some(({ expr }) => expr.kind === "star"),
};

/** The first by its key is the first of nothing. */
const rankedByKey: Flaw = {
  name: "ranked-by-key",
  cost: 2,
  asks: ({ text }) => !/\b(?:ids?|numbers?|codes?|keys?|first|last|latest)\b/.test(text),
  isIn: ({ query, question }) => {
    const first = query.order?.[0];
    if (!first || !query.limit) return false;
    const by = columnOf(first.expr, question.schema);
    return by !== undefined && (by.isPrimary || by.refTable !== undefined);
  },
};

/** "Names and ids of the hotels": a rating's code is no id, and a count beside it does not stand for it. */
const listedIdNotShown: Flaw = {
  name: "listed-id-not-shown",
  cost: 2,
  asks: ({ question, text }) =>
    askedOf(question).wantsId && / ids? and |and (?:the |their )?ids? | ids? ?, /.test(text),
  isIn: ({ shown }) =>
    shown.length > 0 &&
    !shown.some(
      (column) => column.role === "id" || column.isPrimary || column.refTable !== undefined || /id$/i.test(column.name),
    ),
};

/** What is in a list is in it: the list meets itself, and each row of it once. */
const meetsItself: Flaw = {
  name: "meets-itself",
  cost: 3,
  isIn: ({ query }) => {
    if (!query.set) return false;
    const { set, order: _, limit: __, ...left } = query;
    return JSON.stringify(left) === JSON.stringify(set.right);
  },
};

/** One figure has no order. */
const ordersOneFigure: Flaw = {
  name: "orders-one-figure",
  cost: 2.5,
  isIn: ({ blocks }) =>
    blocks.some(
      ({ from, groupBy, order, select }) =>
        order !== undefined &&
        !groupBy &&
        !from &&
        select.length > 0 &&
        select.every(({ expr }) => expr.kind === "aggregate"),
    ),
};

/** Readings that show, sum or rank what cannot have been meant. */
export const UNMEANT_FLAWS: readonly Flaw[] = [
  fromAndTo,
  shownTwice,
  sumsItsGroup,
  seeksAllValues,
  rowNotShown,
  rankedByKey,
  listedIdNotShown,
  meetsItself,
  ordersOneFigure,
];
