import { containsAggregate, type Expr, type LiteralExpr, type Query, queryTables } from "@parlance/sql";
import { joinCost } from "../generate/join-check.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf, isAdditive, isIntensive, repeats } from "./columns.ts";
import { isRowCount } from "./impossible.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

/** A sign that a reading is not what was asked. */
export interface Flaw {
  readonly name: string;
  /** How much it speaks against the reading, in the ranker's log-odds. */
  readonly cost: number;
  readonly isIn: (inspected: Inspected) => boolean;
}

const RANKED = /\b(?:top|bottom|best|worst|most|least|highest|lowest|largest|smallest|biggest|fewest|greatest)\b/;
const COUNTED =
  /\b(?:how many|number|count|counts|amount of|quantity|numbers|often|frequen\w*|total|much|share|percent\w*|proportion)\b/;

const columnsIn = (exprs: readonly Expr[], inspected: Inspected): ColumnModel[] =>
  exprs.flatMap((expr) => {
    const column = columnOf(expr, inspected.question.schema);
    return column ? [column] : [];
  });

const shownExprs = (query: Query): Expr[] => query.select.map((item) => item.expr);
const hasPiece = ({ draft }: Inspected, kinds: readonly string[]): boolean =>
  draft.path.fragments.some((fragment) => fragment.pieces.some((piece) => kinds.includes(piece.kind)));

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

const FEW = 30;

/** One group for each price or amount, or for each row: next to a figure that is hardly ever meant. */
const groupedByMeasure: Flaw = {
  name: "grouped-by-measure",
  cost: 3,
  isIn: (inspected) => {
    const asked = askedKeys(inspected);
    return inspected.blocks.some((block) => {
      const keys = columnsIn([...(block.groupBy ?? []), ...(block.limit?.per ?? [])], inspected);
      const isPlain = keys.length === 1 && block.limit?.per === undefined;
      return keys.some((column) => {
        if (column.isPrimary) return asked.size > 0 && !asked.has(column) && keys.length > 1;
        if (column.role !== "measure" || (isPlain && asked.get(column) === true)) return false;
        return !asked.has(column) || (column.profile?.distinct ?? 0) > FEW;
      });
    });
  },
};

/** What the words group by, and whether they leave no doubt: "per" and "each", not "by". */
function askedKeys({ draft }: Inspected): ReadonlyMap<ColumnModel, boolean> {
  const asked = new Map<ColumnModel, boolean>();
  for (const fragment of draft.path.fragments)
    for (const piece of fragment.pieces) {
      if (piece.kind !== "group") continue;
      if (piece.key.kind === "column") asked.set(piece.key.column, piece.isStrong);
      if (piece.key.kind === "table" && piece.key.table.keyColumn) asked.set(piece.key.table.keyColumn, true);
    }
  return asked;
}

/** "Which supplier ..." answered with a figure that does not say which. */
const showsNoName: Flaw = {
  name: "shows-no-name",
  cost: 2.5,
  isIn: (inspected) => {
    const { query, text, question } = inspected;
    const asked = /^ (?:which|who|what) /.test(text) ? namedBehind(inspected) : undefined;
    const isWho = /^ who /.test(text);
    if (!asked && !isWho) return false;
    if (query.select.some((item) => item.expr.kind === "star")) return false;
    const shown = columnsIn(shownExprs(query), inspected);
    if (shown.length < query.select.length && shown.length === 0)
      return !/^ what /.test(text) && query.order === undefined;
    if (isWho) return shown.every((column) => column.type === "number" || column.type === "date");
    return (
      asked !== undefined &&
      shown.length > 0 &&
      shown.every(
        (column) =>
          column.type === "number" &&
          column.role === "measure" &&
          !question.mentions.columns[1]?.some((mention) => mention.column === column),
      )
    );
  },
};

/** The table that "which ..." asks for, when it has names to show. */
function namedBehind({ question }: Inspected): string | undefined {
  const table = question.mentions.tables[1]?.find((mention) => mention.score > 0.8)?.table;
  return table && table.nameColumns.length > 0 ? table.name : undefined;
}

/** Average temperature per month is an average within the month, not of the month's sum. */
const averagedSums: Flaw = {
  name: "averaged-sums",
  cost: 3,
  isIn: (inspected) => {
    const { query, text } = inspected;
    const inner = query.from?.select.at(-1)?.expr;
    if (query.select[0]?.expr.kind !== "aggregate" || inner?.kind !== "aggregate" || inner.fn !== "sum") return false;
    const column = columnOf(inner.arg, inspected.question.schema);
    if (!column || /\b(?:total|sum)\b/.test(text)) return false;
    return isIntensive(column) || /\b(?:value|size)\b/.test(text) || !isDaily(column);
  },
};

