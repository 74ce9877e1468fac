import type { ColumnExpr, Predicate } from "@parlance/sql";
import type { ValueMention } from "../mentions/find-mentions.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { askedOf } from "./asked.ts";
import { columnOf } from "./columns.ts";
import { columnsIn, type Flaw, tableOf } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, predicatesOf } from "./inspected.ts";

const ARTICLES = new Set("the all each every those these different distinct".split(" "));

/** "Positions of the players" asks for positions alone, also where some column is called player. */
const ownerShown: Flaw = {
  name: "owner-shown",
  cost: 1.5,
  isIn: (inspected) => {
    const { draft, query, question, shown } = inspected;
    if (query.select.length < 2) return false;
    const projected = draft.path.fragments.filter(({ pieces }) =>
      pieces.some((piece) => piece.kind === "project" && shown.includes(piece.column)),
    );
    return projected.some(({ start }) => {
      let at = start - 1;
      while (ARTICLES.has(question.tokens[at]?.low ?? "")) at -= 1;
      return question.tokens[at]?.low === "of" && projected.some(({ end }) => end === at);
    });
  },
};

/** A word that only longer values hold. */
const isWithin = ({ how, score }: ValueMention): boolean => how === "word" && score > 0.4;

/** "Languages that contain 'English'" is sought in what was named, not in a column that no word names. */
const soughtElsewhere: Flaw = {
  name: "sought-elsewhere",
  cost: 1.5,
  isIn: (inspected) => {
    const { columns } = inspected.question.mentions;
    const { values } = inspected.question.mentions;
    const isNamed = (column: ColumnModel): boolean =>
      columns.some((list) => list.some((mention) => mention.column === column && mention.score > 0.7)) ||
      values.some((list) =>
        list.some((mention) => mention.column === column && (mention.piece !== undefined || isWithin(mention))),
      );
    const isSoughtElsewhere = (predicate: Predicate): boolean => {
      const column = predicate.kind === "like" ? columnOf(predicate.left, inspected.question.schema) : undefined;
      return column !== undefined && !isNamed(column);
    };
    return (
      inspected.blocks.some((block) => predicatesOf(block).some(isSoughtElsewhere)) &&
      inspected.shown.some((column) => column.type === "text" && isNamed(column))
    );
  },
};

/** The pointer to a row that is there itself, and of which all else is taken: the table between is not needed. */
const pointerShown: Flaw = {
  name: "pointer-shown",
  cost: 1.5,
  isIn: (inspected) => {
    const { query } = inspected;
    if (query.groupBy || query.set || query.from || inspected.blocks.length > 1) return false;
    const [only] = inspected.shown;
    if (!only?.refTable || query.select.length !== 1) return false;
    const others = columnsIn(exprsOf(query), inspected).filter((column) => column !== only);
    return others.length > 0 && others.every((column) => column.table.name === only.refTable);
  },
};

/** "When was the largest school founded?" asks for a day alone. */
const besideWhen: Flaw = {
  name: "beside-when",
  cost: 1.5,
  asks: ({ text }) => /^ (?:when|where) /.test(text) && !/ and | each | how many /.test(text),
  isIn: ({ query }) => query.select.length > 1 || query.select.some(({ expr }) => isRowCount(expr)),
};

const isMoment = ({ type, role, source }: ColumnModel): boolean =>
  type === "date" || role === "year" || source.type.kind === "time";

/** "When was the record set?" over a table with dates: a place is no answer. */
const noMoment: Flaw = {
  name: "no-moment",
  cost: 4,
  asks: ({ text, question }) =>
    /^ when (?:was|were|did|is|does|do|will) /.test(text) &&
    question.schema.tables.length === 1 &&
    question.schema.columns.some(isTimely),
  isIn: ({ shown, query }) => query.select.length === 1 && shown.length === 1 && !shown.some(isTimely),
};

/** Also a text that is called a time: "Term", "Opened". */
const isTimely = (column: ColumnModel): boolean =>
  isMoment(column) || column.words.some((word) => /^(?:date|day|year|month|time|term|period|season)s?$/.test(word));

/** "The checking balance" is no balance of savings. */
const ofAnotherOwner: Flaw = {
  name: "of-another-owner",
  cost: 2,
  asks: ({ question }) => askedOf(question).owned.length > 0,
  isIn: (inspected) => {
    const { owned } = askedOf(inspected.question);
    const used = inspected.blocks.flatMap((block) => columnsIn(exprsOf(block), inspected));
    return owned.some(
      ({ meant, own }) => used.some((column) => meant.has(column)) && !used.some((column) => own.has(column)),
    );
  },
};

/** Names go by the alphabet, not numbers. */
const numbersByAlphabet: Flaw = {
  name: "numbers-by-alphabet",
  cost: 1.5,
  asks: ({ text }) => /alphabet|lexicograph/.test(text),
  isIn: (inspected) =>
    columnsIn(
      (inspected.query.order ?? []).map((item) => item.expr),
      inspected,
    ).some((column) => column.role === "id" && column.type === "number"),
};

const equalTo = (predicate: Predicate, op: "=" | "!="): ColumnExpr | undefined =>
  predicate.kind === "compare" && predicate.op === op && predicate.left.kind === "column" ? predicate.left : undefined;

/** Who has an allergy to milk that is no allergy to cats has one to milk: "milk but not cats" says more. */
const idleInequality: Flaw = {
  name: "idle-inequality",
  cost: 2,
  isIn: ({ blocks, question }) =>
    blocks.some(({ select, where }) => {
      if (where?.kind !== "and") return false;
      const shown = select.map(({ expr }) => tableOf(expr));
      const columnsBy = (op: "=" | "!="): (ColumnModel | undefined)[] =>
        where.items.flatMap((item) => {
          const column = equalTo(item, op);
          return column ? [columnOf(column, question.schema)] : [];
        });
      const fixed = columnsBy("=");
      return columnsBy("!=").some(
        (column) => column !== undefined && !shown.includes(column.table.name) && fixed.includes(column),
      );
    }),
};

/** What is shown, or sought, beside what a question asks for. */
export const SHOWN_FLAWS: readonly Flaw[] = [
  ownerShown,
  soughtElsewhere,
  pointerShown,
  besideWhen,
  noMoment,
  ofAnotherOwner,
  numbersByAlphabet,
  idleInequality,
];
