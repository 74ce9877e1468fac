import { blockTables, type Expr, type Query } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import { areTied } from "../generate/coherence.ts";
import { joinCost } from "../generate/join-check.ts";
import type { Evidence } from "../generate/piece.ts";
import type { ColumnMention } from "../mentions/find-mentions.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { ownersOf } from "./asked.ts";
import { columnsIn, type Flaw, inSomeFragment, tableOf } from "./flaw.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

/** A longer value stands in the words than the one that was taken: "Mexico City" is not Mexico. */
const partOfLongerValue: Flaw = {
  name: "part-of-longer-value",
  isOfWords: true,
  cost: 3,
  isIn: inSomeFragment(({ evidence }, { mentions }) =>
    evidence.some(
      ({ role, start, end }) =>
        role === "value" &&
        mentions.values.some((list, at) =>
          list.some(
            (longer) => longer.how === "exact" && at <= start && longer.end >= end && longer.end - at > end - start,
          ),
        ),
    ),
  ),
};

/** The day something was launched or founded, taken for when it happened, though no word says so. */
const ATTRIBUTE_DATES = /launch|birth|hire|sign|found|open|since|partner|expir|valid|updat|modif|count/i;
const foreignDate: Flaw = {
  name: "foreign-date",
  cost: 2.5,
  isIn: (inspected) => {
    const { tokens } = inspected.question;
    const isSaid = (word: string): boolean => word !== "dat" && tokens.some((token) => token.stem === word);
    return inspected.blocks.some((block) => {
      const dates = datesIn(block, inspected);
      if (dates.length === 0) return false;
      const measured = exprsOf(block).flatMap((expr) =>
        expr.kind === "aggregate" && expr.arg.kind !== "output" ? [tableOf(expr.arg)] : [],
      );
      return dates.some(
        (date) =>
          ATTRIBUTE_DATES.test(date.name) &&
          !date.stems.some(isSaid) &&
          measured.some((table) => table !== undefined && table !== date.table.name),
      );
    });
  },
};

/** Columns of dates that a block limits or divides. */
function datesIn(block: Query, inspected: Inspected): ColumnModel[] {
  const found: Expr[] = [];
  for (const predicate of predicatesOf(block)) if (predicate.kind === "dateRange") found.push(predicate.left);
  for (const expr of exprsOf(block)) if (expr.kind === "bucket" || expr.kind === "datePart") found.push(expr.of);
  return columnsIn(found, inspected);
}

/** Tables that nobody named, strung together to reach a column: hardly ever what was meant. */
const LONG_WAY = 3;
const longWay: Flaw = {
  name: "long-way",
  cost: 1.5,
  isIn: (inspected) =>
    inspected.blocks.some((block) => blockTables(block).length > 1) &&
    (joinCost(inspected.query, inspected.question.schema.catalog) ?? 0) > LONG_WAY &&
    unnamedTables(inspected) > 1,
};

function unnamedTables({ query, question }: Inspected): number {
  const used = new Set(exprsOf(query).flatMap((expr) => tableOf(expr) ?? []));
  return [...used].filter((name) => {
    const table = question.schema.tables.find((candidate) => candidate.name === name);
    return table !== undefined && (question.mentions.tableScore.get(table.id) ?? 0) < 0.5;
  }).length;
}

/** The mention that a column was taken from, and all of the same place. */
function takenColumn(
  { role, start, end, meaning }: Evidence,
  { mentions }: AnalyzedQuestion,
): { readonly taken: ColumnMention | undefined; readonly mentions: readonly ColumnMention[] } {
  const here = role === "column" ? (mentions.columns[start] ?? []) : [];
  const taken = here.find(
    (mention) => mention.end === end && `${mention.column.table.name}.${mention.column.name}` === meaning,
  );
  return { taken, mentions: here };
}

/** A column that only brushes the words, where another bears them as its full name: "revenue" is not revenue_date. */
const weaklyNamed: Flaw = {
  name: "weakly-named",
  isOfWords: true,
  cost: 1.5,
  isIn: inSomeFragment((fragment, question) =>
    fragment.evidence.some((evidence) => {
      const { taken, mentions } = takenColumn(evidence, question);
      if (!taken || taken.level === "full" || taken.level === "own" || taken.level === "alias") return false;
      return mentions.some((other) => other.level === "full" && !other.isSynonym && other.end >= taken.end);
    }),
  ),
};