/** Figures booked per period already: their average per period is asked for more often than the average row. */
const isDaily = (column: ColumnModel): boolean => !column.table.keyColumn || !/price|amount|score/.test(column.name);

/** "conversions" counted by type: the word is the table's own name. */
const countsAnother: Flaw = {
  name: "counts-another",
  cost: 1.5,
  isIn: (inspected) => {
    const [item, ...more] = inspected.query.select;
    if (item?.expr.kind !== "aggregate" || item.expr.fn !== "count" || more.length > 0) return false;
    const column = columnOf(item.expr.arg, inspected.question.schema);
    if (!column || /\b(?:different|distinct|unique)\b/.test(inspected.text)) return false;
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
  isIn: ({ query, text, draft }) => {
    const [item, ...more] = query.select;
    if (more.length > 0 || query.groupBy || query.from || item?.expr.kind !== "aggregate" || item.expr.fn !== "count")
      return false;
    if (COUNTED.test(text) || /\bmany\b/.test(text)) return false;
    return !draft.form.includes("counted-rows") || /\b(?:who|whose|that|which)\b/.test(text);
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

/** A longer value stands in the words than the one that was taken: "Mexico City" is not Mexico. */
const partOfLongerValue: Flaw = {
  name: "part-of-longer-value",
  cost: 3,
  isIn: (inspected) => {
    const { values } = inspected.question.mentions;
    return inspected.draft.path.fragments.some((fragment) =>
      fragment.evidence.some(
        (evidence) =>
          evidence.role === "value" &&
          values.some((list, at) =>
            list.some(
              (longer) =>
                longer.how === "exact" &&
                at <= evidence.start &&
                longer.end >= evidence.end &&
                longer.end - at > evidence.end - evidence.start,
            ),
          ),
      ),
    );
  },
};

/** The day something was launched or founded, taken for when it happened, though no word says so. */
const ATTRIBUTE_DATES = /launch|birth|hire|sign|found|open|since|partner|expir|valid|updat|modif|count/i;
const foreignDate: Flaw = {
  name: "foreign-date",
  cost: 2.5,
  isIn: (inspected) => {
    const { question } = inspected;
    const stems = new Set(question.tokens.map((token) => token.stem));
    return inspected.blocks.some((block) => {
      const measured = exprsOf(block).flatMap((expr) =>
        expr.kind === "aggregate" && expr.arg.kind !== "output" ? [tableOf(expr.arg)] : [],
      );
      const dates = predicatesOf(block).flatMap((predicate) =>
        predicate.kind === "dateRange" ? columnsIn([predicate.left], inspected) : [],
      );
      const buckets = exprsOf(block).flatMap((expr) =>
        expr.kind === "bucket" || expr.kind === "datePart" ? columnsIn([expr.of], inspected) : [],
      );
      return [...dates, ...buckets].some(
        (date) =>
          ATTRIBUTE_DATES.test(date.name) &&
          !date.stems.some((word) => stems.has(word) && word !== "date") &&
          measured.some((table) => table !== undefined && table !== date.table.name),
      );
    });
  },
};

const tableOf = (expr: Expr): string | undefined =>
  expr.kind === "column" || expr.kind === "star" ? expr.table : undefined;

/** Tables that nobody named, strung together to reach a column: hardly ever what was meant. */
const LONG_WAY = 3;
const longWay: Flaw = {
  name: "long-way",
  cost: 1.5,
  isIn: (inspected) =>
    (joinCost(inspected.query, inspected.question.schema.catalog) ?? 0) > LONG_WAY && unnamedTables(inspected) > 1,
};

function unnamedTables({ query, question }: Inspected): number {
  const used = new Set(exprsOf(query).flatMap((expr) => tableOf(expr) ?? []));
  return [...used].filter((name) => {
    const table = question.schema.tables.find((candidate) => candidate.name === name);
    return table !== undefined && (question.mentions.tableScore.get(table.id) ?? 0) < 0.5;
  }).length;
}

/** A list of figures where one figure was asked: "how much", "quantity ordered from ...". */
const listsFigures: Flaw = {
  name: "lists-figures",
  cost: 1.5,
  isIn: (inspected) => {
    const { query, text } = inspected;
    if (query.groupBy || query.order || query.limit || query.from || query.isDistinct) return false;
    const shown = columnsIn(shownExprs(query), inspected);
    if (shown.length !== 1 || query.select.length !== 1 || !shown[0] || !isAdditive(shown[0])) return false;
    return (
      / how (?:much|many) /.test(text) || !/^ (?:list|show|display|give|what are|find|which|return|get)/.test(text)
    );
  },
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

/** Two figures of which the words name only one. */
const figuresUnasked: Flaw = {
  name: "figures-unasked",
  cost: 1.5,
  isIn: (inspected) => {
    const summed = inspected.query.select.flatMap(({ expr }) =>
      expr.kind === "aggregate" && containsAggregate(expr) ? columnsIn([expr.arg], inspected) : [],
    );
    if (summed.length < 2 || /\b(?:and|both|,)\b/.test(inspected.text) || inspected.text.includes(" , ")) return false;
    return new Set(summed).size > 1;
  },
};

/** A column that only brushes the words, where another bears them as its full name: "revenue" is not revenue_date. */
const weaklyNamed: Flaw = {
  name: "weakly-named",
  cost: 1.5,
  isIn: ({ draft, question }) =>
    draft.path.fragments.some((fragment) =>
      fragment.evidence.some((evidence) => {
        if (evidence.role !== "column") return false;
        const mentions = question.mentions.columns[evidence.start] ?? [];
        const taken = mentions.find(
          (mention) =>
            `${mention.column.table.name}.${mention.column.name}` === evidence.meaning && mention.end === evidence.end,
        );
        if (!taken || taken.level === "full" || taken.level === "own" || taken.level === "alias") return false;
        return mentions.some((other) => other.level === "full" && !other.isSynonym && other.end >= taken.end);
      }),
    ),
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

/** A column by another word, where one bears the very word that was said: "price" is not cost. */
const otherWord: Flaw = {
  name: "other-word",
  cost: 1.5,
  isIn: ({ draft, question }) =>
    draft.path.fragments.some((fragment) =>
      fragment.evidence.some((evidence) => {
        if (evidence.role !== "column") return false;
        const mentions = question.mentions.columns[evidence.start] ?? [];
        const taken = mentions.find(
          (mention) =>
            `${mention.column.table.name}.${mention.column.name}` === evidence.meaning && mention.end === evidence.end,
        );
        if (!taken?.isSynonym) return false;
        return mentions.some(
          (other) =>
            !other.isSynonym &&
            other.end >= taken.end &&
            other.column.role === taken.column.role &&
            other.level !== "trimmed",
        );
      }),
    ),
};

/** A word that names a table, taken for a value that happens to be spelt the same. */
const valueForName: Flaw = {
  name: "value-for-name",
  cost: 1.5,
  isIn: ({ draft, question }) =>
    draft.path.fragments.some((fragment) =>
      fragment.evidence.some(
        (evidence) =>
          evidence.role === "value" &&
          fragment.rule !== "named-value" &&
          (question.mentions.tables[evidence.start] ?? []).some(
            (mention) => mention.end === evidence.end && mention.score >= 0.9 && mention.level === "full",
          ),
      ),
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

const AGGREGATE_WORDS = /^(?:total|sum|average|mean|count|number|overall|most|best|top|much|many|made)$/;
/** "Total" of "total spend" is no column called value. */
const cueAsColumn: Flaw = {
  name: "cue-as-column",
  cost: 2,
  isIn: ({ draft, question }) =>
    draft.path.fragments.some((fragment) =>
      fragment.evidence.some((evidence) => {
        if (evidence.role !== "column" || evidence.end !== evidence.start + 1) return false;
        if (!AGGREGATE_WORDS.test(question.tokens[evidence.start]?.low ?? "")) return false;
        const taken = (question.mentions.columns[evidence.start] ?? []).find(
          (mention) => `${mention.column.table.name}.${mention.column.name}` === evidence.meaning,
        );
        return taken?.isSynonym === true;
      }),
    ),
};

/** How many rows a row of one's own is: one. Counting needs another table, or a column whose values repeat. */
const countsItself: Flaw = {
  name: "counts-itself",
  cost: 4,
  isIn: (inspected) =>
    inspected.blocks.some((block) => {
      const keys = columnsIn(block.groupBy ?? [], inspected);
      const [key] = keys;
      if (!key || block.from || keys.length < (block.groupBy ?? []).length) return false;
      const counts = exprsOf(block).filter(isRowCount);
      const isOwn = counts.some((expr) => expr.arg.kind === "star" && expr.arg.table === key.table.name);
      const isAlone =
        exprsOf(block).every((expr) => (tableOf(expr) ?? key.table.name) === key.table.name) && !block.anchors?.length;
      return isOwn && isAlone && keys.some((column) => repeats(column) === false);
    }),
};

/** One figure was asked for, "how many ...", and there is one for each of something that no word speaks of. */
const groupsUnasked: Flaw = {
  name: "groups-unasked",
  cost: 2,
  isIn: (inspected) => {
    if (!/^ how many |, how many \? $/.test(inspected.text) || !inspected.query.groupBy) return false;
    return (
      !hasPiece(inspected, ["group", "top", "trend", "countWhere", "frequent", "versus"]) ||
      (!/\b(?:per|by|each|every|in|across|for)\b/.test(inspected.text) && !hasPiece(inspected, ["countWhere", "top"]))
    );
  },
};

/** "quantity ordered from suppliers": ordered as goods are, not as rows are. */
const orderedAsGoods: Flaw = {
  name: "ordered-as-goods",
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

/** A table that was named takes no part, though the figure comes from another. */
const idleTable: Flaw = {
  name: "idle-table",
  cost: 1,
  isIn: ({ query, question, draft }) => {
    const used = new Set(queryTables(query));
    return question.mentions.tables.some((list, at) =>
      list.some(
        (mention) =>
          mention.level === "full" &&
          !mention.isSynonym &&
          mention.score > 0.95 &&
          !used.has(mention.table.name) &&
          !list.some((other) => other !== mention && other.end > mention.end) &&
          !draft.path.fragments.some((fragment) =>
            fragment.evidence.some(
              (evidence) => evidence.role !== "table" && evidence.start <= at && evidence.end > at,
            ),
          ),
      ),
    );
  },
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

const PEOPLE =
  /custom|client|employ|staff|rep|lead|student|user|member|person|people|passenger|patient|player|author|teacher|driver|contact|account|voter|guest|singer|artist|worker|visitor|victim/;
/** People are asked for and the rows are of something else. */
const countsNoPeople: Flaw = {
  name: "counts-no-people",
  cost: 3,
  isIn: ({ query, text, question }) => {
    if (!/ how many (?:people|persons|employees|workers) /.test(text)) return false;
    return query.select.some(({ expr }) => {
      if (!isRowCount(expr) || expr.arg.kind !== "star") return false;
      const { table: name } = expr.arg;
      const table = question.schema.tables.find((candidate) => candidate.name === name);
      return (
        table !== undefined &&
        !PEOPLE.test(`${table.name} ${table.nameColumns.map((column) => column.name).join(" ")}`.toLowerCase())
      );
    });
  },
};

/** The name of the thing that was named. */
const saysNothing: Flaw = {
  name: "says-nothing",
  cost: 2.5,
  isIn: (inspected) => {
    const { query } = inspected;
    const shown = columnsIn(shownExprs(query), inspected);
    const [only] = shown;
    if (!only || query.select.length !== 1 || query.groupBy || query.set) return false;
    return predicatesOf(query).some(
      (predicate) =>
        predicate.kind === "compare" &&
        predicate.op === "=" &&
        predicate.right.kind === "literal" &&
        columnOf(predicate.left, inspected.question.schema) === only,
    );
  },
};

/** "Do smokers tip more?" wants a yes or no, which no table of rows is. */
const yesOrNo: Flaw = {
  name: "yes-or-no",
  cost: 0,
  isIn: ({ text }) => /^ (?:do|does|did|is|are|was|were|has|have) /.test(text),
};

/** "How did the campaign do?" asks for a judgement. */
const asksJudgement: Flaw = {
  name: "asks-judgement",
  cost: 2,
  isIn: ({ text }) =>
    / how (?:did|does|do|is|are|was|were|has|have) .*\b(?:do|doing|going|perform\w*|go|look\w*|fare)\b/.test(text) ||
    /\b(?:good|bad|well|badly|poorly|important|interesting|unusual|strange)\b/.test(text),
};

export const FLAWS: readonly Flaw[] = [
  limitWithoutOrder,
  onePickOfMany,
  countedInsteadOfMeasured,
  groupedByMeasure,
  showsNoName,
  averagedSums,
  countsAnother,
  countsUnasked,
  orderedUnasked,
  partOfLongerValue,
  foreignDate,
  longWay,
  listsFigures,
  flagMisused,
  orderedByText,
  cutUnasked,
  figuresUnasked,
  weaklyNamed,
  extremeOfKey,
  otherWord,
  valueForName,
  mostOfTable,
  cueAsColumn,
  countsItself,
  groupsUnasked,
  orderedAsGoods,
  idleTable,
  cutsGroups,
  countsNoPeople,
  saysNothing,
  yesOrNo,
  asksJudgement,
];
