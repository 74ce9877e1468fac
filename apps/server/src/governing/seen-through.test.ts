import type { Table } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { type Kept, seenThrough } from "./seen-through.ts";

const table = (name: string, more: Partial<Table> = {}): Table => ({
  name,
  kind: "table",
  columns: [],
  primaryKey: [],
  foreignKeys: [],
  ...more,
});
const view = (name: string, reads?: Table["reads"]): Table =>
  table(name, { kind: "view", ...(reads === undefined ? {} : { reads }) });

const TABLES = [
  table("pay"),
  table("days"),
  view("outer", ["inner"]),
  view("inner", ["PAY"]),
  view("calendar", ["days"]),
  view("riddle", "unknown"),
  view("old"),
  table("parent", { reads: ["child"] }),
  table("child", { reads: ["parent"] }),
];

const through = (kept: Readonly<Record<string, readonly Kept[]>>, opened: readonly string[] = []) =>
  seenThrough(
    { tables: TABLES },
    { kept: new Map(Object.entries(kept).map(([name, kinds]) => [name, new Set(kinds)])), opened: new Set(opened) },
  );

describe("what is seen through views", () => {
  test.each<[string, Record<string, readonly Kept[]>, readonly string[], readonly string[]]>([
    ["nothing without rules", {}, [], []],
    ["a table's rules, through views of views too", { pay: ["rows"] }, [], ["outer", "inner", "riddle", "old"]],
    ["whatever there is, where it is not known what is read", { days: ["rows"] }, [], ["calendar", "riddle", "old"]],
    [
      "nothing through a rule of the same kind",
      { pay: ["rows"], inner: ["rows"], outer: ["rows"] },
      [],
      ["riddle", "old"],
    ],
    [
      "rows through a rule about columns",
      { pay: ["rows"], inner: ["columns"] },
      [],
      ["outer", "inner", "riddle", "old"],
    ],
    ["the rules of a view itself", { inner: ["rows"] }, [], ["outer", "riddle", "old"]],
    ["nothing through views that are opened", { pay: ["rows"] }, ["inner", "riddle", "old"], []],
    ["only past an opened view", { pay: ["rows"], inner: ["columns"] }, ["inner", "riddle"], ["outer", "old"]],
    ["a parent in its child", { parent: ["rows"] }, [], ["riddle", "old", "child"]],
    ["a child in its parent", { child: ["columns"] }, [], ["riddle", "old", "parent"]],
    ["a table that is gone", { gone: ["rows", "columns"] }, [], ["riddle", "old"]],
  ])("%s", (_name, kept, opened, expected) => {
    expect(through(kept, opened)).toEqual(expected);
  });
});
