import { drawMap, type MapColours, type MapMarks, type MapScene, readMapColours } from "./draw-map.ts";
import {
  around,
  between,
  boxAt,
  centredOn,
  fitted,
  isInSight,
  type MapView,
  nextTowards,
  type Point,
  panned,
  type Size,
  toMap,
  zoomedAt,
} from "./map-view.ts";

const READABLE_ZOOM = 0.75;
const LEAST_ZOOM = 0.03;
const WHEEL_SPEED = 0.0016;
export const ZOOM_STEP = 1.35;
const FLIGHT_MS = 320;
/** A hand is never quite still: less than this is a click. */
const DRAG_FROM_PX = 4;

export interface MapHands {
  readonly onChoose: (name: string | undefined) => void;
  /** The table that pointer or keys are at. */
  readonly onAt: (name: string | null) => void;
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** One canvas with its map: what is looked at, and the hands and keys that move it. A frame draws what is in sight. */
export class MapStage {
  view: MapView;
  private readonly canvas: HTMLCanvasElement;
  private readonly scene: MapScene;
  private readonly marks: () => MapMarks;
  private readonly hands: MapHands;
  private readonly colours: MapColours;
  private readonly closing = new AbortController();
  private readonly pointers = new Map<number, Point>();
  private size: Size = { width: 0, height: 0 };
  private frame = 0;
  private dragged = 0;

  constructor(canvas: HTMLCanvasElement, scene: MapScene, marks: () => MapMarks, hands: MapHands, view?: MapView) {
    this.canvas = canvas;
    this.scene = scene;
    this.marks = marks;
    this.hands = hands;
    this.colours = readMapColours(canvas);
    const { signal } = this.closing;
    canvas.addEventListener("pointerdown", (event) => this.press(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.release(event), { signal });
    canvas.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId), { signal });
    canvas.addEventListener("pointerleave", () => this.hands.onAt(null), { signal });
    // The page must not scroll along, which only a listener that says so may prevent.
    canvas.addEventListener("wheel", (event) => this.turn(event), { signal, passive: false });
    // What is drawn takes no focus; what holds it does.
    canvas.parentElement?.addEventListener("keydown", (event) => this.key(event), { signal });
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(canvas);
    signal.addEventListener("abort", () => observer.disconnect());
    this.size = { width: canvas.clientWidth, height: canvas.clientHeight };
    this.view = view ?? fitted(around(scene.tables), this.size, 1);
    this.measure();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.closing.abort();
  }

  look(view: MapView): void {
    this.view = view;
    this.draw();
  }

  zoom(factor: number): void {
    this.look(zoomedAt(this.view, { x: this.size.width / 2, y: this.size.height / 2 }, factor, LEAST_ZOOM));
  }

  showAll(): void {
    this.fly(fitted(around(this.scene.tables), this.size, 1));
  }

  show(name: string): void {
    const table = this.scene.byName.get(name);
    if (table !== undefined) this.fly(centredOn(this.view, table, this.size, READABLE_ZOOM));
  }

  /** At the next frame, once, however often it is asked for. */
  draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const context = this.canvas.getContext("2d");
    if (context !== null) drawMap(context, this.scene, this.marks(), this.view, this.size, this.colours);
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.size = { width, height };
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    // At once: a canvas is empty after its size has changed.
    this.paint();
  }

  private fly(to: MapView): void {
    const from = this.view;
    const start = performance.now();
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = (now: number): void => {
      const share = isStill ? 1 : Math.min(1, (now - start) / FLIGHT_MS);
      this.view = between(from, to, share);
      this.paint();
      if (share < 1) this.frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(step);
  }

  private pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  private nameAt(point: Point): string | undefined {
    return boxAt(this.scene.tables, toMap(this.view, point))?.name;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    if (this.pointers.size === 0) this.dragged = 0;
    this.pointers.set(event.pointerId, this.pointOf(event));
  }

  private move(event: PointerEvent): void {
    const point = this.pointOf(event);
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) {
      const name = this.nameAt(point) ?? null;
      this.canvas.style.cursor = name === null ? "grab" : "pointer";
      this.hands.onAt(name);
      return;
    }
    const [other] = [...this.pointers].flatMap(([id, at]) => (id === event.pointerId ? [] : [at]));
    this.pointers.set(event.pointerId, point);
    const by = { x: point.x - before.x, y: point.y - before.y };
    this.dragged += Math.abs(by.x) + Math.abs(by.y);
    if (other === undefined) this.look(panned(this.view, by));
    else this.look(zoomedAt(this.view, middle(point, other), apart(point, other) / apart(before, other), LEAST_ZOOM));
  }

  private release(event: PointerEvent): void {
    const wasAlone = this.pointers.delete(event.pointerId) && this.pointers.size === 0;
    if (wasAlone && this.dragged < DRAG_FROM_PX) this.hands.onChoose(this.nameAt(this.pointOf(event)));
  }

  private turn(event: WheelEvent): void {
    event.preventDefault();
    // Two fingers on a pad come as a wheel with Ctrl, in far smaller steps.
    const speed = WHEEL_SPEED * (event.ctrlKey ? 6 : 1) * (event.deltaMode === 1 ? 18 : 1);
    this.look(zoomedAt(this.view, this.pointOf(event), Math.exp(-event.deltaY * speed), LEAST_ZOOM));
  }

  private key(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    const { at, chosen } = this.marks();
    if (direction !== undefined) this.step(direction, at ?? chosen);
    else if (event.key === "Enter" || event.key === " ") this.hands.onChoose(at ?? chosen);
    else if (event.key === "+" || event.key === "=") this.zoom(ZOOM_STEP);
    else if (event.key === "-") this.zoom(1 / ZOOM_STEP);
    else if (event.key === "0") this.showAll();
    else if (event.key === "Escape" && chosen !== undefined) this.hands.onChoose(undefined);
    else return;
    event.preventDefault();
  }

  private step(direction: Point, name: string | undefined): void {
    const { tables, byName } = this.scene;
    const from = byName.get(name ?? "");
    const middleOfWindow = toMap(this.view, { x: this.size.width / 2, y: this.size.height / 2 });
    const next =
      from === undefined ? nextTowards(tables, middleOfWindow, direction) : nextTowards(tables, from, direction);
    const shown = next ?? from;
    if (shown === undefined) return;
    this.hands.onAt(shown.name);
    if (!isInSight(shown, this.view, this.size) || this.view.zoom < READABLE_ZOOM) this.show(shown.name);
    else this.draw();
  }
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const apart = (a: Point, b: Point): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
