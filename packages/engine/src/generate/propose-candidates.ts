import { canonicalText, type Expr, forgetBriefly, type Query } from "@parlance/sql";
import { isoDay, today } from "../dates/calendar.ts";
import { writeOutDerived } from "../derived/write-out-derived.ts";
import type { EngineRequest } from "../engine-request.ts";
import { type MetricColumn, metricWords, writeOutMetrics } from "../knowledge/metric-column.ts";
import { NEGATIONS } from "../lexicon/function-words.ts";
import type { PreparedSource } from "../source.ts";
import { type AnalyzedQuestion, analyze } from "./analyze.ts";
import { assemble, type Draft } from "./assemble.ts";
import { delexicalize } from "./delexicalize.ts";
import { denseFeatures, questionFacts } from "./dense-features.ts";
import { distinctPaths } from "./distinct-paths.ts";
import { joinCost } from "./join-check.ts";
import { bestPaths, type Path } from "./lattice.ts";
import { nearbyQueries, unions } from "./nearby-queries.ts";

/** One possible reading, before it is ranked. */
export interface EngineCandidate {
  readonly query: Query;
  readonly draft: Draft;
  /** In the order of DENSE_FEATURES. */
  readonly dense: Float64Array;
  /** The sum of hand-set scores; the order used when there is no trained ranker. */
  readonly handScore: number;
}

export interface Proposal {
  readonly candidates: readonly EngineCandidate[];
  readonly question: AnalyzedQuestion;
  /** The question's words with names and values replaced by their kind: what the ranker reads. */
  readonly tokens: readonly string[];
}

const MAX_PATHS = 28;
/** Of these some say nothing new. */
const MAX_FOUND = 40;
const MAX_CANDIDATES = 120;
/** By hand-set score: what lies further behind the best path or reading is not ranked. None of 1,000 first readings did. */
const MAX_BEHIND = 3;
/** Readings over tables that nothing ties together, which may still be lists put below one another. */
const MAX_UNRELATED = 6;
/** Readings whose neighbours are looked at too. */
const MAX_STARTS = 16;
/** A join is a claim nobody made; a long chain of them is hardly ever meant. */
const joinPenalty = (cost: number): number => 0.25 * cost + 0.12 * Math.max(0, cost - 2) ** 2;

interface Scored {
  readonly draft: Draft;
  readonly joins: number;
  readonly handScore: number;
}

/** True when a word such as "not" is used by no part of the reading. */
const hasOpenNegation = (draft: Draft, question: AnalyzedQuestion): boolean =>
  question.tokens.some(
    (token) =>
      (NEGATIONS.has(token.low) || token.low.endsWith("n't")) &&
      !draft.path.fragments.some((fragment) => fragment.start <= token.index && token.index < fragment.end),
  );

/** The draft with the team's figures written out and said; undefined where one cannot stand as it does. */
function withMetrics(draft: Draft, metrics: readonly MetricColumn[]): Draft | undefined {
  const written = writeOutMetrics(draft.query, metrics);
  if (!written || written.used.length === 0) return written && draft;
  const said = written.used.map(
    ({ phrase, metric }) => `using your team's definition of "${phrase}": ${metricWords(metric)}`,
  );
  return {
    ...draft,
    query: written.query,
    assumptions: [...draft.assumptions.filter((text) => !text.includes("\u0000")), ...said],
  };
}

/** Says of a reading's form that a figure was worked out which no column holds. */
export const DERIVED_FORM = "derived";

const isColumnNamed = (expr: Expr, name: string): boolean => expr.kind === "column" && expr.column === name;

/** Rules for figures of two columns of one row begin so. */
const PAIR_RULE = "pair-";

const hasPairs = ({ fragments }: Path): boolean => fragments.some(({ rule }) => rule.startsWith(PAIR_RULE));

