import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const QUESTION = z.object({
  db_id: z.string(),
  question: z.string().nullish(),
  /** Spider-Syn's training file names its two wordings so. */
  SpiderSynQuestion: z.string().nullish(),
  query: z.string().nullish(),
});

const SCHEMA = z.object({
  db_id: z.string(),
  table_names_original: z.array(z.string()),
  column_names_original: z.array(z.tuple([z.number(), z.string()])),
  column_types: z.array(z.string()).default([]),
  foreign_keys: z.array(z.tuple([z.number(), z.number()])).default([]),
  primary_keys: z.array(z.union([z.number(), z.array(z.number())])).default([]),
});

export interface SpiderQuestion {
  /** Position in the questions file. */
  readonly index: number;
  readonly database: string;
  readonly text: string;
  readonly gold: string | undefined;
}

export type SpiderSchema = z.infer<typeof SCHEMA>;

export interface SpiderFolder {
  readonly questions: readonly SpiderQuestion[];
  readonly schemas: ReadonlyMap<string, SpiderSchema>;
  databasePath(database: string): string;
}

const DEFAULT_QUESTIONS = ["dev.json", "questions.json", "train_spider.json"];

export function readSpiderFolder(folder: string, split?: string, databaseFolder = "database"): SpiderFolder {
  const file = split ?? DEFAULT_QUESTIONS.find((name) => existsSync(join(folder, name)));
  if (file === undefined) throw new Error(`No questions file in ${folder}: name one with --split.`);
  const raw = z.array(QUESTION).parse(readJson(join(folder, file)));
  const schemas = z.array(SCHEMA).parse(readJson(join(folder, "tables.json")));
  return {
    questions: raw.map((row, index) => ({
      index,
      database: row.db_id,
      text: row.SpiderSynQuestion ?? row.question ?? "",
      gold: row.query ?? undefined,
    })),
    schemas: new Map(schemas.map((schema) => [schema.db_id, schema])),
    databasePath: (database) => join(folder, databaseFolder, database, `${database}.sqlite`),
  };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
