import { expect, test } from "vitest";
import { fitSchema, PLAIN_COSTS } from "./fit-schema.ts";
import { CAMPUS } from "./retrieval.fixture.ts";

const ranked = (...names: readonly string[]) => ({
  tables: names.map((table) => ({
    table,
    columns: CAMPUS.tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [],
    score: 1,
  })),
});

const shown = (budget: number, ...names: readonly string[]) =>
  fitSchema(CAMPUS, ranked(...names), budget).map(({ table, columns }) => [
    table.name,
    ...columns.map((column) => column.name),
  ]);

test("everything comes where everything fits", () => {
  const fitted = fitSchema(CAMPUS, ranked(...CAMPUS.tables.map(({ name }) => name)), 4000);
  expect(fitted.map(({ table, columns }) => columns.length === table.columns.length)).not.toContain(false);
});

test("columns that join come before others, also to a table that was chosen before", () => {
  const [student, enrollment] = shown(34, "student", "enrollment");
  expect(student).toContain("student_id");
  expect(enrollment).toEqual(["enrollment", "student_id"]);
});

test("a wide table leaves room for the next", () => {
  const fitted = shown(250, "wide", "book", "loan");
  expect(fitted.map(([name]) => name)).toEqual(["wide", "book", "loan"]);
});

test.each([0, 10, 40, 100, 400])("a budget of %d tokens is not overdrawn", (budget) => {
  const fitted = fitSchema(CAMPUS, ranked("wide", "student", "enrollment", "course"), budget);
  const spent = fitted.reduce(
    (sum, { table, columns }) =>
      sum + PLAIN_COSTS.table(table) + columns.reduce((all, column) => all + PLAIN_COSTS.column(column, table), 0),
    0,
  );
  expect(spent).toBeLessThanOrEqual(budget);
});

test("a table that no longer exists is passed over", () => {
  expect(fitSchema(CAMPUS, { tables: [{ table: "gone", columns: [], score: 1 }] }, 1000)).toEqual([]);
});
