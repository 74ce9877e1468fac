import { printSql } from "@parlance/sql";
import { readSource } from "../../spider/read-source.ts";
import type { DatabaseFile, TrainingQuestion } from "../training-questions.ts";
import { askTable } from "./ask-table.ts";
import { EVENT_TABLES } from "./tables.ts";
import { productDatabase, productSchema } from "./write-database.ts";

const FOLDS = 5;

/**
 * Questions about single tables of events, of which Spider has next to none: periods, growth, shares, busiest hours,
 * revenue. Words and tables are other ones than in every set that is only measured.
 */
export function productQuestions(): { questions: TrainingQuestion[]; files: ReadonlyMap<string, DatabaseFile> } {
  const files = new Map<string, DatabaseFile>();
  const questions = EVENT_TABLES.flatMap((table, i) => {
    const schema = productSchema(table);
    const file = { path: productDatabase(table), schema };
    files.set(schema.db_id, file);
    const { catalog } = readSource(file.path, schema);
    return askTable(table).map(
      ({ text, query }): TrainingQuestion => ({
        part: "product",
        database: schema.db_id,
        fold: i % FOLDS,
        text,
        gold: printSql(query, catalog, "sqlite"),
        keepsDistinct: true,
      }),
    );
  });
  return { questions, files };
}
