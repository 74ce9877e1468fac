import type { Catalog, Column, ForeignKey, Table, TypeKind } from "@parlance/core";

const column = (name: string, kind: TypeKind = "text", values: readonly string[] = []): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: {
    rows: 50,
    nulls: 0,
    distinct: 40,
    distinctIsExact: true,
    topValues: values.map((value) => ({ value, count: 3 })),
  },
});

const key = (name: string, refTable: string): ForeignKey => ({
  columns: [name],
  refTable,
  refColumns: [name],
  origin: "declared",
  confidence: 1,
});

const table = (name: string, columns: readonly Column[], foreignKeys: readonly ForeignKey[] = []): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: columns.slice(0, 1).map((first) => first.name),
  foreignKeys,
});

/** A college and a library that share words but no keys. */
export const CAMPUS: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    table("student", [column("student_id", "integer"), column("name"), column("age", "integer")]),
    table(
      "enrollment",
      [column("student_id", "integer"), column("course_id", "integer"), column("grade")],
      [key("student_id", "student"), key("course_id", "course")],
    ),
    table("course", [column("course_id", "integer"), column("title"), column("credits", "integer")]),
    table("book", [
      column("book_id", "integer"),
      column("title"),
      column("author"),
      column("shelf", "text", ["Atlas"]),
    ]),
    table("loan", [column("book_id", "integer"), column("lent_on", "date")], [key("book_id", "book")]),
    table("wide", [column("wide_id", "integer"), ...Array.from({ length: 80 }, (_, i) => column(`measure_${i}`))]),
  ],
};
