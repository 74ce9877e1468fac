import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { storedSchema } from "./stored-schema.ts";

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
  const raw = z.array(QUESTION).parse(readJson(resolve(folder, file)));
  const described = z.array(SCHEMA).parse(readJson(join(folder, "tables.json")));
  const databasePath = (database: string): string =>
    join(resolve(folder, databaseFolder), database, `${database}.sqlite`);
  return {
    questions: raw.map((row, index) => ({
      index,
      database: row.db_id,
      text: row.SpiderSynQuestion ?? row.question ?? "",
      gold: row.query ?? undefined,
    })),
    schemas: withStored(new Map(described.map((schema) => [schema.db_id, schema])), raw, databasePath),
    databasePath,
  };
}

/** Databases that tables.json leaves out are described from their own files, where these can be read. */
function withStored(
  schemas: Map<string, SpiderSchema>,
  asked: readonly { readonly db_id: string }[],
  databasePath: (database: string) => string,
): Map<string, SpiderSchema> {
  for (const name of new Set(asked.map((row) => row.db_id))) {
    const stored = schemas.has(name) ? undefined : storedSchema(name, databasePath(name));
    if (stored) schemas.set(name, stored);
  }
  return schemas;
}

const BYTE_ORDER_MARK = /^\uFEFF/;
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8").replace(BYTE_ORDER_MARK, ""));