const NAMED = 0.5;
const isWhole = ({ level }: ColumnMention): boolean => level === "full" || level === "own";
/** What another word for a table's name reaches. */
const CLEARLY = 0.7;

/** "The name of the film" is its title. */
function isNameOfOwner(column: ColumnModel, at: number, question: AnalyzedQuestion): boolean {
  if (question.tokens[at]?.lemma !== "name" || !column.table.nameColumns.includes(column)) return false;
  const owners = ownersOf(question, at);
  return owners.length > 0
    ? owners.includes(column.table)
    : (question.mentions.tableScore.get(column.table.id) ?? 0) > NAMED;
}

const CERTAINLY = 0.9;

/** What bears the word lies apart from another table that was named, and what was taken does not. */
function isOutOfReach(other: ColumnMention, taken: ColumnMention, { mentions, schema }: AnalyzedQuestion): boolean {
  const [own, mine] = [other.column.table, taken.column.table];
  if (areTied(own, mine, schema)) return false;
  return schema.tables.some(
    (table) => (mentions.tableScore.get(table.id) ?? 0) >= CERTAINLY && table !== own && areTied(table, mine, schema),
  );
}

/** A column by another word, where one of what was spoken of bears the very word that was said: "price" is not cost. */
const otherWord: Flaw = {
  name: "other-word",
  isOfWords: true,
  cost: 1.5,
  isIn: inSomeFragment((fragment, question) =>
    fragment.evidence.some((evidence) => {
      const { taken, mentions } = takenColumn(evidence, question);
      if (!taken?.isSynonym) return false;
      const { tableScore } = question.mentions;
      const named = tableScore.get(taken.column.table.id) ?? 0;
      if (isNameOfOwner(taken.column, evidence.start, question)) return false;
      return mentions.some(
        (other) =>
          !other.isSynonym &&
          other.end >= taken.end &&
          other.column.role === taken.column.role &&
          other.level !== "trimmed" &&
          !isOutOfReach(other, taken, question) &&
          (!isWhole(taken) || named <= CLEARLY || (tableScore.get(other.column.table.id) ?? 0) >= named),
      );
    }),
  ),
};

/** A word that names a table, taken for a value that happens to be spelt the same. */
const valueForName: Flaw = {
  name: "value-for-name",
  isOfWords: true,
  cost: 1.5,
  isIn: inSomeFragment(
    ({ evidence, rule }, { mentions }) =>
      rule !== "named-value" &&
      evidence.some(
        ({ role, start, end }) =>
          role === "value" &&
          (mentions.tables[start] ?? []).some(
            (mention) => mention.end === end && mention.score >= 0.9 && mention.level === "full",
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
  isIn: inSomeFragment((fragment, question) =>
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
  asks: ({ question }) => clearTables(question).length > 0,
  isIn: ({ blocks, question, draft }) =>
    clearTables(question).some(
      ({ at, name }) =>
        !blocks.some((block) => blockTables(block).some(({ table }) => table === name)) &&
        !draft.path.fragments.some((fragment) =>
          fragment.evidence.some((evidence) => evidence.role !== "table" && evidence.start <= at && evidence.end > at),
        ),
    ),
};

interface ClearTable {
  readonly at: number;
  readonly name: string;
}

const clear = new WeakMap<AnalyzedQuestion, readonly ClearTable[]>();

/** Tables that are named in full, by words that no longer name goes on from. */
function clearTables(question: AnalyzedQuestion): readonly ClearTable[] {
  const earlier = clear.get(question);
  if (earlier) return earlier;
  const found = question.mentions.tables.flatMap((list, at) =>
    list.flatMap(({ end, isSynonym, level, score, table }) => {
      const isClear = level === "full" && !isSynonym && score > 0.95;
      return isClear && !list.some((other) => other.end > end) ? [{ at, name: table.name }] : [];
    }),
  );
  clear.set(question, found);
  return found;
}

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
