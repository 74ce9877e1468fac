import type { AnalyzedQuestion } from "../generate/analyze.ts";
import { gradedOrderAt } from "../generate/rules/graded-order-rules.ts";
import { neighboursOf, peopleColumns } from "../schema/people.ts";
import { pointedAt } from "../schema/points-to.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";
import { columnOf, isIntensive } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { exprsOf } from "./inspected.ts";

const orders = new WeakMap<AnalyzedQuestion, boolean>();

function asksForOrder(question: AnalyzedQuestion): boolean {
  const earlier = orders.get(question);
  if (earlier !== undefined) return earlier;
  const found = question.tokens.some((_, at) => gradedOrderAt(question, at) !== undefined);
  orders.set(question, found);
  return found;
}

/** "Tallest first", "from oldest to newest": all are listed in that order, neither cut to one nor to the two ends. */
const orderAsExtreme: Flaw = {
  name: "order-as-extreme",
  cost: 2.5,
  asks: ({ question }) => asksForOrder(question),
  isIn: ({ query }) =>
    query.order === undefined ||
    query.limit?.count === 1 ||
    query.select.every(({ expr }) => expr.kind === "aggregate" && (expr.fn === "max" || expr.fn === "min")),
};

/** Said of what one thing has: a height is a mountain's, not a country's. */
const OF_ONE = new Set("elevation altitude dose prominence".split(" "));
const SUMMED = / (?:total|sum|summed|altogether|combined|together|overall|all) /;

const EXTREME = / (?!best |west |rest |test |most |least |latest )\w+est /;

/** "Which country has the highest airport": heights, ages and prices are not added up by anybody. */
const intensiveSummed: Flaw = {
  name: "intensive-summed",
  cost: 1.5,
  asks: ({ text }) => EXTREME.test(text) && !SUMMED.test(text),
  isIn: ({ query, question }) => {
    const first = query.order?.[0]?.expr;
    if (!query.groupBy || !query.limit || first?.kind !== "aggregate" || first.fn !== "sum") return false;
    const column = columnOf(first.arg, question.schema);
    return column !== undefined && (isIntensive(column) || column.words.some((word) => OF_ONE.has(word)));
  },
};

/** "Publishers of something that costs more than 5000": prices and ages are compared one by one. */
const intensiveSummedAgainst: Flaw = {
  name: "intensive-summed-against",
  cost: 1.5,
  asks: ({ question, text }) => question.tokens.some(({ number }) => number !== undefined) && !SUMMED.test(text),
  isIn: ({ query, question }) =>
    query.having !== undefined &&
    exprsOf(query).some((expr) => {
      if (expr.kind !== "aggregate" || expr.fn !== "sum") return false;
      const column = columnOf(expr.arg, question.schema);
      return column !== undefined && isIntensive(column);
    }),
};

/** "More than 200000" rows of a table that has ten. */
const countBeyondRows: Flaw = {
  name: "count-beyond-rows",
  cost: 3,
  asks: ({ question }) => question.tokens.some(({ number = 0 }) => number > 1),
  isIn: ({ query, question }) => {
    const { having } = query;
    if (having?.kind !== "compare" || having.left.kind !== "aggregate" || having.left.fn !== "count") return false;
    if (having.op === "<" || having.op === "<=" || having.right.kind !== "literal") return false;
    const rows = question.schema.tables.map(
      ({ columns, source }) => source.rowCount ?? columns[0]?.profile?.rows ?? Number.POSITIVE_INFINITY,
    );
    return Number(having.right.value) > Math.max(...rows);
  },
};

const AGENT = / how (?:many|much) .*\w(?:ed|en) by /;

/** "How many were killed by perpetrators taller than 1.84" is one figure: "by" tells who did it. */
const agentAsGroup: Flaw = {
  name: "agent-as-group",
  cost: 2.5,
  asks: ({ text }) => AGENT.test(text) && !/ (?:each|every|per) /.test(text),
  isIn: ({ query }) => query.groupBy !== undefined && !query.limit,
};

/** People in the tables that a reading uses and in those beside them. */
/** What each row belongs to, neighbours, and what lies behind a table that does nothing but tie two others together. */
const nearTo = (table: TableModel, schema: SchemaModel): TableModel[] => [
  ...pointedAt(table, schema).keys(),
  ...neighboursOf(table, schema).flatMap((other) =>
    other.isBridge ? [other, ...neighboursOf(other, schema)] : [other],
  ),
];

function peopleNear(names: readonly string[], question: AnalyzedQuestion): boolean {
  const people = peopleColumns(question.schema);
  return question.schema.tables.some(
    (table) =>
      names.includes(table.name) &&
      (people.has(table) || nearTo(table, question.schema).some((other) => people.has(other))),
  );
}

