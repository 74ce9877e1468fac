import { blockTables, containsAggregate, queryTables, walkPredicate, walkQuery } from "@parlance/sql";
import type { AnalyzedQuestion } from "./analyze.ts";
import type { Draft } from "./assemble.ts";
import type { Evidence } from "./piece.ts";

interface FeatureInput {
  readonly draft: Draft;
  readonly joins: number;
  readonly handScore: number;
  readonly best: number;
}

type Feature = (input: FeatureInput, question: AnalyzedQuestion) => number;

const evidence = (draft: Draft): readonly Evidence[] => draft.path.fragments.flatMap((fragment) => fragment.evidence);
const minimum = (values: readonly number[]): number => (values.length === 0 ? 1 : Math.min(...values));
const skippedOf = (draft: Draft, question: AnalyzedQuestion, kinds: readonly string[]): number =>
  draft.path.skipped.filter((at) => kinds.includes(question.tokens[at]?.kind ?? "")).length;
const roleScores = (draft: Draft, roles: readonly string[]): number[] =>
  evidence(draft)
    .filter((entry) => roles.includes(entry.role))
    .map((entry) => entry.score);

function predicateCount(draft: Draft): number {
  let count = 0;
  walkQuery(draft.query, (query) => {
    if (query.where)
      walkPredicate(
        query.where,
        () => undefined,
        (predicate) => {
          if (!["and", "or", "not"].includes(predicate.kind)) count += 1;
        },
      );
  });
  return count;
}

const selectEvidence = (draft: Draft): number[] =>
  draft.path.fragments
    .filter((fragment) => fragment.pieces.some((piece) => ["project", "aggregate", "count"].includes(piece.kind)))
    .flatMap((fragment) => fragment.evidence.map((entry) => entry.score));

const shownColumns = (draft: Draft): Set<string> =>
  new Set(
    draft.query.select.flatMap((item) =>
      item.expr.kind === "column" ? [`${item.expr.table}.${item.expr.column}`] : [],
    ),
  );

/** Shown columns that a condition already fixes. */
function sharedColumns(draft: Draft): number {
  const shown = shownColumns(draft);
  let count = 0;
  if (draft.query.where) {
    walkPredicate(draft.query.where, (expr) => {
      if (expr.kind === "column" && shown.has(`${expr.table}.${expr.column}`)) count += 1;
    });
  }
  return count;
}

const orderedColumns = (draft: Draft): number => {
  const shown = shownColumns(draft);
  return (draft.query.order ?? []).filter(
    ({ expr }) => expr.kind === "column" && shown.has(`${expr.table}.${expr.column}`),
  ).length;
};

const hasRule = (draft: Draft, prefix: string): number =>
  draft.path.fragments.filter((fragment) => fragment.rule.startsWith(prefix)).length;
const hasForm = (draft: Draft, word: string): number => (draft.form.split(" ").includes(word) ? 1 : 0);
const used = (draft: Draft): Set<string> => new Set(queryTables(draft.query));
const valueSlots = (question: AnalyzedQuestion): number =>
  question.mentions.values.filter((list) => list.some((mention) => mention.score >= 0.85)).length;

/** Tables that were named clearly and play no part. */
function namedButIdle(draft: Draft, question: AnalyzedQuestion): number {
  const tables = used(draft);
  let count = 0;
  for (const [id, score] of question.mentions.tableScore) {
    const table = question.schema.tables[id];
    if (score > 0.9 && table && !tables.has(table.name)) count += 1;
  }
  return count;
}

/** Tables that play a part although nothing names them. */
const idleTables = (draft: Draft, question: AnalyzedQuestion): number =>
  [...used(draft)].filter((name) => {
    const table = question.schema.tables.find((candidate) => candidate.name === name);
    return table !== undefined && (question.mentions.tableScore.get(table.id) ?? 0) < 0.4;
  }).length;

