import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askEngine, prepareSource } from "@parlance/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LoadedFiles, loadFiles } from "./load-files.ts";

let folder = "";
let files: LoadedFiles;

/** A column of each kind that a file can hold. */
const visit = (i: number): string =>
  [
    i,
    `${String(8 + (i % 9)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}:00`,
    `2024-0${1 + (i % 9)}-${10 + (i % 18)}`,
    `2024-0${1 + (i % 9)}-1${i % 9} 0${i % 9}:30:00`,
    i % 2 === 0,
    ["Ann Lee", "Bo Ray", "Cy Kim"][i % 3],
    `${10 + (i % 80)}.50`,
    `${i % 100}%`,
    "a;b",
  ].join(",");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "parlance-readings-"));
  const header = "visit_id,start,day,created_at,is_paid,doctor,fee,score_pct,tags";
  const path = join(folder, "visits.csv");
  writeFileSync(path, [header, ...Array.from({ length: 200 }, (_, i) => visit(i))].join("\n"));
  files = await loadFiles([path]);
}, 60_000);
afterAll(() => {
  files.close();
  rmSync(folder, { recursive: true });
});

const ASKED: readonly ((column: string) => string)[] = [
  (column) => `visits with ${column} 13`,
  (column) => `how many visits have ${column} over 40`,
  (column) => `visits where ${column} is 7`,
  (column) => `visits where ${column} is yes`,
  (column) => `visits whose ${column} contains 12`,
  (column) => `${column} of 13 and 44`,
  (column) => `highest ${column} per doctor`,
  (column) => `share of visits by ${column}`,
  (column) => `visits with ${column} before 10`,
  (column) => `visits with ${column} above average`,
];

it("every reading of a question runs, whatever the kind of column it names", async () => {
  const source = prepareSource(files.catalog, files.values);
  const columns = files.catalog.tables.flatMap((table) => table.columns.map(({ name }) => name.replaceAll("_", " ")));
  const failed: string[] = [];
  for (const question of columns.flatMap((column) => ASKED.map((ask) => ask(column)))) {
    const { readings } = askEngine({
      question,
      source,
      now: Date.UTC(2024, 5, 15),
      timeZone: "UTC",
      dialect: "duckdb",
    });
    for (const { sql } of readings)
      await files.query(sql).catch((error: unknown) => failed.push(`${question}: ${sql} ${String(error)}`));
  }
  expect(failed).toEqual([]);
}, 60_000);

it("a number beside a time of day is an hour", () => {
  const source = prepareSource(files.catalog, files.values);
  const { readings } = askEngine({ question: "visits with start 13", source, now: 0, timeZone: "UTC" });
  expect(readings[0]?.sql).toContain("13:00:00");
});
