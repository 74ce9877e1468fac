import type { LiteralExpr } from "@parlance/sql";
import { columnOf, isAdditive } from "./columns.ts";
import { COUNTED, type Flaw } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, predicatesOf } from "./inspected.ts";

/** "conversions" counted by type: the word is the table's own name. */
const countsAnother: Flaw = {
  name: "counts-another",
  cost: 1.5,
  asks: ({ text }) => !/\b(?:different|distinct|unique)\b/.test(text),
  isIn: (inspected) => {
    const { select } = inspected.query;
    const expr = select[0]?.expr;
    if (select.length > 1 || expr?.kind !== "aggregate" || expr.fn !== "count") return false;
    const column = columnOf(expr.arg, inspected.question.schema);
    if (!column) return false;
    const counted = inspected.draft.path.fragments.find((fragment) =>
      fragment.pieces.some((piece) => piece.kind === "count" && piece.column === column),
    );
    if (!counted) return false;
    return inspected.question.mentions.tables.some((list, at) =>
      list.some(
        (mention) =>
          at >= counted.start && mention.end <= counted.end + 1 && mention.score >= 0.9 && mention.level !== "part",
      ),
    );
  },
};

/** "customers who bought tents" wants them listed. */
const countsUnasked: Flaw = {
  name: "counts-unasked",
  cost: 2,
  asks: ({ text }) => !COUNTED.test(text) && !/\bmany\b/.test(text),
  isIn: ({ query, text, draft }) => {
    const expr = query.select[0]?.expr;
    if (query.select.length > 1 || query.groupBy || query.from) return false;
    if (expr?.kind !== "aggregate" || expr.fn !== "count") return false;
    return !draft.form.includes("counted-rows") || /\b(?:who|whose|that|which)\b/.test(text);
  },
};

/** A list of figures where one figure was asked: "how much", "quantity ordered from ...". */
const listsFigures: Flaw = {
  name: "lists-figures",
  cost: 1.5,
  asks: ({ text }) =>
    / how (?:much|many) /.test(text) || !/^ (?:list|show|display|give|what are|find|which|return|get)/.test(text),
  isIn: ({ query, shown }) => {
    if (query.groupBy || query.order || query.limit || query.from || query.isDistinct) return false;
    const [only] = shown;
    return only !== undefined && query.select.length === 1 && isAdditive(only);
  },
};

/** "How many customers ordered more than once" answered with the customers. */
const listsCounted: Flaw = {
  name: "lists-counted",
  cost: 2,
  asks: ({ text }) => /^ how many /.test(text) && !/\b(?:per|each|every|by|for|which|who|and)\b/.test(text),
  isIn: ({ query }) =>
    query.groupBy !== undefined &&
    query.having !== undefined &&
    query.select.some(({ expr }) => expr.kind === "column"),
};

/** A yes/no column added up, or both of its values wanted at once. */
const flagMisused: Flaw = {
  name: "flag-misused",
  cost: 2.5,
  isIn: (inspected) =>
    exprsOf(inspected.query).some((expr) => {
      if (expr.kind !== "aggregate" || expr.fn !== "sum") return false;
      const profile = columnOf(expr.arg, inspected.question.schema)?.profile;
      return (
        profile !== undefined &&
        profile.distinct <= 2 &&
        profile.min === "0" &&
        profile.max === "1" &&
        !/\bhow many\b/.test(inspected.text)
      );
    }) ||
    predicatesOf(inspected.query).some(
      (predicate) =>
        predicate.kind === "in" &&
        (new Set(predicate.values.map(literalText)).size < predicate.values.length ||
          (predicate.values.every((value) => value.type === "boolean") && !inspected.query.groupBy)),
    ),
};

const literalText = (literal: LiteralExpr): string => String(literal.value);

const PEOPLE =
  /custom|client|employ|staff|rep|lead|student|user|member|person|people|passenger|patient|player|author|teacher|driver|contact|account|voter|guest|singer|artist|worker|visitor|victim/;
/** People are asked for and the rows are of something else. */
const countsNoPeople: Flaw = {
  name: "counts-no-people",
  cost: 3,
  asks: ({ text }) => / how many (?:people|persons|employees|workers) /.test(text),
  isIn: ({ query, question }) =>
    query.select.some(({ expr }) => {
      if (!isRowCount(expr) || expr.arg.kind !== "star") return false;
      const { table: name } = expr.arg;
      const table = question.schema.tables.find((candidate) => candidate.name === name);
      return (
        table !== undefined &&
        !PEOPLE.test(`${table.name} ${table.nameColumns.map((column) => column.name).join(" ")}`.toLowerCase())
      );
    }),
};

export const COUNTING_FLAWS: readonly Flaw[] = [
  countsAnother,
  countsUnasked,
  listsFigures,
  flagMisused,
  listsCounted,
  countsNoPeople,
];
