import type { Fragment, Measure } from "../generate/piece.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { askedOf } from "./asked.ts";
import { columnsIn, type Flaw, inSomeFragment } from "./flaw.ts";
import { predicatesOf } from "./inspected.ts";

const ARTICLES = new Set("the their its".split(" "));

/** "Names and genders of the staff" shows genders; none is sought. */
const listedAsCondition: Flaw = {
  name: "listed-as-condition",
  cost: 1.5,
  isOfWords: true,
  isIn: ({ draft, question }) => {
    const { fragments } = draft.path;
    const { leadEnd } = askedOf(question);
    return fragments.some(({ rule, start }) => {
      if (rule !== "flag" || start >= leadEnd) return false;
      let at = start - 1;
      while (ARTICLES.has(question.tokens[at]?.low ?? "")) at -= 1;
      if (!/^(?:and|,)$/.test(question.tokens[at]?.low ?? "")) return false;
      return fragments.some(({ end, pieces }) => end === at && pieces.some(({ kind }) => kind !== "where"));
    });
  },
};

const SORTS = new Set("different distinct unique other of the".split(" "));

/** "At least three different products" is no price of three, "played the most sports" no greatest age. */
const thingsAsFigure: Flaw = {
  name: "things-as-figure",
  cost: 1.5,
  isOfWords: true,
  isIn: inSomeFragment(({ end, rule }, question) => {
    const isMost = rule === "bare-extreme" && /^(?:most|fewest|least)$/.test(question.tokens[end - 1]?.low ?? "");
    if (rule !== "bare-comparison" && !isMost) return false;
    let at = end;
    while (SORTS.has(question.tokens[at]?.low ?? "")) at += 1;
    return (question.mentions.tables[at] ?? []).some(({ score }) => score > 0.7);
  }),
};

const CUTS = new Set("top first only limit any just the bottom last show list give".split(" "));

/** "Once", "in one claim", "two or more delegates" cut no list. */
const countAsLimit: Flaw = {
  name: "count-as-limit",
  cost: 2.5,
  isOfWords: true,
  isIn: inSomeFragment(({ end, rule, start }, { tokens }) => {
    if (rule !== "limit") return false;
    if (tokens[end]?.low === "or" || tokens[start]?.low === "once") return true;
    return tokens[start]?.low === "one" && !CUTS.has(tokens[start - 1]?.low ?? "");
  }),
};

/** "The maximum and minimum value" are of one column. */
const twoExtremes: Flaw = {
  name: "extremes-of-two",
  cost: 1.5,
  isOfWords: true,
  isIn: (inspected) => {
    const { fragments } = inspected.draft.path;
    return fragments.some((first) => {
      const second = fragments.find(({ start }) => start === first.end + 1);
      if (!second || inspected.question.tokens[first.end]?.low !== "and" || first.rule !== "bare-extreme") return false;
      const [one] = measuredIn(first);
      return one !== undefined && measuredIn(second).some((other) => other !== one);
    });
  },
};

const measuredIn = ({ pieces }: Fragment): ColumnModel[] =>
  pieces.flatMap((piece) =>
    piece.kind === "top" ? columnOfMeasure(piece.by) : piece.kind === "aggregate" ? [piece.column] : [],
  );

const columnOfMeasure = (by: Measure): ColumnModel[] => (by.kind === "count" ? [] : [by.column]);

/** "The names of actors and the musicals they are in" puts them side by side, not one below the other. */
const pairsAsOneList: Flaw = {
  name: "pairs-as-one-list",
  cost: 1.5,
  asks: ({ text }) => / (?:they|their|its|corresponding|respective|for each) | and (?:the )?\w+ of /.test(text),
  isIn: ({ query }) => query.set?.op === "union",
};

const SAYS_KEY = / (?:ids?|identifiers?|keys?|codes?|numbers?(?! of)|#) /;

/** "How many members are in each party" tells parties by their names where they have some, not by numbers. */
const keyForName: Flaw = {
  name: "key-for-name",
  cost: 2,
  asks: ({ text }) => !SAYS_KEY.test(text),
  isIn: ({ query, question, shown }) => {
    if (!query.groupBy || query.from) return false;
    const [key, ...others] = shown;
    if (!key || others.length > 0 || key.type !== "number" || (key.role !== "id" && !key.refTable)) return false;
    const named = key.refTable ? question.schema.tables.find(({ name }) => name === key.refTable) : key.table;
    return key.refTable || key.isPrimary ? (named?.nameColumns.length ?? 0) > 0 : false;
  },
};

/** "The publishers whose name contains Murray": the name of what was said before. */
const nameOfAnother: Flaw = {
  name: "name-of-another",
  cost: 2,
  asks: ({ text }) => / whose names? /.test(text),
  isIn: (inspected) => {
    const { mentions, tokens } = inspected.question;
    const whose = tokens.findIndex(({ low }, at) => low === "whose" && /^names?$/.test(tokens[at + 1]?.low ?? ""));
    const isThing = mentions.tables.some((list) => list.some(({ end, score }) => end === whose && score > 0.7));
    if (whose < 1 || isThing) return false;
    const said = mentions.columns.flatMap((list) =>
      list.flatMap(({ column, end, score }) =>
        end === whose && score > 0.7 && column.type === "text" ? [column] : [],
      ),
    );
    const sought = columnsIn(
      predicatesOf(inspected.query).flatMap((predicate) => (predicate.kind === "like" ? [predicate.left] : [])),
      inspected,
    );
    return said.length > 0 && sought.length > 0 && !sought.some((column) => said.includes(column));
  },
};

/** "Took office after 1961 or before 1959" speaks of one date. */
const datesOfTwo: Flaw = {
  name: "dates-of-two",
  cost: 2,
  isOfWords: true,
  asks: ({ text }) => / or (?:before|after|since|until|in) /.test(text),
  isIn: ({ draft, question }) => {
    const { fragments } = draft.path;
    return fragments.some((second) => {
      if (second.rule !== "date" || question.tokens[second.start - 1]?.low !== "or") return false;
      const first = fragments.find(({ end }) => end === second.start - 1);
      const [one] = first ? soughtBy(first) : [];
      return one !== undefined && soughtBy(second).some((other) => other !== one);
    });
  },
};

const soughtBy = ({ pieces }: Fragment): ColumnModel[] =>
  pieces.flatMap((piece) => (piece.kind === "where" && piece.column.type !== "text" ? [piece.column] : []));

/** Words taken for another part of a query than they are. */
export const MISTAKEN_FLAWS: readonly Flaw[] = [
  listedAsCondition,
  thingsAsFigure,
  countAsLimit,
  twoExtremes,
  pairsAsOneList,
  keyForName,
  nameOfAnother,
  datesOfTwo,
];
