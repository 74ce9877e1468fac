import { resolve } from "node:path";
import { readSpiderFolder, type SpiderFolder } from "../spider/dataset.ts";
import { readSource, type SourceFacts } from "../spider/read-source.ts";
import { goldNeeds } from "./gold-needs.ts";
import { type MergedSource, mergeSources } from "./merge-sources.ts";

export interface RetrievalQuestion {
  readonly text: string;
  /** Which half of the databases it is about: weights were chosen on "tuned". */
  readonly half: "tuned" | "held out";
  /** Positions of the tables that the right answer reads. */
  readonly tables: ReadonlySet<number>;
  readonly columns: readonly { readonly table: number; readonly column: string }[];
}

export interface RetrievalSet {
  readonly merged: MergedSource;
  /** By questions file. */
  readonly questions: ReadonlyMap<string, readonly RetrievalQuestion[]>;
  /** Statements that our reader cannot read. */
  readonly unread: number;
}

const FILES = ["train_spider.json", "spider-syn-train.json", "train_others.json"];

/** All of a folder's databases as one source, and every question with what its right answer needs. */
export function readRetrievalSet(folder: string): RetrievalSet {
  const dir = resolve(folder);
  const sets = FILES.map((file) => [file, readSpiderFolder(dir, file)] as const);
  const [first] = sets;
  if (first === undefined) throw new Error(`No questions in ${folder}.`);
  const facts = readAll(first[1]);
  const merged = mergeSources(facts);
  const at = new Map(merged.catalog.tables.map((table, i) => [table.name, i]));
  let unread = 0;
  const read = ({ questions }: SpiderFolder): RetrievalQuestion[] =>
    questions.flatMap(({ database, text, gold }): RetrievalQuestion[] => {
      const catalog = facts.get(database)?.catalog;
      const needs = gold === undefined || catalog === undefined ? undefined : goldNeeds(gold, catalog);
      if (needs === undefined) {
        unread += 1;
        return [];
      }
      const position = (table: string): number => at.get(merged.nameOf(database, table)) ?? -1;
      const columns = needs.columns.map(({ table, column }) => ({ table: position(table), column }));
      return [{ text, half: halfOf(database), tables: new Set([...needs.tables].map(position)), columns }];
    });
  const questions = new Map(sets.map(([file, set]) => [file, read(set)]));
  return { merged, questions, unread };
}

const readAll = (folder: SpiderFolder): Map<string, SourceFacts> =>
  new Map([...folder.schemas].map(([id, schema]) => [id, readSource(folder.databasePath(id), schema)]));

/** By a hash of the name, so that no database is in both. */
function halfOf(database: string): RetrievalQuestion["half"] {
  let hash = 7;
  for (const letter of database) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % 2 === 0 ? "tuned" : "held out";
}
