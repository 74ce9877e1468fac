import { type Expr, walkExpr } from "@parlance/sql";
import { isDerivedName } from "../derived/derived-measures.ts";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Fragment } from "../generate/piece.ts";
import { isMoneyWord } from "../lexicon/concepts.ts";
import type { ValueMention } from "../mentions/find-mentions.ts";
import { peopleColumns } from "../schema/people.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import { type Flaw, inSomeFragment } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

const FIGURE_SCORE = 0.7;

/** "The lowest average rating" without any rating: a figure that was named in full takes no part. */
const figureLeftOut: Flaw = {
  name: "figure-left-out",
  cost: 3,
  isIn: ({ blocks, draft, question }) => {
    const named = draft.path.fragments.flatMap(({ evidence, pieces }) =>
      evidence.every(({ isGuess, score }) => !isGuess && score >= FIGURE_SCORE)
        ? pieces.flatMap((piece) =>
            // What is worked out stands in the reading as what it is worked out from.
            piece.kind === "aggregate" && !isDerivedName(piece.column.name) ? [piece.column] : [],
          )
        : [],
    );
    if (named.length === 0) return false;
    const used = new Set(blocks.flatMap(exprsOf).map((expr) => columnOf(expr, question.schema)));
    return named.some((column) => !used.has(column));
  },
};

const EXTREME = /^(?:highest|lowest|largest|smallest|biggest|greatest|best|worst)$/;

const makesFigure = ({ pieces }: Fragment): boolean =>
  pieces.some(({ kind }) => kind === "aggregate" || kind === "share");

/** True where the figure of a fragment decides the order: the share that was worked out, or what was aggregated. */
function isOrderedBy(order: Expr, figure: Fragment, { question }: Inspected): boolean {
  if (figure.pieces.some(({ kind }) => kind === "share")) return order.kind === "arithmetic";
  const ordering = new Set<ColumnModel | undefined>();
  walkExpr(order, (part) => ordering.add(columnOf(part, question.schema)));
  return figure.pieces.some((piece) => piece.kind === "aggregate" && ordering.has(piece.column));
}

/** "The highest return rate", "the lowest average rating": what is highest is said right behind, and something else decides. */
const extremeOfAnother: Flaw = {
  name: "extreme-of-another",
  cost: 3,
  asks: ({ question }) => question.tokens.some(({ low }) => EXTREME.test(low)),
  isIn: (inspected) => {
    const { draft, query, question } = inspected;
    const [first] = query.order ?? [];
    if (!first) return false;
    const { fragments } = draft.path;
    return fragments.some((fragment, i) => {
      const last = question.tokens[fragment.end - 1]?.low ?? "";
      if (!EXTREME.test(last) || !fragment.pieces.some(({ kind }) => kind === "top")) return false;
      // "highest return rate": the flag that the rate is of stands between.
      const behind = fragments.slice(i + 1, i + 3).filter(({ start }) => start <= fragment.end + 1);
      const figure = behind.find(makesFigure);
      return figure !== undefined && !isOrderedBy(first.expr, figure, inspected);
    });
  },
};

/** "Who earns the most" is no salary that many have. */
const oftenMeasured: Flaw = {
  name: "often-measured",
  cost: 2.5,
  asks: ({ text }) => / (?:most|least|fewest) /.test(text) && !/ (?:common|frequent|often|popular)/.test(text),
  isIn: ({ draft }) =>
    draft.path.fragments.some(({ pieces }) =>
      pieces.some((piece) => piece.kind === "frequent" && "role" in piece.key && piece.key.role === "measure"),
    ),
};

/** "Who earns the most" is one of the staff, not the manager who stands beside each of them. */
const personBeside: Flaw = {
  name: "person-beside",
  cost: 1,
  asks: ({ text }) => / who /.test(text.slice(0, 6)),
  isIn: ({ question, shown }) => {
    const people = peopleColumns(question.schema);
    const isSaid = (column: ColumnModel): boolean =>
      question.mentions.columns.some((mentions) => mentions.some((mention) => mention.column === column));
    return shown.some((column) => {
      const own = column.table.nameColumns.find((name) => repeats(name) === false);
      if (own === undefined || shown.includes(own)) return false;
      return repeats(column) === true && !isSaid(column) && people.get(column.table)?.includes(column) === true;
    });
  },
};

