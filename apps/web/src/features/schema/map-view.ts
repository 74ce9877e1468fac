/** Where a map is looked at from: a point of the map at `p` is on the screen at `p * zoom + (x, y)`. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Point, Size {}

const MAX_ZOOM = 2;

export const limited = (zoom: number, leastZoom: number): number => Math.min(MAX_ZOOM, Math.max(leastZoom, zoom));

export const toMap = (view: MapView, { x, y }: Point): Point => ({
  x: (x - view.x) / view.zoom,
  y: (y - view.y) / view.zoom,
});

export const panned = (view: MapView, by: Point): MapView => ({ ...view, x: view.x + by.x, y: view.y + by.y });

/** Nearer or further away; what is under `at` stays there. */
export function zoomedAt(view: MapView, at: Point, factor: number, leastZoom: number): MapView {
  const zoom = limited(view.zoom * factor, leastZoom);
  const under = toMap(view, at);
  return { zoom, x: at.x - under.x * zoom, y: at.y - under.y * zoom };
}

/** The smallest box around all. */
export function around(boxes: readonly Box[]): Box {
  const left = boxes.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
  const top = boxes.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const right = boxes.reduce((most, { x, width }) => Math.max(most, x + width), Number.NEGATIVE_INFINITY);
  const bottom = boxes.reduce((most, { y, height }) => Math.max(most, y + height), Number.NEGATIVE_INFINITY);
  return boxes.length === 0
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

const ROOM_AROUND = 28;
/** Search and its buttons lie there. */
const ROOM_ABOVE = 64;

/** All of it in the middle of what is free of the window, never larger than `mostZoom`. */
export function fitted({ x, y, width, height }: Box, size: Size, mostZoom: number): MapView {
  const zoom = Math.min(
    mostZoom,
    (size.width - 2 * ROOM_AROUND) / Math.max(1, width),
    (size.height - ROOM_ABOVE - ROOM_AROUND) / Math.max(1, height),
  );
  const kept = Math.max(0.01, zoom);
  const middle = (ROOM_ABOVE + size.height - ROOM_AROUND) / 2;
  return { zoom: kept, x: size.width / 2 - (x + width / 2) * kept, y: middle - (y + height / 2) * kept };
}

/** The same zoom, or one at which it can be read, with this box in the middle. */
export function centredOn(view: MapView, box: Box, size: Size, readableZoom: number): MapView {
  const zoom = Math.max(view.zoom, readableZoom);
  return {
    zoom,
    x: size.width / 2 - (box.x + box.width / 2) * zoom,
    y: size.height / 2 - (box.y + box.height / 2) * zoom,
  };
}

export const isInSight = ({ x, y, width, height }: Box, view: MapView, size: Size): boolean =>
  (x + width) * view.zoom + view.x > 0 &&
  x * view.zoom + view.x < size.width &&
  (y + height) * view.zoom + view.y > 0 &&
  y * view.zoom + view.y < size.height;

export function boxAt<Placed extends Box>(boxes: readonly Placed[], { x, y }: Point): Placed | undefined {
  return boxes.find((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
}

const SIDEWAYS_COSTS = 3;

/** The next box in a direction: near, and rather straight ahead than aside. */
export function nextTowards<Placed extends Box>(
  boxes: readonly Placed[],
  from: Point,
  direction: Point,
): Placed | undefined {
  let best: { box: Placed; cost: number } | undefined;
  for (const box of boxes) {
    const dx = box.x - from.x;
    const dy = box.y - from.y;
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    const cost = ahead + SIDEWAYS_COSTS * aside;
    if (ahead > 0 && aside <= SIDEWAYS_COSTS * ahead && (best === undefined || cost < best.cost)) best = { box, cost };
  }
  return best?.box;
}

/** Between two views, for `share` from 0 to 1: quick at first, then slower. */
export function between(from: MapView, to: MapView, share: number): MapView {
  const eased = 1 - (1 - share) ** 3;
  const mix = (a: number, b: number): number => a + (b - a) * eased;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), zoom: mix(from.zoom, to.zoom) };
}
