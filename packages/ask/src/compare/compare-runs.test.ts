import type { FrameColumn, JsonCell } from "@parlance/core";
import { expect, test } from "vitest";
import { compareRuns, type RunRecord } from "./compare-runs.ts";

const COLUMNS: FrameColumn[] = [
  { name: "region", type: { kind: "text", native: "text" } },
  { name: "total", type: { kind: "double", native: "double" } },
];

const run = (rows: JsonCell[][], part: Partial<RunRecord> = {}): RunRecord => ({
  sql: "SELECT 1",
  columns: COLUMNS,
  rows,
  rowCount: rows.length,
  sourceVersion: "v1",
  definitions: [],
  ...part,
});

const OLD = run([
  ["East", 10],
  ["West", 20],
]);
const METRIC = { kind: "metric" as const, name: "revenue", meaning: "all orders" };

test.each<[string, RunRecord, RunRecord, RunRecord | null, object]>([
  ["nothing", OLD, OLD, null, { isSame: true, reasons: [], summary: "Nothing has changed." }],
  [
    "another order only",
    OLD,
    run([
      ["West", 20],
      ["East", 10],
    ]),
    null,
    { isSame: true },
  ],
  [
    "data",
    OLD,
    run(
      [
        ["East", 12],
        ["North", 5],
      ],
      { sourceVersion: "v2" },
    ),
    null,
    {
      reasons: ["data"],
      keyColumns: ["region"],
      changed: [{ key: ["East"], column: "total", before: 10, after: 12 }],
      added: [["North", 5]],
      removed: [["West", 20]],
      summary: "1 value is different, 1 row is new and 1 row is gone, because the data has changed.",
    },
  ],
  [
    "a definition",
    run(
      OLD.rows.map((row) => [...row]),
      { definitions: [METRIC] },
    ),
    run(
      [
        ["East", 1],
        ["West", 2],
      ],
      { sql: "SELECT 2", definitions: [{ ...METRIC, meaning: "paid orders" }] },
    ),
    OLD,
    { reasons: ["definition"], counts: { added: 0, removed: 0, changed: 2 } },
  ],
  [
    "the statement",
    OLD,
    run(
      [
        ["East", 1],
        ["West", 2],
      ],
      { sql: "SELECT 2" },
    ),
    OLD,
    { reasons: ["sql"], summary: "2 values are different, because the question is now read as another statement." },
  ],
  [
    "data and statement",
    OLD,
    run(
      [
        ["East", 1],
        ["West", 2],
      ],
      { sql: "SELECT 2" },
    ),
    run([
      ["East", 11],
      ["West", 20],
    ]),
    { reasons: ["data", "sql"] },
  ],
  [
    "rows without names",
    run([
      ["East", 1],
      ["East", 1],
      ["East", 2],
    ]),
    run([
      ["East", 1],
      ["East", 2],
      ["East", 3],
    ]),
    null,
    { keyColumns: [], added: [["East", 3]], removed: [["East", 1]] },
  ],
])("%s", (_name, before, after, same, expected) => {
  expect(compareRuns(before, after, same)).toMatchObject(expected);
});

test("differences are told up to a limit, and counted", () => {
  const many = run(Array.from({ length: 80 }, (_v, i) => [`r${i}`, i]));
  expect(compareRuns(run([]), many)).toMatchObject({ isCapped: true, counts: { added: 80 } });
  expect(compareRuns(run([]), many).added).toHaveLength(50);
});
