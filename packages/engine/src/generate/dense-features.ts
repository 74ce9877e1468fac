import {
  type BlockParts,
  blockTables,
  type ColumnExpr,
  containsAggregate,
  type Predicate,
  partsOfBlock,
  type Query,
  queryTables,
  walkPredicate,
  walkQuery,
} from "@parlance/sql";
import { NEGATIONS } from "../lexicon/function-words.ts";
import { identifierWords } from "../text/identifier-words.ts";
import { stem } from "../text/stem.ts";
import type { AnalyzedQuestion } from "./analyze.ts";
import type { Draft } from "./assemble.ts";
import type { Path } from "./lattice.ts";
import type { Evidence } from "./piece.ts";

interface FeatureInput {
  readonly draft: Draft;
  readonly joins: number;
  readonly handScore: number;
  readonly best: number;
}

/** What the features of one candidate share, worked out once. */
interface Facts extends FeatureInput {
  readonly question: QuestionFacts;
  /** The query and all that is nested in it. */
  readonly blocks: readonly BlockParts[];
  /** Names of the tables it reads. */
  readonly used: readonly string[];
  readonly predicates: number;
}

type Feature = (facts: Facts) => number;

/** What many candidates made of the same fragments share. */
interface PathFacts {
  readonly path: Path;
  readonly question: QuestionFacts;
  readonly evidence: readonly Evidence[];
  readonly selected: readonly number[];
}

type PathFeature = (facts: PathFacts) => number;

/** What holds of the question whatever the reading, worked out once for all its candidates. */
export interface QuestionFacts {
  readonly question: AnalyzedQuestion;
  readonly contentWords: number;
  readonly valueSlots: number;
  readonly clearTables: readonly string[];
  readonly tableScores: ReadonlyMap<string, number>;
  readonly stems: ReadonlySet<string>;
  readonly negations: readonly number[];
  /** Names of columns said word for word, by where they stand. */
  readonly clearColumns: ReadonlyMap<number, readonly string[]>;
  /** Rows with what depends on the fragments alone, filled in as they are met. */
  readonly rowOf: Map<Path, Float64Array>;
}

export function questionFacts(question: AnalyzedQuestion): QuestionFacts {
  const tableScores = new Map<string, number>();
  for (const [id, score] of question.mentions.tableScore) {
    const name = question.schema.tables[id]?.name;
    if (name !== undefined) tableScores.set(name, score);
  }
  return {
    question,
    contentWords: question.tokens.filter((token) => token.isContent).length,
    valueSlots: question.mentions.values.filter((list) => list.some((mention) => mention.score >= 0.85)).length,
    clearTables: [...tableScores].filter(([, score]) => score > 0.9).map(([name]) => name),
    tableScores,
    stems: new Set(question.tokens.map((token) => token.stem)),
    negations: question.tokens.flatMap((token) =>
      NEGATIONS.has(token.low) || token.low.endsWith("n't") ? [token.index] : [],
    ),
    clearColumns: clearColumnsOf(question),
    rowOf: new Map(),
  };
}

function clearColumnsOf(question: AnalyzedQuestion): Map<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  question.mentions.columns.forEach((list, at) => {
    const clear = list.filter((mention) => mention.level === "full" && !mention.isSynonym && mention.score > 0.9);
    if (clear.length > 0) found.set(at, [...new Set(clear.map((mention) => mention.column.name))]);
  });
  return found;
}

const minimum = (values: readonly number[]): number => (values.length === 0 ? 1 : Math.min(...values));
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;

const skippedOf = ({ path, question }: PathFacts, kinds: readonly string[]): number =>
  path.skipped.filter((at) => kinds.includes(question.question.tokens[at]?.kind ?? "")).length;
const roleScores = ({ evidence }: PathFacts, ...roles: readonly string[]): number[] =>
  evidence.filter((entry) => roles.includes(entry.role)).map((entry) => entry.score);

const isJunction = ({ kind }: Predicate): boolean => kind === "and" || kind === "or" || kind === "not";

