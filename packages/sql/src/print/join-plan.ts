import type { Catalog, ForeignKey } from "@parlance/core";
import { instanceKey, type TableInstance } from "../ast/walk.ts";

export type SqlSchema = Pick<Catalog, "tables">;

export interface JoinStep {
  readonly instance: TableInstance;
  /** Pairs of columns that must be equal: the joined instance's column and an earlier instance's column. */
  readonly on: readonly { readonly column: string; readonly other: TableInstance; readonly otherColumn: string }[];
}

export interface JoinPlan {
  readonly base: TableInstance;
  readonly steps: readonly JoinStep[];
  /** Sum of the costs of the keys used; a declared key costs 1, a guessed one more. */
  readonly cost: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly key: ForeignKey;
  readonly cost: number;
}

/** The key's name in hints and roles: table and first column. */
export const keyName = (table: string, key: ForeignKey): string => `${table}.${key.columns[0] ?? ""}`;

const lower = (text: string): string => text.toLowerCase();

/** Tables as nodes, keys as edges, both ways. Built once per schema. */
export class JoinGraph {
  private readonly edges = new Map<string, Edge[]>();
  private readonly names = new Map<string, string>();

  constructor(schema: SqlSchema) {
    for (const table of schema.tables) {
      if (!this.names.has(lower(table.name))) this.names.set(lower(table.name), table.name);
    }
    for (const table of schema.tables) {
      for (const key of table.foreignKeys) this.add(table.name, key);
    }
  }

  private add(owner: string, key: ForeignKey): void {
    const from = lower(owner);
    const to = lower(key.refTable);
    if (from === to || !this.names.has(to)) return;
    const edge: Edge = { from, to, key, cost: key.origin === "declared" ? 1 : 1 + (1 - key.confidence) };
    for (const end of [from, to]) {
      const list = this.edges.get(end);
      if (list) list.push(edge);
      else this.edges.set(end, [edge]);
    }
  }

  tableName(name: string): string | undefined {
    return this.names.get(lower(name));
  }

  edgesOf(table: string): readonly Edge[] {
    return this.edges.get(lower(table)) ?? [];
  }
}

const graphs = new WeakMap<object, JoinGraph>();

export function joinGraph(schema: SqlSchema): JoinGraph {
  const known = graphs.get(schema.tables);
  if (known) return known;
  const graph = new JoinGraph(schema);
  graphs.set(schema.tables, graph);
  return graph;
}

interface Tree {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly node: string; readonly parent: string; readonly edge: Edge }[];
  readonly cost: number;
}

/** Cheapest way from a set of tables to each reachable table (Dijkstra; schemas are sparse). */
function nearest(
  graph: JoinGraph,
  sources: readonly string[],
  targets: ReadonlySet<string>,
  hints: ReadonlySet<string>,
): { target: string; path: Tree["edges"]; cost: number } | undefined {
  const distance = new Map<string, number>(sources.map((node) => [node, 0]));
  const arrival = new Map<string, { parent: string; edge: Edge }>();
  const done = new Set<string>();
  for (;;) {
    let node: string | undefined;
    let best = Number.POSITIVE_INFINITY;
    for (const [candidate, cost] of distance) {
      if (!done.has(candidate) && cost < best) {
        best = cost;
        node = candidate;
      }
    }
    if (node === undefined) return undefined;
    done.add(node);
    if (targets.has(node)) return { target: node, path: pathTo(node, arrival), cost: best };
    for (const edge of graph.edgesOf(node)) {
      const next = edge.from === node ? edge.to : edge.from;
      const cost = best + edgeCost(edge, hints);
      if (cost < (distance.get(next) ?? Number.POSITIVE_INFINITY)) {
        distance.set(next, cost);
        arrival.set(next, { parent: node, edge });
      }
    }
  }
}

/** A hinted key wins over its rivals between the same tables. */
const edgeCost = (edge: Edge, hints: ReadonlySet<string>): number =>
  hints.has(lower(keyName(edge.from, edge.key))) ? edge.cost * 0.5 : edge.cost;

function pathTo(target: string, arrival: ReadonlyMap<string, { parent: string; edge: Edge }>): Tree["edges"] {
  const path: { node: string; parent: string; edge: Edge }[] = [];
  for (let node = target, step = arrival.get(node); step; node = step.parent, step = arrival.get(node)) {
    path.unshift({ node, parent: step.parent, edge: step.edge });
  }
  return path;
}

