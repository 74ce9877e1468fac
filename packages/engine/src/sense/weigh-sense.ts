import type { Path } from "../generate/lattice.ts";
import type { EngineCandidate, Proposal } from "../generate/propose-candidates.ts";
import type { Flaw } from "./flaw.ts";
import { FLAWS } from "./flaws.ts";
import { isImpossible } from "./impossible.ts";
import { type Inspected, inspect, wordsOf } from "./inspected.ts";

export interface Sense {
  /** Names of the flaws found. */
  readonly flaws: readonly string[];
  /** What they cost together, in the ranker's log-odds. */
  readonly cost: number;
}

/**
 * What speaks against each reading whatever its score: the weights were learned from questions where a single row, a
 * plain count or a list was nearly always meant, and business questions are not like that. Impossible readings go.
 */
export function weighSense(proposal: Proposal): ReadonlyMap<EngineCandidate, Sense> {
  const weighed = new Map<EngineCandidate, Sense>();
  const words = wordsOf(proposal.question);
  const possible = FLAWS.filter(({ asks }) => asks === undefined || asks(words));
  const ofWords = new Map<Path, ReadonlySet<Flaw>>();
  for (const candidate of proposal.candidates) {
    const inspected = inspect(candidate.query, candidate.draft, proposal.question);
    if (isImpossible(inspected)) continue;
    const { path } = candidate.draft;
    let inWords = ofWords.get(path);
    if (!inWords) {
      inWords = new Set(possible.filter((flaw) => flaw.isOfWords && flaw.isIn(inspected)));
      ofWords.set(path, inWords);
    }
    weighed.set(candidate, senseOf(inspected, possible, inWords));
  }
  return weighed;
}

function senseOf(inspected: Inspected, possible: readonly Flaw[], inWords: ReadonlySet<Flaw>): Sense {
  const flaws: string[] = [];
  let cost = 0;
  for (const flaw of possible) {
    if (!(flaw.isOfWords ? inWords.has(flaw) : flaw.isIn(inspected))) continue;
    flaws.push(flaw.name);
    cost += flaw.cost;
  }
  return { flaws, cost };
}
