import type { Catalog, Column, ColumnValues, ForeignKey, TypeKind } from "@parlance/core";

import { prepareSource } from "../source.ts";
import { table } from "../table.fixture.ts";

const ROWS = 40;

const column = (name: string, kind: TypeKind, distinct = ROWS): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: { rows: ROWS, nulls: 0, distinct, distinctIsExact: true, topValues: [] },
});

const to = (name: string, refTable: string, refColumn: string): ForeignKey => ({
  columns: [name],
  refTable,
  refColumns: [refColumn],
  origin: "declared",
  confidence: 1,
});

const listed = (tableName: string, name: string, values: readonly string[]): ColumnValues => ({
  table: tableName,
  column: name,
  values: values.map((value) => ({ value, count: 3 })),
  isTruncated: false,
});

const catalog: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    table("plays", [
      column("play_id", "integer"),
      column("title", "text"),
      column("genre", "text", 3),
      column("seats", "integer"),
      column("ticket_price", "decimal"),
    ]),
    table("actors", [
      column("actor_id", "integer"),
      column("name", "text"),
      column("age", "integer"),
      column("email", "text"),
      column("grade", "text", 3),
      column("middle_initial", "text", 9),
    ]),
    table(
      "castings",
      [
        column("casting_id", "integer"),
        column("lead_actor_id", "integer"),
        column("understudy_actor_id", "integer"),
        column("play_id", "integer"),
        column("fee", "decimal"),
      ],
      [
        to("lead_actor_id", "actors", "actor_id"),
        to("understudy_actor_id", "actors", "actor_id"),
        to("play_id", "plays", "play_id"),
      ],
    ),
  ],
};

/** Plays, and who has which part in them. */
export const THEATRE = prepareSource(catalog, [
  listed("actors", "grade", ["A", "B", "C"]),
  listed("actors", "middle_initial", ["A", "B", "C", "D", "E", "F", "G"]),
  listed("actors", "name", ["Ida Moor", "Per Holt"]),
  listed("plays", "genre", ["drama", "comedy", "opera"]),
  listed("plays", "title", ["The Lamp", "North"]),
]);
