import type { Catalog } from "@parlance/core";
import { aggregate, ascending, column, countRows, descending, numberLiteral, type Query } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { withOrderShown } from "./show-order.ts";

const field = (name: string, kind: "text" | "integer") => ({ name, type: { kind, native: kind }, nullable: true });
const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "airports",
      kind: "table",
      columns: [field("state", "text"), field("name", "text"), field("Mean Height", "integer")],
      primaryKey: [],
      foreignKeys: [],
    },
  ],
};
const state = column("airports", "state");
const height = column("airports", "Mean Height");
const perState = { select: [{ expr: state }], groupBy: [state], limit: { count: 5 } };

const shown = (query: Query): string => withOrderShown({ sql: "as it was", query }, CATALOG).sql.replace(/\s+/g, " ");

describe("the figure that decides an order", () => {
  test.each<[string, Query, RegExp]>([
    [
      "a count of a group's rows",
      { ...perState, order: [descending(countRows("airports"))] },
      /^SELECT state, COUNT\(\*\) AS airports_count FROM/,
    ],
    [
      "a figure of a group",
      { ...perState, order: [ascending(aggregate("avg", height))] },
      /AVG\("Mean Height"\) AS average_mean_height/,
    ],
    [
      "a column of the rows themselves",
      { select: [{ expr: column("airports", "name") }], order: [descending(height)], limit: { count: 1 } },
      /^SELECT name, "Mean Height" FROM/,
    ],
  ])("is shown: %s", (_name, query, sql) => expect(shown(query)).toMatch(sql));

  test.each<[string, Query]>([
    ["all rows are shown, sorted", { select: [{ expr: state }], order: [ascending(height)] }],
    ["it is there already", { ...perState, select: [{ expr: state }, { expr: height }], order: [descending(height)] }],
    ["repeats are dropped", { ...perState, isDistinct: true, order: [descending(countRows("airports"))] }],
    [
      "something else than names is asked for",
      { ...perState, select: [{ expr: numberLiteral(1) }], order: [descending(countRows("airports"))] },
    ],
  ])("is left out where %s", (_name, query) => expect(shown(query)).toBe("as it was"));
});
