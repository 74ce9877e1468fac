import { aggregate, column, compare, descending, type Query, select, textLiteral } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { isFlawed } from "./flaws-of.fixture.ts";
import { LEFT_OUT_FLAWS } from "./left-out-flaws.ts";
import { THEATRE } from "./theatre.fixture.ts";

const shown = (table: string, ...names: string[]): Query => ({
  select: names.map((name) => select(column(table, name))),
});

const OLDEST: Query = { ...shown("actors", "name"), order: [descending(column("actors", "age"))], limit: { count: 1 } };

const CASES: [flaw: string, question: string, flawed: Query, sound: Query][] = [
  [
    "quoted-not-sought",
    'the seats of the play "The Lamp"',
    shown("plays", "seats"),
    { ...shown("plays", "seats"), where: compare(column("plays", "title"), "=", textLiteral("The Lamp")) },
  ],
  ["no-extreme", "name of the oldest actor", shown("actors", "name"), OLDEST],
  [
    "no-extreme",
    "age of the oldest actor",
    shown("actors", "age"),
    { select: [select(aggregate("max", column("actors", "age")))] },
  ],
  [
    "member-dropped",
    "show the title, genre and seats of the plays",
    shown("plays", "title", "seats"),
    shown("plays", "title", "genre", "seats"),
  ],
  [
    "closing-id-not-shown",
    "which actors are older than 30? List their names and ids.",
    shown("actors", "name"),
    shown("actors", "name", "actor_id"),
  ],
];

const SILENT: [flaw: string, question: string, sound: Query][] = [
  ["no-extreme", "names of the actors from oldest to youngest", shown("actors", "name")],
  ["no-extreme", "names of actors of at most 30 years of age", shown("actors", "name")],
  ["member-dropped", "show the title, and the number of seats", shown("plays", "title")],
  ["closing-id-not-shown", "names of the actors whose role has this id", shown("actors", "name")],
];

describe("what a reading leaves out", () => {
  it.each(CASES)("%s: %s", (name, text, flawed, sound) =>
    expect([flawed, sound].map((query) => isFlawed(LEFT_OUT_FLAWS, name, query, text, THEATRE))).toEqual([true, false]),
  );
  it.each(SILENT)("%s is no sign in: %s", (name, text, query) =>
    expect(isFlawed(LEFT_OUT_FLAWS, name, query, text, THEATRE)).toBe(false),
  );
});
