import type { Column } from "@parlance/core";
import {
  aggregate,
  ascending,
  column,
  compare,
  countRows,
  type Predicate,
  type Query,
  select,
  star,
  textLiteral,
} from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { proposeCandidates } from "../generate/propose-candidates.ts";
import { key, NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { table } from "../table.fixture.ts";
import { isFlawIn } from "./flaw.ts";
import { inspect } from "./inspected.ts";
import { UNMEANT_FLAWS } from "./unmeant-flaws.ts";

const plain = (name: string, kind: "integer" | "text", values = 0): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  ...(values > 0 ? { profile: { rows: 9, nulls: 0, distinct: values, distinctIsExact: true, topValues: [] } } : {}),
});
/** Tracks with races, and trips from here to there. */
const CLUB = prepareSource(
  {
    dialect: "duckdb",
    version: "1",
    tables: [
      table("tracks", [
        plain("track_id", "integer"),
        plain("seats", "integer"),
        plain("name", "text"),
        plain("city", "text"),
        plain("roofed", "text", 2),
        plain("grade_code", "text"),
      ]),
      table(
        "races",
        [plain("race_id", "integer"), plain("track_id", "integer"), plain("name", "text")],
        [key("track_id", "tracks")],
      ),
      table("trips", [plain("trip_id", "integer"), plain("origin", "text"), plain("destination", "text")]),
    ],
  },
  ["origin", "destination"].map((name) => ({
    table: "trips",
    column: name,
    values: ["Ulm", "Jena"].map((value) => ({ value, count: 3 })),
    isTruncated: false,
  })),
);

const shown = (...columns: [table: string, name: string][]): Query => ({
  select: columns.map(([from, name]) => select(column(from, name))),
});
const trips = (items: readonly Predicate[]): Query => ({
  ...shown(["trips", "trip_id"]),
  where: { kind: "and", items },
});
const is = (name: string, value: string): Predicate => compare(column("trips", name), "=", textLiteral(value));
const roofed = (...values: string[]): Query => ({
  ...shown(["tracks", "name"]),
  where: { kind: "in", left: column("tracks", "roofed"), values: values.map(textLiteral) },
});
const seatsBy = (name: string): Query => ({
  select: [select(column("tracks", name)), select(aggregate("sum", column("tracks", "seats")))],
  groupBy: [column("tracks", name)],
});
const firstBy = (name: string): Query => ({
  ...shown(["tracks", "name"]),
  order: [ascending(column("tracks", name))],
  limit: { count: 1 },
});

const CASES: [flaw: string, question: string, flawed: Query, sound: Query][] = [
  [
    "from-and-to",
    "trips from Ulm to Jena",
    trips([is("origin", "Ulm"), is("origin", "Jena")]),
    trips([is("origin", "Ulm"), is("destination", "Jena")]),
  ],
  [
    "shown-twice",
    "the ids of the tracks and their races",
    shown(["tracks", "track_id"], ["races", "track_id"]),
    shown(["tracks", "track_id"], ["races", "race_id"]),
  ],
  ["sums-its-group", "total seats for each city", seatsBy("seats"), seatsBy("city")],
  ["seeks-all-values", "names of the tracks that are roofed", roofed("yes", "no"), roofed("yes")],
  [
    "row-not-shown",
    "list all information about the races",
    shown(["races", "name"]),
    { select: [select(star("races"))] },
  ],
  [
    "row-not-shown",
    "what information do you have on the races",
    shown(["races", "name"]),
    { select: [select(star("races"))] },
  ],
  [
    "meets-itself",
    "cities of the tracks that are roofed",
    { ...roofed("yes"), set: { op: "intersect", right: roofed("yes") } },
    { ...roofed("yes"), set: { op: "intersect", right: roofed("no") } },
  ],
  [
    "orders-one-figure",
    "sort the tracks by the alphabet",
    { select: [select(countRows("tracks"))], order: [ascending(countRows("tracks"))] },
    { ...shown(["tracks", "name"]), order: [ascending(column("tracks", "name"))] },
  ],
  ["ranked-by-key", "the track with the fewest seats", firstBy("track_id"), firstBy("seats")],
  [
    "listed-id-not-shown",
    "show the id and grade of each track with the number of races",
    {
      select: [select(column("tracks", "grade_code")), select(countRows("races"))],
      groupBy: [column("tracks", "grade_code")],
    },
    {
      select: [select(column("tracks", "track_id")), select(countRows("races"))],
      groupBy: [column("tracks", "track_id")],
    },
  ],
];

describe("what nobody asks for", () => {
  it.each(CASES)("%s: %s", (name, text, flawed, sound) => {
    const { candidates, question } = proposeCandidates({ question: text, source: CLUB, now: NOON, timeZone: "UTC" });
    const [first] = candidates;
    const flaw = UNMEANT_FLAWS.find((own) => own.name === name);
    if (!first || !flaw) throw new Error("Nothing to check.");
    const isFlawed = (query: Query): boolean => isFlawIn(flaw, inspect(query, first.draft, question));
    expect([isFlawed(flawed), isFlawed(sound)]).toEqual([true, false]);
  });
});