/** "Who was hired last" is nobody's date. */
const whoAsFigure: Flaw = {
  name: "who-as-figure",
  cost: 3,
  asks: ({ text }) => / who /.test(text.slice(0, 6)),
  isIn: ({ query }) =>
    query.groupBy === undefined && query.select.every(({ expr }) => expr.kind === "aggregate" && expr.fn !== "count"),
};

const IN_TIME = / (?:first|last|latest|earliest|newest|recently) /;
const NAMED_SCORE = 0.4;

/** "Who was hired last" goes by the day of hiring: not by a key, and not by another day. */
const timeOfAnother: Flaw = {
  name: "time-of-another",
  cost: 2,
  asks: ({ text }) => IN_TIME.test(text),
  isIn: ({ query, question }) => {
    const [first] = query.order ?? [];
    const by = first && columnOf(first.expr, question.schema);
    if (!by || (by.role !== "id" && by.type !== "date")) return false;
    const said = question.mentions.columns.flatMap((mentions) =>
      mentions.flatMap(({ column, score }) => (column.type === "date" && score >= NAMED_SCORE ? [column] : [])),
    );
    return said.some((column) => column.table === by.table) && !said.includes(by);
  },
};

const singular = (word: string): string => word.replace(/(?<=[a-z]{3})s$/, "");

/** "Engineers" are those with the title Engineer rather than all of Engineering. */
const kinOfValue: Flaw = {
  name: "kin-of-value",
  cost: 1,
  isOfWords: true,
  isIn: inSomeFragment(({ end, pieces, rule, start }, { mentions, tokens }) => {
    if (rule !== "value-stem" || end !== start + 1) return false;
    const word = singular(tokens[start]?.low ?? "");
    const isSaid = ({ column, literal }: ValueMention): boolean =>
      literal.toLowerCase() === word && !pieces.some((piece) => piece.kind === "where" && piece.column === column);
    const own = pieces.flatMap((piece) => (piece.kind === "where" ? [piece.predicate] : []));
    const isOwnSaid = own.some(
      (predicate) =>
        predicate.kind === "compare" &&
        predicate.right.kind === "literal" &&
        String(predicate.right.value).toLowerCase() === word,
    );
    return !isOwnSaid && (mentions.values[start] ?? []).some(isSaid);
  }),
};

const saysMoney = (low: string): boolean => isMoneyWord(low) || /^profits?$/.test(low);

const namesMoney = inSomeFragment(
  ({ end, pieces, start }, { tokens }) =>
    tokens.slice(start, end).every(({ low }) => saysMoney(low)) &&
    pieces.some(({ kind }) => kind === "entity" || kind === "count"),
);

/** "Monthly revenue" is no number of rows, whatever the table is called. */
const moneyCounted: Flaw = {
  name: "money-counted",
  cost: 1.5,
  asks: ({ question }) => question.tokens.some(({ low }) => saysMoney(low)),
  isIn: (inspected) => namesMoney(inspected) && inspected.blocks.flatMap(exprsOf).some(isRowCount),
};

const isOf = (table: TableModel, at: number, { mentions }: AnalyzedQuestion): boolean =>
  (mentions.tables[at] ?? []).some((mention) => mention.table === table && !mention.isSynonym);

/** "Top 5 expenses" of a file of expenses are rows of it, not the people who have most of them. */
const rowsToppedAsGroups: Flaw = {
  name: "rows-topped-as-groups",
  cost: 3,
  asks: ({ text }) => / top (?:\d+ )?/.test(text),
  isIn: ({ query, question }) => {
    const top = question.tokens.findIndex(({ low }) => low === "top");
    const at = question.tokens[top + 1]?.number === undefined ? top + 1 : top + 2;
    const keys = (query.groupBy ?? []).flatMap((key) => columnOf(key, question.schema) ?? []);
    return keys.length > 0 && keys.every((key) => repeats(key) === true && isOf(key.table, at, question));
  },
};

