import type { Path } from "../generate/lattice.ts";
import type { EngineCandidate, Proposal } from "../generate/propose-candidates.ts";
import type { Flaw } from "./flaw.ts";
import { FLAWS } from "./flaws.ts";
import { isImpossible } from "./impossible.ts";
import { type Inspected, inspect, wordsOf } from "./inspected.ts";

export interface Sense {
  /** Names of the flaws found. */
  readonly flaws: readonly string[];
  /** What they cost together, in the ranker's log-odds; never below 0. */
  readonly cost: number;
}

export interface Senses {
  /** In their order, without those that no database runs. */
  readonly possible: readonly EngineCandidate[];
  /** Of a possible one; worked out when it is first asked for, as most readings are never looked at. */
  readonly of: (candidate: EngineCandidate) => Sense;
}

const NONE: Sense = { flaws: [], cost: 0 };

/**
 * What speaks against each reading whatever its score: the weights were learned from questions where a single row, a
 * plain count or a list was nearly always meant, and business questions are not like that. Impossible readings go.
 */
export function weighSense({ candidates, question }: Proposal): Senses {
  const inspected = new Map<EngineCandidate, Inspected>();
  for (const candidate of candidates) {
    const seen = inspect(candidate.query, candidate.draft, question);
    if (!isImpossible(seen)) inspected.set(candidate, seen);
  }
  const words = wordsOf(question);
  const askable = FLAWS.filter(({ asks }) => asks === undefined || asks(words));
  const ofPath = new Map<Path, ReadonlySet<Flaw>>();
  const inWords = (seen: Inspected): ReadonlySet<Flaw> => {
    const { path } = seen.draft;
    const earlier = ofPath.get(path);
    if (earlier) return earlier;
    const found = new Set(askable.filter((flaw) => flaw.isOfWords && flaw.isIn(seen)));
    ofPath.set(path, found);
    return found;
  };
  const weighed = new Map<EngineCandidate, Sense>();
  const of = (candidate: EngineCandidate): Sense => {
    const earlier = weighed.get(candidate);
    if (earlier) return earlier;
    const seen = inspected.get(candidate);
    const sense = seen ? senseOf(seen, askable, inWords(seen)) : NONE;
    weighed.set(candidate, sense);
    return sense;
  };
  return { possible: [...inspected.keys()], of };
}

function senseOf(inspected: Inspected, askable: readonly Flaw[], inWords: ReadonlySet<Flaw>): Sense {
  const flaws: string[] = [];
  let cost = 0;
  for (const flaw of askable) {
    if (!(flaw.isOfWords ? inWords.has(flaw) : flaw.isIn(inspected))) continue;
    flaws.push(flaw.name);
    cost += flaw.cost;
  }
  return flaws.length === 0 ? NONE : { flaws, cost };
}