function predicateCount(blocks: readonly BlockParts[]): number {
  let count = 0;
  for (const { conditions } of blocks) for (const predicate of conditions) if (!isJunction(predicate)) count += 1;
  return count;
}

const selectEvidence = (path: Path): number[] =>
  path.fragments
    .filter((fragment) => fragment.pieces.some((piece) => ["project", "aggregate", "count"].includes(piece.kind)))
    .flatMap((fragment) => fragment.evidence.map((entry) => entry.score));

const isShown = (column: ColumnExpr, { select }: Query): boolean =>
  select.some(({ expr }) => expr.kind === "column" && expr.column === column.column && expr.table === column.table);

/** Shown columns that a condition already fixes. */
function sharedColumns({ draft: { query } }: Facts): number {
  let count = 0;
  if (query.where) {
    walkPredicate(query.where, (expr) => {
      if (expr.kind === "column" && isShown(expr, query)) count += 1;
    });
  }
  return count;
}

const orderedColumns = ({ draft: { query } }: Facts): number =>
  query.order?.filter(({ expr }) => expr.kind === "column" && isShown(expr, query)).length ?? 0;

/** Tables that were named clearly and play no part. */
const namedButIdle = ({ used, question }: Facts): number =>
  question.clearTables.filter((name) => !used.includes(name)).length;

/** Tables that play a part although nothing names them. */
const idleTables = ({ used, question }: Facts): number =>
  used.filter((name) => (question.tableScores.get(name) ?? 0) < 0.4).length;

const NEGATING_FORMS = new Set(["turned", "none-such", "except"]);

/** Words such as "not" of which the reading made nothing. */
const openNegations = ({ draft, question }: Facts): number =>
  question.negations.length === 0 || draft.form.split(" ").some((form) => NEGATING_FORMS.has(form))
    ? 0
    : question.negations.filter(
        (at) => !draft.path.fragments.some((fragment) => fragment.start <= at && at < fragment.end),
      ).length;

/** Words of a chosen key that the question holds: "winning pilot" speaks for match.winning_pilot. */
const saidKeys = ({ draft, question }: Facts): number =>
  (draft.query.joinHints ?? []).reduce(
    (sum, { key }) =>
      sum +
      identifierWords(key.slice(key.lastIndexOf(".") + 1)).filter((word) => question.stems.has(stem(word))).length,
    0,
  );

/** Columns named in full that play no part. */
function clearIdleColumns({ blocks, question }: Facts): number {
  if (question.clearColumns.size === 0) return 0;
  const isUsed = (name: string): boolean =>
    blocks.some(({ exprs }) => exprs.some((expr) => expr.kind === "column" && expr.column === name));
  let count = 0;
  for (const names of question.clearColumns.values()) if (!names.some(isUsed)) count += 1;
  return count;
}

type Row = readonly [name: string, ofPath: PathFeature] | readonly [name: string, ofPath: undefined, of: Feature];

const ofPath = (name: string, feature: PathFeature): Row => [name, feature];
const of = (name: string, feature: Feature): Row => [name, undefined, feature];

