import type { Catalog, Column } from "@parlance/core";
import { expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";

const CITIES = ["Oslo", "Bergen", "Lund"].map((value) => ({ value, count: 30 }));
const column = (name: string, kind: "text" | "integer", isCity = false): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: {
    rows: 90,
    nulls: 0,
    distinct: isCity ? CITIES.length : 90,
    distinctIsExact: true,
    topValues: isCity ? CITIES : [],
  },
});
const catalog: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "trips",
      kind: "table",
      columns: [
        column("trip_id", "integer"),
        column("origin_city", "text", true),
        column("destination_city", "text", true),
      ],
      primaryKey: ["trip_id"],
      foreignKeys: [],
      rowCount: 90,
    },
  ],
};
const TRIPS = prepareSource(
  catalog,
  ["origin_city", "destination_city"].map((name) => ({
    table: "trips",
    column: name,
    values: CITIES,
    isTruncated: false,
  })),
);
const ask = (question: string) => askEngine({ question, source: TRIPS, now: NOON, timeZone: "UTC" });

test("a change that may be meant in two ways is asked back, each way told by what sets it apart", () => {
  const question = "how many trips are there?";
  const [first] = ask(question).readings;
  if (!first) throw new RangeError("Nothing was read");
  const changed = askEngine({
    question: "only Oslo",
    source: TRIPS,
    now: NOON,
    timeZone: "UTC",
    previous: { question, query: first.query },
  });
  expect(changed.verdict).toBe("ask");
  expect(changed.readings.map(({ filters }) => filters.join())).toEqual([
    'origin city is "Oslo"',
    'destination city is "Oslo"',
  ]);
  expect(changed.message).toContain("or where destination city");
});