const FARTHEST_THING = 2;

/** "More than 20 high priority tickets" counts tickets, and adds up no figure that nobody named. */
const thingsAsAmount: Flaw = {
  name: "things-as-amount",
  cost: 1.5,
  isOfWords: true,
  isIn: ({ draft, question }) => {
    const { fragments } = draft.path;
    return fragments.some(({ end, evidence, rule }) => {
      if (rule !== "bare-comparison" || !evidence.some(({ isGuess }) => isGuess)) return false;
      return fragments.some(
        (other) =>
          other.start >= end &&
          other.start <= end + FARTHEST_THING &&
          other.pieces.some((piece) => piece.kind === "entity" && isOf(piece.table, other.start, question)),
      );
    });
  },
};

const ONE_THING = / (?:average|mean|avg) (\w+) /;

/** "Average expense per employee" is what one costs, "average expenses per employee" may be how many there are. */
const oneAsCount: Flaw = {
  name: "one-as-count",
  cost: 4.5,
  isOfWords: true,
  asks: ({ question, text }) => {
    const word = ONE_THING.exec(text)?.[1];
    const token = question.tokens.find(({ low }) => low === word);
    return token !== undefined && !token.low.endsWith("s") && (question.mentions.tables[token.index] ?? []).length > 0;
  },
  isIn: ({ draft }) => draft.path.fragments.some(({ rule }) => rule === "nested-count"),
};

const AMOUNT_OF_YEAR = / (?:over|above|under|below|exceeding) (?:19|20)\d\d /;

/** "Orders over 2000" in a file of last year's orders is an amount, not a year. */
const amountAsYear: Flaw = {
  name: "amount-as-year",
  cost: 9,
  asks: ({ text }) => AMOUNT_OF_YEAR.test(text),
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "dateRange") return false;
        const profile = columnOf(predicate.left, question.schema)?.profile;
        if (profile?.min === undefined || profile.max === undefined) return false;
        const [from, to] = [predicate.from ?? profile.min, predicate.to ?? profile.max];
        return from > profile.max || to < profile.min;
      }),
    ),
};

/** "Which reps sold less than average" lists a rep once for each small sale. */
const rowsForThings: Flaw = {
  name: "rows-for-things",
  cost: 0,
  asks: ({ text }) => /^ (?:which|who|what) /.test(text),
  isIn: ({ query, question, shown }) =>
    query.groupBy === undefined &&
    shown.length > 0 &&
    shown.length === query.select.length &&
    shown.every((column) => column.role !== "measure" && repeats(column) === true) &&
    predicatesOf(query).some(
      (predicate) =>
        predicate.kind === "compare" &&
        predicate.op !== "=" &&
        columnOf(predicate.left, question.schema)?.role === "measure",
    ),
};

/** "The biggest order" is no date: the word in "order date" says what it is the date of. */
const thingAsItsDate: Flaw = {
  name: "thing-as-its-date",
  cost: 1.5,
  asks: ({ text }) => !/ (?:when|date|day|time|year) /.test(text),
  isIn: ({ draft, question, shown }) => {
    const { fragments } = draft.path;
    return fragments.some((fragment, i) => {
      const next = fragments[i + 1];
      if (next?.start !== fragment.end || !fragment.pieces.some(({ kind }) => kind === "top")) return false;
      return next.pieces.some((piece) => {
        if (piece.kind !== "project" || piece.column.type !== "date" || !shown.includes(piece.column)) return false;
        const mentions = question.mentions.columns[next.start] ?? [];
        return mentions.some(({ column, level }) => column === piece.column && level !== "full");
      });
    });
  },
};

/** What nobody means who asks about a plain table of sales or of people. */
export const EVERYDAY_FLAWS: readonly Flaw[] = [
  figureLeftOut,
  extremeOfAnother,
  oftenMeasured,
  personBeside,
  whoAsFigure,
  timeOfAnother,
  kinOfValue,
  moneyCounted,
  rowsToppedAsGroups,
  thingsAsAmount,
  oneAsCount,
  amountAsYear,
  rowsForThings,
  thingAsItsDate,
];