const TABLE: readonly Row[] = [
  of("handScore", ({ handScore }) => handScore / 10),
  of("behindBest", ({ handScore, best }) => Math.max(-3, handScore - best)),
  of("formBonus", ({ draft }) => draft.bonus),
  ofPath("pathScore", ({ path }) => path.score / 10),
  ofPath("skippedWords", (facts) => skippedOf(facts, ["word"])),
  ofPath("skippedNumbers", (facts) => skippedOf(facts, ["number", "quoted"])),
  ofPath("skippedShare", ({ path, question }) => path.skipped.length / Math.max(1, question.contentWords)),
  ofPath("columnMean", (facts) => mean(roleScores(facts, "column", "group"))),
  ofPath("columnMin", (facts) => minimum(roleScores(facts, "column", "group"))),
  ofPath("tableMin", (facts) => minimum(roleScores(facts, "table"))),
  ofPath("valueMin", (facts) => minimum(roleScores(facts, "value"))),
  ofPath("orderMin", (facts) => minimum(roleScores(facts, "order"))),
  ofPath("guesses", ({ evidence }) => evidence.filter((entry) => entry.isGuess).length),
  of("joins", ({ joins }) => joins),
  of("tables", ({ used }) => used.length),
  of("idleTables", idleTables),
  of("namedButIdle", namedButIdle),
  of("anchors", ({ draft }) => draft.query.anchors?.length ?? 0),
  of("blockTables", ({ draft }) => blockTables(draft.query).length),
  of("selectItems", ({ draft }) => draft.query.select.length),
  of("aggregates", ({ draft }) => draft.query.select.filter((item) => containsAggregate(item.expr)).length),
  of("predicates", ({ predicates }) => predicates),
  of("predicatesPerValue", ({ predicates, question }) => predicates - question.valueSlots),
  of("isGrouped", ({ draft }) => (draft.query.groupBy ? 1 : 0)),
  of("groupKeys", ({ draft }) => draft.query.groupBy?.length ?? 0),
  of("hasHaving", ({ draft }) => (draft.query.having ? 1 : 0)),
  of("hasOrder", ({ draft }) => (draft.query.order ? 1 : 0)),
  of("hasLimit", ({ draft }) => (draft.query.limit ? 1 : 0)),
  of("isDistinct", ({ draft }) => (draft.query.isDistinct ? 1 : 0)),
  of("isSet", ({ draft }) => (draft.query.set ? 1 : 0)),
  of("isNested", ({ draft }) => (draft.query.from ? 1 : 0)),
  ofPath("weakLinks", ({ evidence }) => evidence.filter((entry) => entry.score < 0.6).length),
  ofPath("selectMin", ({ selected }) => minimum(selected)),
  ofPath("selectMean", ({ selected }) => mean(selected)),
  of("filteredShown", sharedColumns),
  of("orderedShown", orderedColumns),
  ofPath("projections", ({ path }) => path.fragments.filter((fragment) => fragment.rule === "project").length),
  ofPath("unprojected", ({ path }) =>
    path.fragments.some((fragment) =>
      fragment.pieces.some((piece) => ["project", "count", "aggregate"].includes(piece.kind)),
    )
      ? 0
      : 1,
  ),
  ofPath(
    "covered",
    ({ path, question }) =>
      path.fragments.reduce((sum, fragment) => sum + fragment.end - fragment.start, 0) /
      Math.max(1, question.question.tokens.length),
  ),
  ofPath("words", ({ question }) => question.question.tokens.length / 20),
  of("focusTable", ({ used, question }) =>
    question.question.focus[0] && used.includes(question.question.focus[0].name) ? 1 : 0,
  ),
  ofPath("schemaTables", ({ question }) => Math.min(1, question.question.schema.tables.length / 20)),
  of("selectsRows", ({ draft }) => (draft.query.select.some((item) => item.expr.kind === "star") ? 1 : 0)),
  ofPath("fragments", ({ path }) => path.fragments.length),
  of("openNegations", openNegations),
  of("saidKeys", saidKeys),
  of("clearIdleColumns", clearIdleColumns),
  ofPath("corrections", ({ question }) => question.question.mentions.corrections.size),
];

/** Ways to put the parts together that a reading's form may name. */
const FORMS: readonly string[] = [
  "name",
  "full-name",
  "row",
  "key",
  "lead",
  "extreme-value",
  "counted",
  "by-shown",
  "by-key",
  "table",
  "table-name",
  "table-key",
  "hidden-key",
  "summed",
  "averaged",
  "listed",
  "extreme",
  "distinct",
  "count-distinct",
  "ties",
  "count-groups",
  "absent",
  "absent-where",
  "none-such",
  "intersect",
  "per-group",
  "figure",
  "filter-hidden",
  "summed-all",
  "counted-rows",
  "both-exist",
  "ratio",
  "nested",
  "nested-sum",
  "difference",
  "side-by-side",
  "compared",
  "share-by",
  "share-of",
  "having-sum",
  "union",
  "except",
  "inner-where",
  "most-filter",
  "key-role",
  "key-choice",
  "key-instead",
  "shorter",
  "twin",
  "spread",
  "once-each",
  "turned",
  "listed-sentence",
];

