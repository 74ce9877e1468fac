import type { Evidence } from "./evidence.ts";
import { tablesWithin } from "./key-graph.ts";
import type { SchemaIndex } from "./schema-index.ts";

export interface RankWeights {
  /** What a word that another table explains is worth, by the number of keys between the two. */
  readonly steps: readonly number[];
  /** The same for a table of the same namespace that no key leads to. */
  readonly namespace: number;
  /** Part of a root's score that any table of its explanation has. */
  readonly floor: number;
}

export const RANK_WEIGHTS: RankWeights = { steps: [1, 0.9, 0.75, 0.6], namespace: 0.5, floor: 0.6 };

/** Tables by how well they and those around them explain the question together. */
export function rankTables(
  index: SchemaIndex,
  evidence: Evidence,
  weights: RankWeights = RANK_WEIGHTS,
): ReadonlyMap<number, number> {
  const final = new Map<number, number>();
  const raise = (table: number, score: number): void => {
    final.set(table, Math.max(score, final.get(table) ?? 0));
  };
  for (const root of evidence.tables.keys()) {
    const { score, shares } = explain(index, evidence, root, weights);
    for (const [table, share] of shares) raise(table, score * (weights.floor + (1 - weights.floor) * share));
  }
  return final;
}

interface Explanation {
  readonly score: number;
  /** Of the score, what each table accounts for. */
  readonly shares: ReadonlyMap<number, number>;
}

/** Every word of the question by the table near the root that explains it best. */
function explain(index: SchemaIndex, evidence: Evidence, root: number, weights: RankWeights): Explanation {
  const near = around(index, root, weights);
  const gained = new Map<number, number>();
  let score = 0;
  evidence.masses.forEach((mass, term) => {
    let best = 0;
    let by = root;
    for (const [table, factor] of near) {
      const worth = factor * (evidence.tables.get(table)?.[term] ?? 0);
      if (worth > best) {
        best = worth;
        by = table;
      }
    }
    if (best === 0) return;
    score += mass * best;
    gained.set(by, (gained.get(by) ?? 0) + mass * best);
  });
  return { score, shares: new Map([...gained].map(([table, part]) => [table, part / score])) };
}

function around(index: SchemaIndex, root: number, weights: RankWeights): ReadonlyMap<number, number> {
  const near = new Map<number, number>();
  for (const [table, steps] of tablesWithin(index.graph, root, weights.steps.length - 1)) {
    near.set(table, weights.steps[steps] ?? 0);
  }
  for (const table of index.namespaces[root] ?? []) if (!near.has(table)) near.set(table, weights.namespace);
  return near;
}
