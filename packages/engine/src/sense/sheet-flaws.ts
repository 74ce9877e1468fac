import type { Expr, Predicate } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import { CURRENT } from "../generate/rules/current-rule.ts";
import { holdsCounts, keptCount } from "../schema/kept-count.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

/** Rows counted that each stand for many. */
const countsKinds: Flaw = {
  name: "counts-kinds",
  cost: 3,
  asks: ({ question, text }) =>
    holdsCounts(question.schema) && !/\b(?:rows?|lines|kinds|combinations|entries)\b/.test(text),
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      exprsOf(block).some((expr) => {
        if (!isRowCount(expr) || expr.arg.kind !== "star") return false;
        const { table: name } = expr.arg;
        const table = question.schema.tables.find((candidate) => candidate.name === name);
        return table !== undefined && keptCount(table) !== undefined;
      }),
    ),
};

/** "the largest in 2021" is no list of 2021 rows. */
const yearAsLimit: Flaw = {
  name: "year-as-limit",
  cost: 5,
  isIn: ({ query, text }) => {
    const count = query.limit?.count ?? 0;
    return count >= 1500 && count <= 2200 && !new RegExp(`\\b(?:top|first|last|bottom) ${count}\\b`).test(text);
  },
};

/** Words that no part of the reading uses. */
const isUnread = ({ draft }: Inspected, at: number): boolean =>
  !draft.path.fragments.some((fragment) => fragment.start <= at && at < fragment.end);

/** "what is the longest race": the race is wanted, not how long it is. */
const figureForThing: Flaw = {
  name: "figure-for-thing",
  cost: 1.8,
  isIn: (inspected) => {
    const { query, draft, question } = inspected;
    const expr = query.select[0]?.expr;
    if (expr?.kind !== "aggregate" || query.select.length > 1 || query.groupBy || query.from) return false;
    if (expr.fn !== "max" && expr.fn !== "min") return false;
    const column = columnOf(expr.arg, question.schema);
    const ranked = draft.path.fragments.find(
      (fragment) => fragment.rule === "superlative" && fragment.pieces.some((piece) => piece.kind === "top"),
    );
    const thing = ranked && question.tokens[ranked.end];
    if (thing?.kind !== "word" || !thing.isContent || (column?.table.nameColumns.length ?? 0) === 0) return false;
    return isUnread(inspected, thing.index) || endsWithTable(inspected, thing.index);
  },
};

/** "what was her last film", "the last album before Nine Lamps": the film is wanted, not its year. */
const yearForThing: Flaw = {
  name: "year-for-thing",
  cost: 2.5,
  asks: ({ question, text }) =>
    question.schema.tables.length === 1 && !/^ (?:when|how|in) | (?:year|date|day|season) /.test(text),
  isIn: ({ query, draft, question }) => {
    const [item, ...more] = query.select;
    if (item?.expr.kind !== "aggregate" || more.length > 0 || query.groupBy || query.from) return false;
    if (item.expr.fn !== "max" && item.expr.fn !== "min") return false;
    return draft.path.fragments.some(
      ({ rule, start, end }) =>
        rule === "neighbour" ||
        (rule === "superlative" &&
          (end > start + 1 || question.tokens[end]?.isContent === true) &&
          /^(?:first|last)$/.test(question.tokens[start]?.low ?? "")),
    );
  },
};

/** "our oldest warehouse": nothing of the warehouse is asked for but which one it is. */
const endsWithTable = ({ question }: Inspected, at: number): boolean =>
  (question.mentions.tables[at] ?? []).some(
    ({ end, score }) => score > 0.8 && !question.tokens.slice(end).some((token) => token.isContent),
  );

/** "current" passed over: all that ever were are not those that are. */
const ignoresCurrent: Flaw = {
  name: "ignores-current",
  cost: 0.5,
  isOfWords: true,
  asks: ({ question }) => question.tokens.some((token) => CURRENT.has(token.low)),
  isIn: (inspected) =>
    inspected.question.tokens.some((token) => CURRENT.has(token.low) && isUnread(inspected, token.index)),
};

/** "seats won by the ALP" read as two columns where ALPSeats says both. */
const splitName: Flaw = {
  name: "split-name",
  cost: 1.5,
  asks: ({ question }) => wholesOf(question).length > 0,
  isIn: (inspected) => {
    const { query, question } = inspected;
    const said = wholesOf(question);
    const used = new Set(
      exprsOf(query).flatMap((expr): ColumnModel[] => {
        const column = columnOf(expr, question.schema);
        return column ? [column] : [];
      }),
    );
    if (used.size < 2) return false;
    const tables = new Set([...used].map((column) => column.table));
    return said.some(
      (whole) =>
        tables.has(whole.table) &&
        !used.has(whole) &&
        [...used].filter((part) => part.stems.length > 0 && part.stems.every((word) => whole.stems.includes(word)))
          .length > 1,
    );
  },
};

