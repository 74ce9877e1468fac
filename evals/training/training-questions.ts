import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { groupBy } from "../report/figures.ts";
import { CLOCK } from "../spider/ask-spider.ts";
import { readSpiderFolder, type SpiderFolder, type SpiderQuestion, type SpiderSchema } from "../spider/dataset.ts";
import { runnableGold } from "../spider/score.ts";
import { readSplit } from "../spider/split.ts";
import { dropColumnWords } from "./augment.ts";
import type { DraftQuestion, DraftTask } from "./draft-thread.ts";

/** One question to train on. */
export interface TrainingQuestion extends DraftQuestion {
  /** The set it is reported with. */
  readonly part: string;
  readonly database: string;
  /** Questions of one fold are judged by a ranker that never saw their databases. */
  readonly fold: number;
}

/** Candidates over larger files take too long to run by the hundred thousand; those databases are only measured. */
const MAX_FILE_BYTES = 850_000;

/**
 * Questions of Spider's development databases, their synonym wording, the same asked of an engine that lacks some words,
 * and copies with a column's word left out.
 */
export function spiderQuestions(
  folder: string,
  limit: number,
): { questions: TrainingQuestion[]; spider: SpiderFolder } {
  const plain = readSpiderFolder(folder, "train_spider.json");
  const isSmall = (database: string): boolean => statSync(plain.databasePath(database)).size <= MAX_FILE_BYTES;
  const folds = new Map(
    readSplit().folds.flatMap((names, fold) => names.filter(isSmall).map((name) => [name, fold] as const)),
  );
  const own = thinned(
    plain.questions.filter((question) => folds.has(question.database)),
    limit,
  );
  const parts: [string, readonly SpiderQuestion[], isUnlinked?: true][] = [["train", own]];
  if (existsSync(join(folder, "spider-syn-train.json"))) {
    const seen = new Set(plain.questions.map((question) => question.text));
    const synonyms = readSpiderFolder(folder, "spider-syn-train.json").questions.filter(
      (question) => folds.has(question.database) && !seen.has(question.text),
    );
    const reworded = thinned(synonyms, limit);
    parts.push(["synonyms", reworded], ["synonyms, words unknown", reworded, true]);
  }
  parts.push(["column words dropped", dropColumnWords(own)]);
  const questions = parts.flatMap(([part, list, isUnlinked]) =>
    list.flatMap((question): TrainingQuestion[] => {
      const schema = plain.schemas.get(question.database);
      const fold = folds.get(question.database);
      if (!schema || fold === undefined || question.gold === undefined) return [];
      const gold = runnableGold(question.gold, schema);
      const { database, text } = question;
      return [{ part, database, fold, text, gold, keepsDistinct: false, ...(isUnlinked ? { isUnlinked } : {}) }];
    }),
  );
  return { questions, spider: plain };
}

function thinned(questions: readonly SpiderQuestion[], limit: number): SpiderQuestion[] {
  const step = Math.max(1, questions.length / limit);
  return Array.from({ length: Math.floor(questions.length / step) }, (_, i) => questions[Math.floor(i * step)]).filter(
    (question) => question !== undefined,
  );
}

export interface DatabaseFile {
  readonly path: string;
  readonly schema: SpiderSchema;
}

export const spiderFile =
  (spider: SpiderFolder) =>
  (database: string): DatabaseFile => {
    const schema = spider.schemas.get(database);
    if (!schema) throw new Error(`tables.json does not describe ${database}.`);
    return { path: spider.databasePath(database), schema };
  };

/** Questions in the order of their databases, and the work of drafting them, one task a database. */
export function draftTasks(
  questions: readonly TrainingQuestion[],
  fileOf: (database: string) => DatabaseFile,
): { ordered: TrainingQuestion[]; tasks: DraftTask[] } {
  const ordered: TrainingQuestion[] = [];
  const tasks = [...groupBy(questions, (question) => question.database)].flatMap(([database, group]): DraftTask[] => {
    ordered.push(...group);
    return [{ database, ...fileOf(database), now: CLOCK.now, questions: group }];
  });
  return { ordered, tasks };
}
