import { describe, expect, test } from "vitest";
import { around, boxAt, centredOn, fitted, isInSight, nextTowards, toMap, zoomedAt } from "./map-view.ts";

const SIZE = { width: 1000, height: 500 };
const box = (name: string, x: number, y: number) => ({ name, x, y, width: 200, height: 40 });
/** Three rows of three. */
const GRID = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => box(`${column},${row}`, column * 236, row * 68)));

test("zooming keeps what is under the pointer, and stops at its limits", () => {
  const view = { x: 40, y: -20, zoom: 0.5 };
  const at = { x: 300, y: 120 };
  const nearer = zoomedAt(view, at, 1.5, 0.1);
  expect(nearer.zoom).toBe(0.75);
  expect(toMap(nearer, at)).toEqual(toMap(view, at));
  expect(zoomedAt(view, at, 100, 0.1).zoom).toBe(2);
  expect(zoomedAt(view, at, 0.001, 0.1).zoom).toBe(0.1);
});

test("everything fits, in the middle, and is not blown up", () => {
  const all = around(GRID);
  const view = fitted(all, SIZE, 1);
  expect(view.zoom).toBe(1);
  expect(toMap(view, { x: 500, y: 268 })).toEqual({ x: all.x + all.width / 2, y: all.y + all.height / 2 });
  const wide = fitted({ x: 0, y: 0, width: 9440, height: 10 }, SIZE, 1);
  expect(wide.zoom).toBeCloseTo(0.1);
  expect(isInSight({ x: 0, y: 0, width: 10, height: 10 }, wide, SIZE)).toBe(true);
});

test("a table is shown large enough to be read", () => {
  expect(centredOn({ x: 0, y: 0, zoom: 0.1 }, box("a", 0, 0), SIZE, 0.8).zoom).toBe(0.8);
  expect(centredOn({ x: 0, y: 0, zoom: 1.4 }, box("a", 0, 0), SIZE, 0.8).zoom).toBe(1.4);
});

test("a box is found under the pointer, and nothing between boxes", () => {
  expect(boxAt(GRID, { x: 240, y: 70 })?.name).toBe("1,1");
  expect(boxAt(GRID, { x: 220, y: 70 })).toBeUndefined();
});

describe("arrow keys go to the next box", () => {
  test.each([
    ["right", { x: 1, y: 0 }, "2,1"],
    ["left", { x: -1, y: 0 }, "0,1"],
    ["down", { x: 0, y: 1 }, "1,2"],
    ["up", { x: 0, y: -1 }, "1,0"],
  ])("%s", (_name, direction, expected) => {
    expect(nextTowards(GRID, box("1,1", 236, 68), direction)?.name).toBe(expected);
  });
  test("and stay at the edge", () => {
    expect(nextTowards(GRID, box("0,0", 0, 0), { x: -1, y: 0 })).toBeUndefined();
  });
});
