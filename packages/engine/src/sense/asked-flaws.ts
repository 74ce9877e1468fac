import { isDerivedName } from "../derived/derived-measures.ts";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import type { Token } from "../text/tokens.ts";
import { askedOf, isKey } from "./asked.ts";
import { columnOf } from "./columns.ts";
import { columnsShown, type Flaw, shownExprs } from "./flaw.ts";
import type { Inspected } from "./inspected.ts";

const showsRows = ({ query }: Inspected): boolean => query.select.some((item) => item.expr.kind === "star");

const CUTS = new Set("top bottom first last best worst any only limit".split(" "));

/** "The student who took course 301": no list of 301 students. */
const cutByName: Flaw = {
  name: "cut-by-name",
  cost: 2.5,
  isIn: ({ query, question }) => {
    const count = query.limit?.count;
    if (count === undefined || count === 1) return false;
    const at = question.tokens.findIndex((token) => token.number === count);
    const before = question.tokens[at - 1];
    if (at < 0 || !before || CUTS.has(before.low)) return false;
    return (before.isContent || before.low === "than") && question.tokens[at + 1]?.isContent !== true;
  },
};

/** "In descending order", and the reading goes up or in no order. */
const otherDirection: Flaw = {
  name: "other-direction",
  cost: 2,
  asks: ({ question }) => askedOf(question).direction !== undefined,
  isIn: ({ blocks, question }) => {
    const { direction } = askedOf(question);
    return !blocks.some((block) => block.order?.some((item) => item.direction === direction));
  },
};

/** Ids are asked for and none is shown. */
const idNotShown: Flaw = {
  name: "id-not-shown",
  cost: 3,
  asks: ({ question }) => askedOf(question).wantsId,
  isIn: ({ query, shown }) => query.select.every((item) => item.expr.kind === "column") && !shown.some(isKey),
};

/** "The ids of the students" are the students' own, or point at them. */
const idOfAnother: Flaw = {
  name: "id-of-another",
  cost: 1.5,
  asks: ({ question }) => askedOf(question).idOwners.length > 0,
  isIn: ({ question, shown }) => {
    const { idOwners } = askedOf(question);
    const keys = shown.filter(isKey);
    const isOwn = (key: ColumnModel): boolean =>
      idOwners.some(
        (table) =>
          key.table === table || key.refTable === table.name || table.stems.some((own) => key.stems.includes(own)),
      );
    return keys.length > 0 && !keys.some(isOwn);
  },
};

/** "Name and email" with only one of them. */
const itemDropped: Flaw = {
  name: "item-dropped",
  cost: 1.5,
  asks: ({ question }) => askedOf(question).listed.length > 0,
  isIn: (inspected) => {
    const { listed } = askedOf(inspected.question);
    if (showsRows(inspected)) return false;
    const used = columnsShown(inspected);
    return listed.some((columns) => ![...columns].some((column) => used.has(column)));
  },
};

/** Words that begin another thing to show. */
const RESUMES = new Set(". , ; ? what show list return give find tell also".split(" "));
const HAVE = new Set("have has had".split(" "));
const LATEST_VERB = 4;

/** Where words begin that say which rows: in "which committees have delegates" at the verb. */
function modifiersFrom({ tokens }: AnalyzedQuestion, leadEnd: number): number {
  if (!/^(?:which|what)$/.test(tokens[0]?.low ?? "")) return leadEnd;
  const verb = tokens.slice(0, LATEST_VERB).findIndex(({ low }) => HAVE.has(low));
  return verb > 0 ? Math.min(verb, leadEnd) : leadEnd;
}

const resumes = (words: readonly Token[]): boolean =>
  words.some(
    ({ low }, at) =>
      RESUMES.has(low) || ((low === "their" || low === "its") && (at === 0 || words[at - 1]?.low === "and")),
  );

/** "The school that was founded first" asks for no founding year beside what it asks for. */
const modifierShown: Flaw = {
  name: "modifier-shown",
  cost: 1.75,
  asks: ({ question }) => modifiersFrom(question, askedOf(question).leadEnd) < question.tokens.length,
  isIn: ({ draft, query, question, shown }) => {
    const leadEnd = modifiersFrom(question, askedOf(question).leadEnd);
    if (query.select.length < 2) return false;
    const projected = draft.path.fragments.flatMap(({ pieces, start }) =>
      pieces.flatMap((piece) => (piece.kind === "project" ? [{ column: piece.column, start }] : [])),
    );
    const inLead = projected.flatMap(({ column, start }) => (start < leadEnd ? [column] : []));
    const beside = new Set(shown.filter((column) => !inLead.includes(column)));
    return projected.some(
      ({ column, start }) =>
        start > leadEnd && beside.has(column) && !resumes(question.tokens.slice(leadEnd + 1, start)),
    );
  },
};

/** "All ages and the number of students" wants a number for each age. */
const countAlone: Flaw = {
  name: "count-alone",
  cost: 2,
  asks: ({ question }) => askedOf(question).wantsCountOfEach,
  isIn: ({ query }) =>
    query.select.length === 1 && query.select[0]?.expr.kind === "aggregate" && !query.groupBy && !query.set,
};

/** "The text of tweets", and no text is shown. */
const leadNotShown: Flaw = {
  name: "lead-not-shown",
  cost: 0.75,
  asks: ({ question }) => askedOf(question).beforeOf.size > 0,
  isIn: (inspected) => {
    const { query, question } = inspected;
    const { beforeOf } = askedOf(question);
    if (showsRows(inspected) || [...beforeOf].some(({ name }) => isDerivedName(name))) return false;
    return !shownExprs(query).some((expr) => {
      const column = columnOf(expr.kind === "aggregate" ? expr.arg : expr, question.schema);
      return column !== undefined && beforeOf.has(column);
    });
  },
};

export const ASKED_FLAWS: readonly Flaw[] = [
  cutByName,
  otherDirection,
  idNotShown,
  idOfAnother,
  itemDropped,
  modifierShown,
  countAlone,
  leadNotShown,
];
