import type { GraphEdge } from "./graph-of.ts";
import { type Box, isInSight, type MapView, type Size } from "./map-view.ts";

export interface MapTable extends Box {
  readonly name: string;
  /** What stands at the right: rows, or that it is a view. */
  readonly note: string;
  /** How many tables a key joins it to. */
  readonly links: number;
}

export interface MapScene {
  readonly tables: readonly MapTable[];
  readonly byName: ReadonlyMap<string, MapTable>;
  /** Best connected first: whose names are worth the room where there is little. */
  readonly byLinks: readonly MapTable[];
  readonly edges: readonly GraphEdge[];
  /** Where tables are not laid out along their keys, only those of the chosen one are drawn. */
  readonly isEveryEdgeDrawn: boolean;
}

/** What somebody has chosen, and what they are at with pointer or keys. */
export interface MapMarks {
  readonly chosen: string | undefined;
  readonly near: ReadonlySet<string> | null;
  readonly at: string | null;
}

export interface MapColours {
  readonly box: string;
  /** Of boxes from afar: without links, with some, with many. */
  readonly byLinks: readonly string[];
  readonly edge: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly wash: string;
  readonly font: string;
}

/** From here on a name can be read in its box; below it, names of the best connected tables float above theirs. */
const READABLE = 0.5;
/** Corners and notes are seen from here on. */
const DETAILED = 0.6;
const MAX_LABELS = 60;
const LABEL_PX = 11.5;
const RADIUS = 10;
const PADDING = 12;
const FAR = 0.3;

export function drawMap(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  marks: MapMarks,
  view: MapView,
  size: Size,
  colours: MapColours,
): void {
  const ratio = context.canvas.width / Math.max(1, size.width);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y);
  const seen = scene.tables.filter((table) => isInSight(table, view, size));
  drawEdges(context, scene, marks, view, size, colours);
  drawBoxes(context, seen, marks, view.zoom, colours);
  if (view.zoom >= READABLE) drawNames(context, seen, marks, view.zoom, colours);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (view.zoom < READABLE) drawLabels(context, scene, marks, view, size, colours);
}

type Closeness = "chosen" | "near" | "far" | "plain";

const closeness = (name: string, { chosen, near }: MapMarks): Closeness =>
  chosen === undefined ? "plain" : name === chosen ? "chosen" : near?.has(name) === true ? "near" : "far";

/** From afar a box is a spot, the darker the more it is linked to. */
const TIERS = [1, 4] as const;

const tierOf = ({ links }: MapTable): number => TIERS.filter((least) => links >= least).length;

/** All boxes of one look in one path: a thousand of them cost little more than one. */
function drawBoxes(
  context: CanvasRenderingContext2D,
  seen: readonly MapTable[],
  marks: MapMarks,
  zoom: number,
  colours: MapColours,
): void {
  const looks: Record<Closeness, MapTable[]> = { plain: [], chosen: [], near: [], far: [] };
  for (const table of seen) looks[closeness(table.name, marks)].push(table);
  const hasCorners = zoom >= DETAILED;
  const draw = (tables: readonly MapTable[], fill: string, stroke: string, width: number): void => {
    if (tables.length === 0) return;
    context.beginPath();
    for (const { x, y, width: w, height } of tables)
      if (hasCorners) context.roundRect(x, y, w, height, RADIUS);
      else context.rect(x, y, w, height);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = stroke;
    context.lineWidth = width / Math.min(1, zoom);
    context.stroke();
  };
  if (zoom >= READABLE) draw(looks.plain, colours.box, colours.edge, 1);
  else
    for (const [at, fill] of colours.byLinks.entries())
      draw(
        looks.plain.filter((table) => tierOf(table) === at),
        fill,
        fill,
        0.1,
      );
  context.globalAlpha = FAR;
  draw(looks.far, colours.box, colours.edge, 1);
  context.globalAlpha = 1;
  draw(looks.near, colours.box, colours.accent, 1.2);
  draw(looks.chosen, colours.wash, colours.accent, 2.4);
  draw(
    seen.filter(({ name }) => name === marks.at),
    colours.wash,
    colours.accent,
    2,
  );
}

function drawNames(
  context: CanvasRenderingContext2D,
  seen: readonly MapTable[],
  marks: MapMarks,
  zoom: number,
  colours: MapColours,
): void {
  context.textBaseline = "middle";
  const write = (table: MapTable): void => {
    const isNoted = zoom >= DETAILED && table.note !== "";
    context.font = `500 13px ${colours.font}`;
    context.fillStyle = colours.ink;
    const room = table.width - 2 * PADDING - (isNoted ? table.note.length * 7 + 8 : 0);
    context.fillText(shortened(context, table.name, room), table.x + PADDING, table.y + 21);
    if (!isNoted) return;
    context.font = `11px ${colours.font}`;
    context.fillStyle = colours.soft;
    context.textAlign = "right";
    context.fillText(table.note, table.x + table.width - PADDING, table.y + 21);
    context.textAlign = "left";
  };
  context.textAlign = "left";
  context.globalAlpha = FAR;
  for (const table of seen) if (closeness(table.name, marks) === "far" && table.name !== marks.at) write(table);
  context.globalAlpha = 1;
  for (const table of seen) if (closeness(table.name, marks) !== "far" || table.name === marks.at) write(table);
}

