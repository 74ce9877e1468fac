import type { Evidence } from "./evidence.ts";
import { tablesWithin } from "./key-graph.ts";
import type { SchemaIndex } from "./schema-index.ts";

export interface RankWeights {
  /** What a word that another table explains is worth, by the number of keys between the two. */
  readonly steps: readonly number[];
  /** The same for a table of the same namespace that no key leads to. */
  readonly namespace: number;
  /** What a table is worth by its part in an explanation, of what the explanation is worth. */
  readonly parts: {
    /** Lies between two tables that explain words. */
    readonly between: number;
    readonly beside: number;
    readonly near: number;
    readonly namespace: number;
  };
  /** What a table explains all alone counts once more, by so much. */
  readonly own: number;
}

/** Chosen on half of the databases that evals/README.md tells of; the other half agrees. */
export const RANK_WEIGHTS: RankWeights = {
  steps: [1, 0.9, 0.7, 0.5],
  namespace: 0.7,
  parts: { between: 0.9, beside: 0.8, near: 0.6, namespace: 0.4 },
  own: 0.5,
};

/** How far from its root an explanation brings tables along that explain nothing themselves. */
const BROUGHT_STEPS = 2;

/**
 * Tables by how well they and those around them explain the question together. A question needs tables that belong
 * together, so that a table alone that has all its words beats many that have one each, and a table without any word
 * of it comes in between two that have some.
 */
export function rankTables(
  index: SchemaIndex,
  evidence: Evidence,
  weights: RankWeights = RANK_WEIGHTS,
): ReadonlyMap<number, number> {
  const ranked = new Map<number, number>();
  const raise = (table: number, score: number): void => {
    if (score > (ranked.get(table) ?? 0)) ranked.set(table, score);
  };
  for (const root of evidence.tables.keys()) {
    const { score, tables } = explain(index, evidence, root, weights);
    for (const table of tables) raise(table, score);
    for (const table of tablesWithin(index.graph, root, BROUGHT_STEPS).keys()) {
      const links = (index.graph[table] ?? []).filter((other) => tables.has(other)).length;
      raise(
        table,
        score * (links > 1 ? weights.parts.between : links === 1 ? weights.parts.beside : weights.parts.near),
      );
    }
    for (const table of index.namespaces[root] ?? []) raise(table, score * weights.parts.namespace);
  }
  for (const [table, row] of evidence.tables) {
    const own = evidence.masses.reduce((sum, mass, term) => sum + mass * (row[term] ?? 0), 0);
    ranked.set(table, (ranked.get(table) ?? 0) + weights.own * own);
  }
  return ranked;
}

interface Explanation {
  readonly score: number;
  /** The tables that explain some word best. */
  readonly tables: ReadonlySet<number>;
}

/** Every word of the question by the table near the root that explains it best. */
function explain(index: SchemaIndex, evidence: Evidence, root: number, weights: RankWeights): Explanation {
  const near = around(index, evidence, root, weights);
  const tables = new Set<number>();
  let score = 0;
  evidence.masses.forEach((mass, term) => {
    let best = 0;
    let by = root;
    for (const [table, row, factor] of near) {
      const worth = factor * (row[term] ?? 0);
      if (worth > best) {
        best = worth;
        by = table;
      }
    }
    if (best === 0) return;
    score += mass * best;
    tables.add(by);
  });
  return { score, tables };
}

type Neighbour = readonly [table: number, row: Float64Array, factor: number];

/** Tables about the root that explain anything at all. */
function around(index: SchemaIndex, evidence: Evidence, root: number, weights: RankWeights): readonly Neighbour[] {
  const near: Neighbour[] = [];
  const steps = tablesWithin(index.graph, root, weights.steps.length - 1);
  for (const [table, distance] of steps) {
    const row = evidence.tables.get(table);
    if (row) near.push([table, row, weights.steps[distance] ?? 0]);
  }
  for (const table of index.namespaces[root] ?? []) {
    const row = steps.has(table) ? undefined : evidence.tables.get(table);
    if (row) near.push([table, row, weights.namespace]);
  }
  return near;
}
