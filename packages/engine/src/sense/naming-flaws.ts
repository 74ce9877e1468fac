import { queryTables } from "@parlance/sql";
import { joinCost } from "../generate/join-check.ts";
import { columnsIn, type Flaw, tableOf } from "./flaw.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

/** A longer value stands in the words than the one that was taken: "Mexico City" is not Mexico. */
const partOfLongerValue: Flaw = {
  name: "part-of-longer-value",
  isOfWords: true,
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

/** A column that only brushes the words, where another bears them as its full name: "revenue" is not revenue_date. */
const weaklyNamed: Flaw = {
  name: "weakly-named",
  isOfWords: true,
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

/** A column by another word, where one bears the very word that was said: "price" is not cost. */
const otherWord: Flaw = {
  name: "other-word",
  isOfWords: true,
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
  isOfWords: true,
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

const AGGREGATE_WORDS = /^(?:total|sum|average|mean|count|number|overall|most|best|top|much|many|made)$/;
/** "Total" of "total spend" is no column called value. */
const cueAsColumn: Flaw = {
  name: "cue-as-column",
  isOfWords: true,
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

export const NAMING_FLAWS: readonly Flaw[] = [
  partOfLongerValue,
  foreignDate,
  longWay,
  weaklyNamed,
  otherWord,
  valueForName,
  cueAsColumn,
  idleTable,
];