/** Measuring text is the dearest part of a frame, and names do not change. */
const shortNames = new Map<string, string>();

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  const key = `${Math.round(room)} ${text}`;
  const known = shortNames.get(key);
  if (known !== undefined) return known;
  let short = text;
  while (short.length > 1 && context.measureText(short === text ? text : `${short}…`).width > room)
    short = short.slice(0, -1);
  const shown = short === text ? text : `${short}…`;
  shortNames.set(key, shown);
  return shown;
}

function drawEdges(
  context: CanvasRenderingContext2D,
  { edges, byName, isEveryEdgeDrawn }: MapScene,
  marks: MapMarks,
  view: MapView,
  size: Size,
  colours: MapColours,
): void {
  for (const isMarked of isEveryEdgeDrawn ? [false, true] : [true]) {
    for (const isFound of [false, true]) {
      context.beginPath();
      for (const edge of edges) {
        const isNear = edge.from === marks.chosen || edge.to === marks.chosen;
        const from = byName.get(edge.from);
        const to = byName.get(edge.to);
        if (isNear !== isMarked || edge.isFound !== isFound || from === undefined || to === undefined) continue;
        if (isInSight(hull(from, to), view, size)) curve(context, from, to);
      }
      context.setLineDash(isFound ? [5 / view.zoom, 4 / view.zoom] : []);
      context.globalAlpha = isMarked || marks.chosen === undefined ? 1 : FAR;
      context.strokeStyle = isMarked ? colours.accent : colours.edge;
      context.lineWidth = (isMarked ? 1.8 : 1.1) / Math.min(1, view.zoom);
      context.stroke();
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

const hull = (a: Box, b: Box): Box => {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x, b.x) + a.width - x, height: Math.max(a.y, b.y) + b.height - y };
};

function curve(context: CanvasRenderingContext2D, from: Box, to: Box): void {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const bend = Math.max(40, Math.abs(end.x - start.x) / 2);
  context.moveTo(start.x, start.y);
  context.bezierCurveTo(start.x + bend, start.y, end.x - bend, end.y, end.x, end.y);
}

/** From far away: names of one size for what matters most, as many as do not lie upon each other. */
function drawLabels(
  context: CanvasRenderingContext2D,
  { byLinks, byName }: MapScene,
  marks: MapMarks,
  view: MapView,
  size: Size,
  colours: MapColours,
): void {
  const first = [marks.at, marks.chosen].flatMap((name) => byName.get(name ?? "") ?? []);
  const near = marks.near === null ? [] : byLinks.filter(({ name }) => marks.near?.has(name));
  const wanted = marks.chosen === undefined ? byLinks : near;
  const taken: Box[] = [];
  context.font = `500 ${LABEL_PX}px ${colours.font}`;
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const table of new Set([...first, ...wanted])) {
    if (taken.length >= MAX_LABELS) break;
    if (!isInSight(table, view, size)) continue;
    const width = widthOf(context, table.name) + 12;
    const x = (table.x + table.width / 2) * view.zoom + view.x;
    const y = (table.y + table.height / 2) * view.zoom + view.y;
    const label = { x: x - width / 2, y: y - 9, width, height: 18 };
    if (taken.some((other) => overlaps(label, other))) continue;
    taken.push(label);
    context.fillStyle = table.name === marks.at || table.name === marks.chosen ? colours.wash : colours.box;
    context.beginPath();
    context.roundRect(label.x, label.y, label.width, label.height, 5);
    context.fill();
    context.strokeStyle = table.name === marks.at || table.name === marks.chosen ? colours.accent : colours.edge;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = colours.ink;
    context.fillText(table.name, x, y + 0.5);
  }
}

const labelWidths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const width = labelWidths.get(text) ?? context.measureText(text).width;
  labelWidths.set(text, width);
  return width;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export function readMapColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    box: token("--surface"),
    byLinks: [
      token("--sunken"),
      token("--accent-wash"),
      `color-mix(in oklab, ${token("--accent")} 42%, ${token("--surface")})`,
    ],
    edge: token("--edge"),
    ink: token("--ink"),
    soft: token("--soft"),
    accent: token("--accent"),
    wash: token("--accent-wash"),
    font: style.fontFamily,
  };
}