/** The draft with figures such as revenue written out, and what they were taken for said. */
function withDerived(draft: Draft, { derived, schema }: PreparedSource, day: string): Draft | undefined {
  const { query, used } = writeOutDerived(draft.query, derived, schema.tables, day);
  if (used.length === 0) return draft;
  // One group for each amount is never meant.
  if (used.some(({ model }) => draft.query.groupBy?.some((expr) => isColumnNamed(expr, model.name)))) return undefined;
  return {
    ...draft,
    query,
    form: `${draft.form} ${DERIVED_FORM}`,
    assumptions: [
      ...draft.assumptions.filter((text) => !text.includes("\u0000")),
      ...used.map((measure) => measure.assumption),
    ],
  };
}

/** All readings worth ranking, best by hand-set score first, no two alike. */
export function proposeCandidates(request: Pick<EngineRequest, "question" | "source" | "now" | "timeZone">): Proposal {
  forgetBriefly();
  const question = analyze(request.question, request.source, request.now, request.timeZone);
  const known = new Map<string, Scored | undefined>();
  const hasWord = (word: string): boolean => question.tokens.some((token) => token.low === word);
  const hasAnd = hasWord("and");
  const hasOr = hasWord("or");
  const unrelated: Draft[] = [];
  const paths = distinctPaths(bestPaths(question, MAX_FOUND), question, MAX_PATHS);
  const day = isoDay(today(request.now, request.timeZone));
  const isDerivable = request.source.derived.length > 0 || paths.some(hasPairs);
  /** False for what cannot be a reading: its tables are not tied together. */
  const add = (raw: Draft): boolean => {
    const defined = request.source.metrics ? withMetrics(raw, request.source.metrics) : raw;
    if (!defined) return false;
    const draft = isDerivable ? withDerived(defined, request.source, day) : defined;
    if (!draft) return false;
    const key = canonicalText(draft.query);
    const base = draft.path.score + draft.bonus;
    if (!known.has(key)) {
      const joins = joinCost(draft.query, request.source.catalog);
      known.set(key, joins === undefined ? undefined : { draft, joins, handScore: base - joinPenalty(joins) });
      if (joins === undefined && hasAnd && unrelated.length < MAX_UNRELATED) unrelated.push(draft);
      return joins !== undefined;
    }
    const earlier = known.get(key);
    if (earlier && earlier.handScore < base - joinPenalty(earlier.joins))
      known.set(key, { draft, joins: earlier.joins, handScore: base - joinPenalty(earlier.joins) });
    return earlier !== undefined;
  };
  const best120 = (): Scored[] =>
    [...known.values()]
      .filter((entry) => entry !== undefined)
      .sort((a, b) => b.handScore - a.handScore)
      .slice(0, MAX_CANDIDATES);
  let least = Number.NEGATIVE_INFINITY;
  for (const path of paths) {
    if (path.score < least) continue;
    for (const draft of assemble(path, question)) if (add(draft)) least = Math.max(least, path.score - MAX_BEHIND);
  }
  for (const draft of [...unrelated])
    for (const step of unions(draft.query))
      add({ ...draft, query: step.query, bonus: draft.bonus + step.bonus, form: `${draft.form} ${step.form}` });
  const words = new Set(question.tokens.map((token) => token.stem));
  for (const { draft } of best120().slice(0, MAX_STARTS))
    for (const step of nearbyQueries(draft.query, question.schema, {
      words,
      hasAnd,
      hasOr,
      isNegationOpen: hasOpenNegation(draft, question),
    }))
      add({ ...draft, query: step.query, bonus: draft.bonus + step.bonus, form: `${draft.form} ${step.form}` });
  const kept = best120();
  const best = kept[0]?.handScore ?? 0;
  const ranked = kept.filter(({ handScore }) => handScore >= best - MAX_BEHIND);
  const facts = questionFacts(question);
  const candidates = ranked.map(({ draft, joins, handScore }) => ({
    query: draft.query,
    draft,
    handScore,
    dense: denseFeatures({ draft, joins, handScore, best }, facts),
  }));
  return { candidates, question, tokens: delexicalize(question) };
}