const wholes = new WeakMap<AnalyzedQuestion, readonly ColumnModel[]>();

/** Columns of several words that are all said. */
function wholesOf(question: AnalyzedQuestion): readonly ColumnModel[] {
  const earlier = wholes.get(question);
  if (earlier) return earlier;
  const said = new Set(question.tokens.map((token) => token.stem));
  const found = question.schema.columns.filter(
    ({ stems }) => stems.length > 1 && stems.every((word) => said.has(word)),
  );
  wholes.set(question, found);
  return found;
}

/** "average points per season" where a season is a row: the average of one row is that row. */
const averagesOneRow: Flaw = {
  name: "averages-one-row",
  cost: 2,
  isIn: ({ blocks, question }) =>
    blocks.some((block) => {
      const [key, ...more] = block.groupBy ?? [];
      const column = key && columnOf(key, question.schema);
      if (!column || more.length > 0 || repeats(column) !== false) return false;
      return block.select.some(({ expr }) => expr.kind === "aggregate" && expr.fn === "avg" && isOf(expr.arg, column));
    }),
};

const isOf = (expr: Expr, column: ColumnModel): boolean => expr.kind === "column" && expr.table === column.table.name;

const FIGURE_ASKED =
  / what (?:is|was|were|are) the (?:highest|lowest|largest|smallest|greatest|biggest|maximum|minimum) number of /;

/** "what was the highest number of points in a season" answered with the season. */
const thingForFigure: Flaw = {
  name: "thing-for-figure",
  cost: 1.5,
  asks: ({ text }) => FIGURE_ASKED.test(text),
  isIn: ({ query, question }) => {
    const first = query.order?.[0];
    const by = first && columnOf(first.expr, question.schema);
    return (
      by !== undefined &&
      query.limit?.count === 1 &&
      query.select.every(({ expr }) => columnOf(expr, question.schema) !== by)
    );
  },
};

/** "spent the most in 2024" is no figure of 2024 in a column called "Spent 2024". */
const nameAsValue: Flaw = {
  name: "name-as-value",
  cost: 4,
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "compare" || predicate.right.kind !== "literal") return false;
        const column = columnOf(predicate.left, question.schema);
        const value = String(predicate.right.value);
        if (!/^\d{4}$/.test(value) || column?.type !== "number") return false;
        return column.words.includes(value) || (isOfYear(column) && column.table.columns.some(isNamed(value)));
      }),
    ),
};

const isOfYear = ({ words }: ColumnModel): boolean => words.some((word) => /^\d{4}$/.test(word));
const isNamed =
  (value: string) =>
  ({ words }: ColumnModel): boolean =>
    words.includes(value);

/** "March 1983" is no temperature of 1983: no row holds such a figure. */
const outsideRange: Flaw = {
  name: "outside-range",
  cost: 3,
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "compare" || predicate.op !== "=" || predicate.right.kind !== "literal") return false;
        const column = columnOf(predicate.left, question.schema);
        const value = Number(predicate.right.value);
        if (column?.type !== "number" || column.role === "id" || !Number.isFinite(value)) return false;
        const { min, max } = column.profile ?? {};
        return min !== undefined && max !== undefined && (value < Number(min) || value > Number(max));
      }),
    ),
};

/** "more than 10,000 people" is no place above 10,000 where another column holds such figures. */
const beyondRange: Flaw = {
  name: "beyond-range",
  cost: 3,
  asks: ({ question }) =>
    question.schema.tables.length === 1 && question.tokens.some(({ number }) => number !== undefined),
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      predicatesOf(block).some((predicate) => {
        if (predicate.kind !== "compare" || predicate.right.kind !== "literal") return false;
        const column = columnOf(predicate.left, question.schema);
        const value = Number(predicate.right.value);
        if (column?.type !== "number" || !Number.isFinite(value) || !isBeyond(column, predicate.op, value))
          return false;
        return column.table.columns.some((other) => other.role === "measure" && holds(other, value));
      }),
    ),
};

const PLACES = new Set("position pos place rank ranking standing no nr".split(" "));

/** Numbers that only tell the order of rows: "Matchday" and "No. overall" from one to the last, and places. */
const isOrderNumber = ({ words, profile, type, role }: ColumnModel): boolean =>
  type === "number" &&
  role !== "year" &&
  (PLACES.has(words.at(-1) ?? "") ||
    PLACES.has(words[0] ?? "") ||
    (profile?.min === "1" && profile.max === String(profile.rows) && profile.distinct === profile.rows));

