import { printSql } from "@parlance/sql";
import { readSource } from "../../spider/read-source.ts";
import type { DatabaseFile, TrainingQuestion } from "../training-questions.ts";
import { askTable } from "./ask-table.ts";
import type { AskedTable } from "./parts.ts";
import { EVENT_TABLES } from "./tables.ts";
import { THING_TABLES } from "./thing-tables.ts";
import { askThings } from "./thing-templates.ts";
import { productDatabase, productSchema, schemaOf } from "./write-database.ts";
import { madeThings, thingDatabase } from "./write-things.ts";

const FOLDS = 5;

interface Asked {
  readonly file: DatabaseFile;
  readonly questions: readonly AskedTable[];
}

const askedTables = (): Asked[] => [
  ...EVENT_TABLES.map((table) => ({
    file: { path: productDatabase(table), schema: productSchema(table) },
    questions: askTable(table),
  })),
  ...THING_TABLES.map((table) => ({
    file: { path: thingDatabase(table), schema: schemaOf(table.name, madeThings(table).columns) },
    questions: askThings(table),
  })),
];

/**
 * Questions about single tables of events, of which Spider has next to none: periods, growth, shares, busiest hours,
 * revenue; and about single tables of things, the cheapest and the longest of which people ask for much more plainly
 * than Spider does. Words and tables are other ones than in every set that is only measured.
 */
export function productQuestions(): { questions: TrainingQuestion[]; files: ReadonlyMap<string, DatabaseFile> } {
  const files = new Map<string, DatabaseFile>();
  const questions = askedTables().flatMap(({ file, questions: asked }, i) => {
    files.set(file.schema.db_id, file);
    const { catalog } = readSource(file.path, file.schema);
    return asked.map(
      ({ text, query }): TrainingQuestion => ({
        part: "product",
        database: file.schema.db_id,
        fold: i % FOLDS,
        text,
        gold: printSql(query, catalog, "sqlite"),
        keepsDistinct: true,
      }),
    );
  });
  return { questions, files };
}