function growFrom(
  graph: JoinGraph,
  start: string,
  terminals: readonly string[],
  hints: ReadonlySet<string>,
): Tree | undefined {
  const nodes = [start];
  const edges: { node: string; parent: string; edge: Edge }[] = [];
  const open = new Set(terminals.filter((node) => node !== start));
  let cost = 0;
  while (open.size > 0) {
    const found = nearest(graph, nodes, open, hints);
    if (!found) return undefined;
    for (const step of found.path) {
      nodes.push(step.node);
      edges.push(step);
      open.delete(step.node);
    }
    cost += found.cost;
  }
  return { nodes, edges, cost };
}

/**
 * A smallest tree of keys that holds all tables: nearest-first growth from every start, the cheapest kept.
 * Exact for two tables, and in practice for the three or four a question names.
 */
function steinerTree(graph: JoinGraph, terminals: readonly string[], hints: ReadonlySet<string>): Tree | undefined {
  let best: Tree | undefined;
  for (const start of terminals) {
    const tree = growFrom(graph, start, terminals, hints);
    if (tree && (!best || tree.cost < best.cost)) best = tree;
    if (!tree || terminals.length <= 2) break;
  }
  return best && terminals[0] !== undefined ? rerooted(best, terminals[0]) : best;
}

/** The same tree told from the first named table, so that FROM starts where the question does. */
function rerooted(tree: Tree, root: string): Tree {
  const edges: { node: string; parent: string; edge: Edge }[] = [];
  const seen = new Set([root]);
  for (let i = 0; i < tree.nodes.length; i += 1) {
    for (const { node, parent, edge } of tree.edges) {
      if (seen.has(parent) && !seen.has(node)) edges.push({ node, parent, edge });
      else if (seen.has(node) && !seen.has(parent)) edges.push({ node: parent, parent: node, edge });
      else continue;
      seen.add(edges[edges.length - 1]?.node ?? root);
    }
  }
  return { nodes: [...seen], edges, cost: tree.cost };
}

function stepOf(graph: JoinGraph, node: string, parent: string, edge: Edge): JoinStep {
  const isOwner = edge.from === node;
  const pairs = edge.key.columns.map((column, i) => {
    const refColumn = edge.key.refColumns[i] ?? column;
    return {
      column: isOwner ? column : refColumn,
      other: { table: graph.tableName(parent) ?? parent },
      otherColumn: isOwner ? refColumn : column,
    };
  });
  return { instance: { table: graph.tableName(node) ?? node }, on: pairs };
}

function roleStep(schema: SqlSchema, instance: TableInstance): JoinStep | undefined {
  const [owner = "", column = ""] = splitKey(instance.via ?? "");
  const table = schema.tables.find((candidate) => lower(candidate.name) === lower(owner));
  const key = table?.foreignKeys.find(
    (candidate) =>
      lower(candidate.columns[0] ?? "") === lower(column) && lower(candidate.refTable) === lower(instance.table),
  );
  if (!table || !key) return undefined;
  const on = key.columns.map((own, i) => ({
    column: key.refColumns[i] ?? own,
    other: { table: table.name },
    otherColumn: own,
  }));
  return { instance, on };
}

/** Splits "table.column" at the last dot: table names may hold dots, key columns practically never do. */
function splitKey(via: string): readonly string[] {
  const dot = via.lastIndexOf(".");
  return [via.slice(0, dot), via.slice(dot + 1)];
}

/** How to join all instances along keys, or undefined when no keys connect them. */
export function planJoins(
  schema: SqlSchema,
  instances: readonly TableInstance[],
  hints: readonly string[] = [],
): JoinPlan | undefined {
  const graph = joinGraph(schema);
  const terminals: string[] = [];
  const need = (table: string): void => {
    if (!terminals.includes(lower(table))) terminals.push(lower(table));
  };
  const roles = new Map<string, TableInstance>();
  for (const instance of instances) {
    if (instance.via === undefined) need(instance.table);
    else {
      need(splitKey(instance.via)[0] ?? "");
      roles.set(instanceKey(instance), instance);
    }
  }
  const first = terminals[0];
  if (first === undefined || terminals.some((node) => graph.tableName(node) === undefined)) return undefined;
  const tree = steinerTree(graph, terminals, new Set(hints.map(lower)));
  if (!tree) return undefined;
  const steps: JoinStep[] = tree.edges.map(({ node, parent, edge }) => stepOf(graph, node, parent, edge));
  for (const instance of roles.values()) {
    const step = roleStep(schema, instance);
    if (!step) return undefined;
    steps.push(step);
  }
  return { base: { table: graph.tableName(first) ?? first }, steps, cost: tree.cost + roles.size };
}