const TABLE: readonly (readonly [string, Feature])[] = [
  ["handScore", ({ handScore }) => handScore / 10],
  ["behindBest", ({ handScore, best }) => Math.max(-3, handScore - best)],
  ["formBonus", ({ draft }) => draft.bonus],
  ["pathScore", ({ draft }) => draft.path.score / 10],
  ["skippedWords", ({ draft }, question) => skippedOf(draft, question, ["word"])],
  ["skippedNumbers", ({ draft }, question) => skippedOf(draft, question, ["number", "quoted"])],
  [
    "skippedShare",
    ({ draft }, question) =>
      draft.path.skipped.length / Math.max(1, question.tokens.filter((token) => token.isContent).length),
  ],
  ["columnMean", ({ draft }) => mean(roleScores(draft, ["column", "group"]))],
  ["columnMin", ({ draft }) => minimum(roleScores(draft, ["column", "group"]))],
  ["tableMin", ({ draft }) => minimum(roleScores(draft, ["table"]))],
  ["valueMin", ({ draft }) => minimum(roleScores(draft, ["value"]))],
  ["orderMin", ({ draft }) => minimum(roleScores(draft, ["order"]))],
  ["guesses", ({ draft }) => evidence(draft).filter((entry) => entry.isGuess).length],
  ["joins", ({ joins }) => joins],
  ["tables", ({ draft }) => used(draft).size],
  ["idleTables", ({ draft }, question) => idleTables(draft, question)],
  ["namedButIdle", ({ draft }, question) => namedButIdle(draft, question)],
  ["anchors", ({ draft }) => draft.query.anchors?.length ?? 0],
  ["blockTables", ({ draft }) => blockTables(draft.query).length],
  ["selectItems", ({ draft }) => draft.query.select.length],
  ["aggregates", ({ draft }) => draft.query.select.filter((item) => containsAggregate(item.expr)).length],
  ["predicates", ({ draft }) => predicateCount(draft)],
  ["predicatesPerValue", ({ draft }, question) => predicateCount(draft) - valueSlots(question)],
  ["isGrouped", ({ draft }) => (draft.query.groupBy ? 1 : 0)],
  ["groupKeys", ({ draft }) => draft.query.groupBy?.length ?? 0],
  ["hasHaving", ({ draft }) => (draft.query.having ? 1 : 0)],
  ["hasOrder", ({ draft }) => (draft.query.order ? 1 : 0)],
  ["hasLimit", ({ draft }) => (draft.query.limit ? 1 : 0)],
  ["isDistinct", ({ draft }) => (draft.query.isDistinct ? 1 : 0)],
  ["isSet", ({ draft }) => (draft.query.set ? 1 : 0)],
  ["isNested", ({ draft }) => (draft.query.from ? 1 : 0)],
  ["weakLinks", ({ draft }) => evidence(draft).filter((entry) => entry.score < 0.6).length],
  ["selectMin", ({ draft }) => minimum(selectEvidence(draft))],
  ["selectMean", ({ draft }) => mean(selectEvidence(draft))],
  ["filteredShown", ({ draft }) => sharedColumns(draft)],
  ["orderedShown", ({ draft }) => orderedColumns(draft)],
  ["projections", ({ draft }) => draft.path.fragments.filter((fragment) => fragment.rule === "project").length],
  [
    "unprojected",
    ({ draft }) =>
      draft.path.fragments.some((fragment) =>
        fragment.pieces.some((piece) => ["project", "count", "aggregate"].includes(piece.kind)),
      )
        ? 0
        : 1,
  ],
  [
    "covered",
    ({ draft }, question) =>
      draft.path.fragments.reduce((sum, fragment) => sum + fragment.end - fragment.start, 0) /
      Math.max(1, question.tokens.length),
  ],
  ["words", (_, question) => question.tokens.length / 20],
  ["focusTable", ({ draft }, question) => (question.focus[0] && used(draft).has(question.focus[0].name) ? 1 : 0)],
  ["schemaTables", (_, question) => Math.min(1, question.schema.tables.length / 20)],
  ["selectsRows", ({ draft }) => (draft.query.select.some((item) => item.expr.kind === "star") ? 1 : 0)],
  ["fragments", ({ draft }) => draft.path.fragments.length],
  ["corrections", (_, question) => question.mentions.corrections.size],
  ...[
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
  ].map((word): readonly [string, Feature] => [`form:${word}`, ({ draft }) => hasForm(draft, word)]),
  ...[
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
  ].map((rule): readonly [string, Feature] => [`rule:${rule}`, ({ draft }) => hasRule(draft, rule)]),
];

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Names of the numbers in a candidate's `dense`, in order. */
export const DENSE_FEATURES: readonly string[] = TABLE.map(([name]) => name);

export const denseFeatures = (input: FeatureInput, question: AnalyzedQuestion): number[] =>
  TABLE.map(([, feature]) => feature(input, question));
