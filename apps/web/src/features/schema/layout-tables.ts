import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";
import { edgesOf, inOrderOfKinship, MAP_FROM, NODE_WIDTH, nodeHeight, type TableFacts } from "./graph-of.ts";

export interface PlacedTable {
  readonly table: TableFacts;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** One worker for the page's life: starting it costs more than most layouts. */
let engine: InstanceType<typeof ELK> | undefined;

const elk = (): InstanceType<typeof ELK> =>
  (engine ??= new ELK({
    workerFactory: () => new Worker(new URL("elkjs/lib/elk-worker.min.js", import.meta.url)),
  }));

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "90",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.componentComponent": "56",
  "elk.aspectRatio": "1.6",
  "elk.layered.thoroughness": "3",
};

const GAP = 28;
const COLUMN_STEP = NODE_WIDTH + GAP;

const MAP_SHAPE = 0.55;

/** Thousands of boxes in a grid, related ones near each other: drawn at once, and readable where layers would be a thread. */
function mapOf(tables: readonly TableFacts[]): PlacedTable[] {
  const places = new Map<string, { x: number; y: number }>();
  const perRow = Math.ceil(Math.sqrt(tables.length * MAP_SHAPE));
  placeInRows(inOrderOfKinship(tables), true, { top: 0, perRow }, places);
  return placedAt(tables, true, places);
}

const placedAt = (
  tables: readonly TableFacts[],
  isCompact: boolean,
  places: ReadonlyMap<string, { x: number; y: number }>,
): PlacedTable[] =>
  tables.map((table) => ({
    table,
    height: nodeHeight(table, isCompact),
    ...(places.get(table.name) ?? { x: 0, y: 0 }),
  }));

/** Joined tables in layers along their keys, by ELK; tables without keys in a block below them, which needs no engine. */
export async function layoutTables(tables: readonly TableFacts[], isCompact: boolean): Promise<PlacedTable[]> {
  if (tables.length > MAP_FROM) return mapOf(tables);
  const edges = edgesOf(tables).filter(({ from, to }) => from !== to);
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const graph: ElkNode = {
    id: "root",
    layoutOptions: OPTIONS,
    children: tables
      .filter(({ name }) => joined.has(name))
      .map((table) => ({ id: table.name, width: NODE_WIDTH, height: nodeHeight(table, isCompact) })),
    edges: edges.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
  const { children = [], height = 0, width = 0 } = joined.size === 0 ? { children: [] } : await elk().layout(graph);
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const alone = tables.filter(({ name }) => !joined.has(name));
  const perRow = Math.max(4, Math.ceil(Math.sqrt(alone.length * 2)), Math.floor(width / COLUMN_STEP));
  placeInRows(alone, isCompact, { top: height === 0 ? 0 : height + 2 * GAP, perRow }, places);
  return placedAt(tables, isCompact, places);
}

function placeInRows(
  tables: readonly TableFacts[],
  isCompact: boolean,
  block: { readonly top: number; readonly perRow: number },
  places: Map<string, { x: number; y: number }>,
): void {
  let y = block.top;
  for (let start = 0; start < tables.length; start += block.perRow) {
    const row = tables.slice(start, start + block.perRow);
    for (const [at, { name }] of row.entries()) places.set(name, { x: at * COLUMN_STEP, y });
    y += Math.max(...row.map((table) => nodeHeight(table, isCompact))) + GAP;
  }
}