/** Nobody adds up places, or the numbers of matchdays. */
const sumsPlaces: Flaw = {
  name: "sums-places",
  cost: 4,
  asks: ({ question, text }) => question.schema.tables.length === 1 && !/ sum of /.test(text),
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      exprsOf(block).some((expr) => {
        if (expr.kind !== "aggregate" || expr.fn !== "sum") return false;
        const column = columnOf(expr.arg, question.schema);
        return column !== undefined && isOrderNumber(column);
      }),
    ),
};

const isBeyond = ({ profile }: ColumnModel, op: string, value: number): boolean => {
  if (profile?.min === undefined || profile.max === undefined) return false;
  return op.startsWith(">") ? value > Number(profile.max) : op.startsWith("<") && value < Number(profile.min);
};

const holds = ({ profile }: ColumnModel, value: number): boolean =>
  profile?.min !== undefined &&
  profile.max !== undefined &&
  Number(profile.min) <= value &&
  value <= Number(profile.max);

/** The highest of one row that was named is that row's: "the most profitable bank" is no company called Bank. */
const extremeOfOne: Flaw = {
  name: "extreme-of-one",
  cost: 2,
  isIn: ({ query, question }) => {
    const expr = query.select[0]?.expr;
    if (expr?.kind !== "aggregate" || query.select.length > 1 || query.groupBy) return false;
    if (expr.fn !== "max" && expr.fn !== "min") return false;
    return predicatesOf(query).some((predicate) => {
      if (predicate.kind !== "compare" || predicate.op !== "=" || predicate.right.kind !== "literal") return false;
      const column = columnOf(predicate.left, question.schema);
      return column !== undefined && column.table.nameColumns[0] === column && repeats(column) === false;
    });
  },
};

/** "party with the most mayors" goes by no number that the rows merely carry. */
const rankedByRowNumber: Flaw = {
  name: "ranked-by-row-number",
  cost: 2.5,
  asks: ({ text }) => /\b(?:most|least|fewest|highest|lowest|largest|smallest|biggest|top|best|worst)\b/.test(text),
  isIn: ({ query, question }) => {
    const first = query.order?.[0];
    const column = first && columnOf(first.expr, question.schema);
    if (!column || !query.limit || !/^(?:#|column_\d+)$/.test(column.name)) return false;
    const { profile } = column;
    return profile?.min === "1" && profile.distinct === profile.rows;
  },
};

/** "not step-free" is nothing that is both: what tells rows apart is never in both lists. */
const neverBoth: Flaw = {
  name: "never-both",
  cost: 4,
  isIn: ({ query, question }) => {
    if (query.set?.op !== "intersect") return false;
    const [shown] = query.select;
    const column = shown && columnOf(shown.expr, question.schema);
    if (!column || repeats(column) !== false) return false;
    const [left, right] = [query.where, query.set.right.where].map(equalTo);
    return left !== undefined && right !== undefined && left.column === right.column && left.value !== right.value;
  },
};

const equalTo = (predicate: Predicate | undefined) =>
  predicate?.kind === "compare" &&
  predicate.op === "=" &&
  predicate.left.kind === "column" &&
  predicate.right.kind === "literal"
    ? { column: predicate.left.column, value: predicate.right.value }
    : undefined;

/** "is Aska higher than Blackhorn" answered with two heights that do not say whose they are. */
const figuresOfNobody: Flaw = {
  name: "figures-of-nobody",
  cost: 3,
  isIn: ({ query, draft }) =>
    query.select.length < 2 &&
    query.limit === undefined &&
    draft.path.fragments.some(({ rule }) => rule === "two-rows"),
};

/** "how many awards did she win" over a list of awards: each row is one, however often its name comes. */
const countsNames: Flaw = {
  name: "counts-names",
  cost: 3,
  isIn: ({ query, question, text }) => {
    const [item, ...more] = query.select;
    if (item?.expr.kind !== "aggregate" || item.expr.fn !== "count" || !item.expr.isDistinct || more.length > 0)
      return false;
    const column = columnOf(item.expr.arg, question.schema);
    if (!column || repeats(column) !== true || /\b(?:different|distinct|unique|kinds?)\b/.test(text)) return false;
    return query.where !== undefined && column.stems.every((word) => column.table.stems.includes(word));
  },
};

/** What lists and sheets are misread by. */
export const SHEET_FLAWS: readonly Flaw[] = [
  nameAsValue,
  outsideRange,
  beyondRange,
  sumsPlaces,
  extremeOfOne,
  rankedByRowNumber,
  averagesOneRow,
  thingForFigure,
  countsKinds,
  yearAsLimit,
  figureForThing,
  yearForThing,
  ignoresCurrent,
  splitName,
  neverBoth,
  figuresOfNobody,
  countsNames,
];