/** Beginnings of the names of rules; how many fragments a rule made is a feature. */
const RULES: readonly string[] = [
  "project",
  "entity",
  "count-table",
  "count-column",
  "count-rows",
  "stored-count",
  "summed-count",
  "aggregate",
  "extreme-aggregate",
  "aggregate-entity",
  "value-exact",
  "value-stem",
  "value-alias",
  "value-word",
  "value-typo",
  "named-value",
  "column-comparison",
  "column-number",
  "comparison-column",
  "count-comparison",
  "adjective-comparison",
  "bare-comparison",
  "versus-average",
  "like",
  "unknown-text",
  "null",
  "flag",
  "date",
  "absent",
  "order",
  "direction",
  "top-column",
  "top-count",
  "top-rows",
  "top-by",
  "top-aggregate",
  "superlative",
  "bare-extreme",
  "frequent",
  "limit",
  "group-column",
  "group-table",
  "bucket",
  "full-name",
  "aggregate-list",
  "aggregate-comparison",
  "trailing-aggregate",
  "how-much",
  "distinct",
  "versus",
  "nested-count",
  "versus-other",
  "numbered-row",
];

/** Names of the numbers in a candidate's `dense`, in order. */
export const DENSE_FEATURES: readonly string[] = [
  ...TABLE.map(([name]) => name),
  ...FORMS.map((word) => `form:${word}`),
  ...RULES.map((rule) => `rule:${rule}`),
];

const FORM_PLACES: ReadonlyMap<string, number> = new Map(FORMS.map((word, i) => [word, TABLE.length + i]));
const rulePlaces = new Map<string, readonly number[]>();

/** Where a rule counts: "aggregate-list" is an "aggregate" too. */
function placesOf(rule: string): readonly number[] {
  const known = rulePlaces.get(rule);
  if (known) return known;
  const start = TABLE.length + FORMS.length;
  const places = RULES.flatMap((prefix, i) => (rule.startsWith(prefix) ? [start + i] : []));
  rulePlaces.set(rule, places);
  return places;
}

const PATH_PLACES = TABLE.flatMap(([, feature], at) => (feature ? [{ at, feature }] : []));
const PLACES = TABLE.flatMap(([, , feature], at) => (feature ? [{ at, feature }] : []));

/** What follows from the fragments alone; places of the rest hold nought. */
function pathRow(path: Path, question: QuestionFacts): Float64Array {
  const known = question.rowOf.get(path);
  if (known) return known;
  const evidence = path.fragments.flatMap((fragment) => fragment.evidence);
  const facts: PathFacts = { path, question, evidence, selected: selectEvidence(path) };
  const row = new Float64Array(DENSE_FEATURES.length);
  for (const { at, feature } of PATH_PLACES) row[at] = feature(facts);
  for (const { rule } of path.fragments) for (const place of placesOf(rule)) row[place] = (row[place] ?? 0) + 1;
  question.rowOf.set(path, row);
  return row;
}

export function denseFeatures(input: FeatureInput, question: QuestionFacts): Float64Array {
  const { draft, joins, handScore, best } = input;
  const blocks: BlockParts[] = [];
  walkQuery(draft.query, (block) => blocks.push(partsOfBlock(block)));
  const used = queryTables(draft.query);
  const facts: Facts = { draft, joins, handScore, best, question, blocks, used, predicates: predicateCount(blocks) };
  const dense = pathRow(draft.path, question).slice();
  for (const { at, feature } of PLACES) dense[at] = feature(facts);
  for (const form of draft.form.split(" ")) {
    const place = FORM_PLACES.get(form);
    if (place !== undefined) dense[place] = 1;
  }
  return dense;
}
