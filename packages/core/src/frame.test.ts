import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, cellToJson, type Frame, frameRows } from "./frame.ts";

const CASES: readonly { readonly name: string; readonly cell: Cell; readonly json: unknown }[] = [
  { name: "null stays null", cell: null, json: null },
  {
    name: "a whole number beyond 2^53 becomes text, digit for digit",
    cell: 9007199254740993n,
    json: "9007199254740993",
  },
  { name: "an exact decimal stays text", cell: "12.30", json: "12.30" },
  { name: "NaN is spelled out", cell: Number.NaN, json: "NaN" },
  { name: "infinities are spelled out", cell: Number.NEGATIVE_INFINITY, json: "-Infinity" },
  { name: "binary becomes base64", cell: new Uint8Array([77, 97]), json: "TWE=" },
  { name: "lists and structs are converted inside", cell: [1n, { a: Number.NaN }], json: ["1", { a: "NaN" }] },
];

describe("cellToJson", () => {
  test.each(CASES)("$name", ({ cell, json }) => {
    expect(cellToJson(cell)).toEqual(json);
  });

  test("agrees with Node's base64 for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(cellToJson(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      }),
    );
  });
});

test("frameRows turns columns into rows", () => {
  const type = { kind: "integer", native: "INTEGER" } as const;
  const frame: Frame = {
    columns: [
      { name: "a", type },
      { name: "b", type },
    ],
    rowCount: 2,
    data: [
      [1, 2],
      [3, 4],
    ],
  };
  expect(frameRows(frame)).toEqual([
    [1, 3],
    [2, 4],
  ]);
});