/** "Who made the shortest song" is no song. */
const notAPerson: Flaw = {
  name: "not-a-person",
  cost: 2.25,
  asks: ({ question, text }) => / who /.test(text.slice(0, 6)) && peopleColumns(question.schema).size > 0,
  isIn: ({ query, question, shown }) => {
    if ((query.set && query.set.op !== "except") || query.from || query.groupBy) return false;
    const people = peopleColumns(question.schema);
    const isPerson = (column: ColumnModel): boolean => people.get(column.table)?.includes(column) === true;
    if (shown.some((column) => isPerson(column) || column.role === "geo")) return false;
    const used = query.select.flatMap(({ expr }) =>
      expr.kind === "star" || expr.kind === "column" ? [expr.table] : [],
    );
    return used.length === query.select.length && peopleNear(used, question);
  },
};

const SAYS_KEY = / (?:ids?|identifiers?|keys?|codes?|numbers?(?! of)|#|ssn) /;

/** "Which physicians prescribed it" are told by their names where they have some, not by what points at them. */
const pointerForName: Flaw = {
  name: "pointer-for-name",
  cost: 1.5,
  asks: ({ text }) => /^ (?:which|who|what) /.test(text) && !SAYS_KEY.test(text),
  isIn: ({ query, question, shown }) => {
    const [only] = shown;
    if (!only?.refTable || query.select.length !== 1 || query.groupBy || query.from) return false;
    const said = (question.mentions.tables[1] ?? []).find(({ score }) => score > 0.8)?.table;
    return said !== undefined && said.name === only.refTable && said.nameColumns.length > 0 && only.type === "number";
  },
};

const AGED = / (?:old|older|oldest|young|younger|youngest) /;

/** "The oldest technician" is the one with the most years where ages are kept, not the one who started first. */
const ageNotUsed: Flaw = {
  name: "age-not-used",
  cost: 1.5,
  asks: ({ question, text }) =>
    AGED.test(text) && question.schema.columns.some(({ name }) => name.toLowerCase() === "age"),
  isIn: ({ draft, question }) =>
    draft.path.fragments.some(({ end, pieces, rule, start }) => {
      const said = question.tokens.slice(start, end).map(({ low }) => low);
      if (!AGED.test(` ${said.join(" ")} `) || rule === "value-exact") return false;
      return pieces.some((piece) => {
        const column =
          piece.kind === "aggregate"
            ? piece.column
            : (piece.kind === "top" || piece.kind === "order") && piece.by.kind !== "count"
              ? piece.by.column
              : undefined;
        return (
          column !== undefined &&
          column.name.toLowerCase() !== "age" &&
          column.table.columns.some(({ name }) => name.toLowerCase() === "age")
        );
      });
    }),
};

const BOTH_NAMES =
  / (?:first(?: names?)?(?: and| ,|,)+ (?:the )?last|last(?: names?)?(?: and| ,|,)+ (?:the )?first) names? /;
const isHalf = ({ words }: ColumnModel): boolean => words.includes("first") || words.includes("last");

/** "First and last names of the players" are two columns of one table; votes_first is no name. */
const halvesOfTwo: Flaw = {
  name: "halves-of-two",
  cost: 2,
  asks: ({ text }) => BOTH_NAMES.test(text),
  isIn: ({ shown }) => new Set(shown.filter(isHalf).map(({ table }) => table)).size > 1,
};

const GAP = new RegExp(
  [
    " (?:the|an|their|its) (?:of|for|with|that|who|whose|which|is|are|was|were|than|and|or|in|from|have|has|do|does|did|to|by) ",
    " (?:and|or) of (?:the|each|all|every|those|these) ",
    " number of (?:for|of|who|that|with|is|are|in) ",
    " (?:the|an|and|or|whose|every|any)(?: [?.])? $",
    " whose (?:is|are|was|were|has|have) ",
    " (?:and|or|the|,) , ",
    " (?:sorted|ordered|order|sort) by (?:in|from) ",
  ].join("|"),
);

/** "The name and of the candidate", "the average of the": a word was left out, and what it said can only be guessed. */
const wordMissing: Flaw = {
  name: "word-missing",
  cost: 0,
  asks: ({ text }) => GAP.test(text),
  isIn: () => true,
};

/** What is misread where no column is named. */
export const UNNAMED_FLAWS: readonly Flaw[] = [
  orderAsExtreme,
  intensiveSummed,
  intensiveSummedAgainst,
  agentAsGroup,
  countBeyondRows,
  notAPerson,
  pointerForName,
  ageNotUsed,
  halvesOfTwo,
  wordMissing,
];
