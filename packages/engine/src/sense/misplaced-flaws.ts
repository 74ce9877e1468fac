import type { AggregateExpr } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Fragment } from "../generate/piece.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { askedOf } from "./asked.ts";
import { columnOf } from "./columns.ts";
import { type Flaw, inSomeFragment } from "./flaw.ts";
import { predicatesOf } from "./inspected.ts";

const comparedIn = ({ pieces }: Fragment): ColumnModel[] =>
  pieces.flatMap((piece) => (piece.kind === "where" && piece.column.type === "number" ? [piece.column] : []));

/** "A population over 1500 or less than 500" speaks of one figure. */
const figuresOfTwo: Flaw = {
  name: "figures-of-two",
  cost: 2,
  isOfWords: true,
  asks: ({ text }) =>
    / (?:or|and|but) (?:is |are |was |were )?(?:less|more|fewer|greater|lower|higher|smaller|larger|below|above|under|over|at) /.test(
      text,
    ),
  isIn: ({ draft, question }) => {
    const { fragments } = draft.path;
    return fragments.some((second) => {
      if (second.rule !== "bare-comparison") return false;
      const before = question.tokens[second.start - 1]?.low ?? "";
      if (!/^(?:or|and|but)$/.test(before)) return false;
      const first = fragments.find(({ end }) => end === second.start - 1);
      const [one] = first ? comparedIn(first) : [];
      return one !== undefined && comparedIn(second).some((other) => other !== one);
    });
  },
};

/** Names of one kind of thing are not among those of another: "staff and the courses they teach" is no intersection. */
const listsOfTwoKinds: Flaw = {
  name: "lists-of-two-kinds",
  cost: 2,
  isIn: ({ query, question }) => {
    if (!query.set || query.set.op === "union" || query.set.op === "unionAll") return false;
    const other = query.set.right;
    return query.select.some(({ expr }, at) => {
      const one = columnOf(expr, question.schema);
      const two = other.select[at] ? columnOf(other.select[at].expr, question.schema) : undefined;
      return one !== undefined && two !== undefined && one !== two && !isTied(one, two);
    });
  },
};

const isTied = (one: ColumnModel, two: ColumnModel): boolean =>
  one.name.toLowerCase() === two.name.toLowerCase() ||
  one.refTable === two.table.name ||
  two.refTable === one.table.name ||
  (one.refTable !== undefined && one.refTable === two.refTable);

const BETWEEN = new Set("is of as a an the named called = : was".split(" "));

/** "Grade C" is sought among grades, not among initials that hold a C as well. */
const valueOfAnother: Flaw = {
  name: "value-of-another",
  cost: 2,
  isOfWords: true,
  isIn: inSomeFragment(({ evidence, pieces }, question) =>
    evidence.some(({ end, role, start }) => {
      if (role !== "value") return false;
      const named = namedBeside(question, start, end);
      return (
        named.size > 0 &&
        pieces.some((piece) => piece.kind === "where" && !named.has(piece.column) && piece.column.type === "text")
      );
    }),
  ),
};

/** Columns that hold the value and are named right before or behind it. */
function namedBeside({ mentions, tokens }: AnalyzedQuestion, start: number, end: number): ReadonlySet<ColumnModel> {
  const holding = new Set(
    (mentions.values[start] ?? []).flatMap((value) =>
      value.end === end && value.how !== "word" ? [value.column] : [],
    ),
  );
  if (holding.size < 2) return new Set();
  let at = start - 1;
  while (at > start - 3 && BETWEEN.has(tokens[at]?.low ?? "")) at -= 1;
  const before = mentions.columns.flatMap((list) => list.filter((mention) => mention.end === at + 1));
  const behind = mentions.columns[end] ?? [];
  return new Set(
    [...before, ...behind].flatMap(({ column, score }) => (score > 0.6 && holding.has(column) ? [column] : [])),
  );
}

/** What is sought is known: "the lessons of the customer called Ann" shows no Ann beside them. */
const soughtShown: Flaw = {
  name: "sought-shown",
  cost: 2,
  isIn: ({ draft, query, question, shown }) => {
    if (query.select.length < 2 || query.set || query.from) return false;
    const sought = predicatesOf(query).flatMap((predicate) => {
      if (predicate.kind !== "compare" || predicate.op !== "=" || predicate.right.kind !== "literal") return [];
      const column = columnOf(predicate.left, question.schema);
      return column ? [column] : [];
    });
    if (query.where?.kind === "or") return false;
    const { leadEnd } = askedOf(question);
    const isAsked = (column: ColumnModel): boolean =>
      draft.path.fragments.some(
        ({ pieces, start }) =>
          start < leadEnd && pieces.some((piece) => piece.kind === "project" && piece.column === column),
      );
    return shown.some((column) => sought.includes(column) && !isAsked(column));
  },
};

/** "The average total number of passengers" is one figure. */
const twoFiguresOfOne: Flaw = {
  name: "two-figures-of-one",
  cost: 2,
  asks: ({ text }) =>
    / (?:average|mean|maximum|minimum|highest|lowest) total | total (?:average|maximum|minimum) /.test(text),
  isIn: ({ query }) => {
    const figures = query.select.flatMap(({ expr }) => (expr.kind === "aggregate" ? [expr] : []));
    return figures.some((one, at) => figures.slice(0, at).some((other) => one.fn !== other.fn && isOfSame(one, other)));
  },
};

const isOfSame = (one: AggregateExpr, other: AggregateExpr): boolean =>
  JSON.stringify(one.arg) === JSON.stringify(other.arg);

/** What was said is put in another place than it has. */
export const MISPLACED_FLAWS: readonly Flaw[] = [
  figuresOfTwo,
  listsOfTwoKinds,
  valueOfAnother,
  soughtShown,
  twoFiguresOfOne,
];
