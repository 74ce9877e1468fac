import type { Cell, TypeKind } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { frame } from "../fixtures/frame-samples.ts";
import { isSameAnswer, plainRows, rowsKey, statementKey } from "./same-answer.ts";

describe("two statements are the same", () => {
  test.each([
    ["but for blanks and letter case", "SELECT a FROM t", "select  a\nfrom T;", true],
    ["but for quotes around plain names", 'SELECT "a" FROM t', "SELECT a FROM t", true],
    ["but for blanks around marks", "SELECT count( * ) FROM t WHERE a=1", "SELECT count(*) FROM t WHERE a = 1", true],
    ["not when a text differs in letter case", "SELECT 'A'", "SELECT 'a'", false],
    ["not when a text differs in blanks", "SELECT 'a  b'", "SELECT 'a b'", false],
    ["not when a quoted name holds a blank", 'SELECT "a b" FROM t', "SELECT a b FROM t", false],
  ])("%s", (_name, one, other, isSame) => {
    expect(statementKey(one) === statementKey(other)).toBe(isSame);
  });
});

type Columns = Readonly<Record<string, readonly [TypeKind, readonly Cell[]]>>;

describe("two results are the same", () => {
  const CASES: readonly (readonly [name: string, one: Columns, other: Columns, isSame: boolean])[] = [
    ["in another order of rows", { a: ["integer", [1, 2]] }, { b: ["integer", [2, 1]] }, true],
    [
      "in another order of columns",
      { a: ["integer", [1]], b: ["text", ["x"]] },
      { b: ["text", ["x"]], a: ["integer", [1]] },
      true,
    ],
    ["in another type of number", { a: ["decimal", ["12.50"]] }, { a: ["double", [12.5]] }, true],
    ["as wide numbers", { a: ["bigint", [3n]] }, { a: ["integer", [3]] }, true],
    ["not with other values", { a: ["integer", [1]] }, { a: ["integer", [2]] }, false],
    ["not with a row twice", { a: ["integer", [1, 1]] }, { a: ["integer", [1]] }, false],
    ["not when one is text", { a: ["text", ["1"]] }, { a: ["integer", [1]] }, false],
    ["not when one is missing", { a: ["integer", [null]] }, { a: ["integer", [0]] }, false],
  ];
  test.each(CASES)("%s", (_name, one, other, isSame) => {
    expect(rowsKey(frame(one)) === rowsKey(frame(other))).toBe(isSame);
    expect(isSameAnswer(plainRows(frame(one)), plainRows(frame(other)))).toBe(isSame);
  });
});

describe("the engine's answer may show more", () => {
  const wanted = frame({ name: ["text", ["Ada", "Grace"]] });
  const names: readonly ["text", readonly Cell[]] = ["text", ["Grace", "Ada"]];
  const more: readonly ["integer", readonly Cell[]] = ["integer", [1, 2]];
  test.each([
    ["one column", frame({ name: names, a: more }), true],
    ["but not whole rows", frame({ name: names, a: more, b: more, c: more }), false],
  ])("%s", (_name, given, isSame) => {
    expect(isSameAnswer(plainRows(wanted), plainRows(given))).toBe(isSame);
  });
});
