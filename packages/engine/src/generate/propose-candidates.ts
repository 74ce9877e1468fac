import { canonicalText, type Query } from "@parlance/sql";
import type { EngineRequest } from "../engine-request.ts";
import { type AnalyzedQuestion, analyze } from "./analyze.ts";
import { assemble, type Draft } from "./assemble.ts";
import { delexicalize } from "./delexicalize.ts";
import { denseFeatures } from "./dense-features.ts";
import { joinCost } from "./join-check.ts";
import { bestPaths } from "./lattice.ts";

/** One possible reading, before it is ranked. */
export interface EngineCandidate {
  readonly query: Query;
  readonly draft: Draft;
  /** In the order of DENSE_FEATURES. */
  readonly dense: readonly number[];
  /** The sum of hand-set scores; the order used when there is no trained ranker. */
  readonly handScore: number;
}

export interface Proposal {
  readonly candidates: readonly EngineCandidate[];
  readonly question: AnalyzedQuestion;
  /** The question's words with names and values replaced by their kind: what the ranker reads. */
  readonly tokens: readonly string[];
}

const MAX_PATHS = 40;
const MAX_CANDIDATES = 120;
/** A join is a claim nobody made; a long chain of them is hardly ever meant. */
const joinPenalty = (cost: number): number => 0.25 * cost + 0.12 * Math.max(0, cost - 2) ** 2;

/** All readings worth ranking, best by hand-set score first, no two alike. */
export function proposeCandidates(request: Pick<EngineRequest, "question" | "source" | "now" | "timeZone">): Proposal {
  const question = analyze(request.question, request.source, request.now, request.timeZone);
  const known = new Map<string, { draft: Draft; handScore: number; joins: number }>();
  for (const path of bestPaths(question, MAX_PATHS)) {
    for (const draft of assemble(path, question)) {
      const key = canonicalText(draft.query);
      const base = path.score + draft.bonus;
      const earlier = known.get(key);
      if (earlier) {
        if (earlier.handScore < base - joinPenalty(earlier.joins))
          known.set(key, { draft, joins: earlier.joins, handScore: base - joinPenalty(earlier.joins) });
        continue;
      }
      const joins = joinCost(draft.query, request.source.catalog);
      if (joins !== undefined) known.set(key, { draft, joins, handScore: base - joinPenalty(joins) });
    }
  }
  const ranked = [...known.values()].sort((a, b) => b.handScore - a.handScore).slice(0, MAX_CANDIDATES);
  const best = ranked[0]?.handScore ?? 0;
  const candidates = ranked.map(({ draft, joins, handScore }) => ({
    query: draft.query,
    draft,
    handScore,
    dense: denseFeatures({ draft, joins, handScore, best }, question),
  }));
  return { candidates, question, tokens: delexicalize(question) };
}
