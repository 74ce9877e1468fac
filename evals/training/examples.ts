import { DENSE_FEATURES, type PreparedSource, prepareSource, proposeCandidates } from "@parlance/engine";
import { clausesOf, delexicalised, hashText, questionGrams } from "@parlance/engine/training";
import { printSql } from "@parlance/sql";
import { hasOrderBy, withoutDistinct } from "../metric/sql-text.ts";
import { groupBy } from "../report/figures.ts";
import { CLOCK } from "../spider/ask-spider.ts";
import type { SpiderFolder, SpiderQuestion } from "../spider/dataset.ts";
import { readSource, type SourceFacts } from "../spider/read-source.ts";
import { runnableGold } from "../spider/score.ts";
import { openLabelCache } from "./label-cache.ts";
import { type Labeller, startLabeller } from "./label-process.ts";

/** One question with its candidates as numbers, ready to train on. */
export interface Example {
  readonly question: SpiderQuestion;
  readonly grams: Uint32Array;
  /** candidates × features, row by row. */
  readonly dense: Float32Array;
  /** Hashes of each candidate's clauses. */
  readonly clauses: readonly Uint32Array[];
  readonly handScores: Float32Array;
  readonly isRight: readonly boolean[];
}

export const FEATURE_COUNT = DENSE_FEATURES.length;

interface Drafted {
  readonly example: Omit<Example, "isRight">;
  readonly gold: string;
  readonly isOrdered: boolean;
  readonly sqls: readonly string[];
}

/** Candidates of all questions, each judged by running it. Databases are worked through one after the other. */
export async function buildExamples(
  folder: SpiderFolder,
  questions: readonly SpiderQuestion[],
  report: (line: string) => void,
): Promise<Example[]> {
  const labeller = startLabeller();
  const examples: Example[] = [];
  let before: Promise<Example[]> = Promise.resolve([]);
  let done = 0;
  for (const [database, group] of groupBy(questions, (question) => question.database)) {
    const facts = factsOf(folder, database);
    const source = prepareSource(facts.catalog, facts.values);
    const drafts = group.flatMap((question) => draft(folder, question, source, facts) ?? []);
    // The engine drafts the next database while the other process judges this one.
    examples.push(...(await before));
    before = judge(labeller, database, folder.databasePath(database), drafts);
    done += group.length;
    report(`${done} of ${questions.length} questions drafted (${database})`);
  }
  examples.push(...(await before));
  labeller.close();
  return examples;
}

function factsOf(folder: SpiderFolder, database: string): SourceFacts {
  const schema = folder.schemas.get(database);
  if (schema === undefined) throw new Error(`tables.json does not describe ${database}.`);
  return readSource(folder.databasePath(database), schema);
}

function draft(
  folder: SpiderFolder,
  question: SpiderQuestion,
  source: PreparedSource,
  facts: SourceFacts,
): Drafted | undefined {
  const schema = folder.schemas.get(question.database);
  if (question.gold === undefined || schema === undefined) return undefined;
  const gold = runnableGold(question.gold, schema);
  const proposed = proposeCandidates({ question: question.text, source, ...CLOCK });
  const { candidates } = proposed;
  const dense = new Float32Array(candidates.length * FEATURE_COUNT);
  for (const [row, candidate] of candidates.entries()) dense.set(candidate.dense, row * FEATURE_COUNT);
  return {
    example: {
      question,
      grams: questionGrams(delexicalised(proposed.question.tokens, proposed.question.mentions)),
      dense,
      clauses: candidates.map((candidate) => Uint32Array.from(clausesOf(candidate.query), hashText)),
      handScores: Float32Array.from(candidates, (candidate) => candidate.handScore),
    },
    gold: withoutDistinct(gold),
    isOrdered: hasOrderBy(gold),
    sqls: candidates.map((candidate) => withoutDistinct(printSql(candidate.query, facts.catalog, "sqlite"))),
  };
}

async function judge(
  labeller: Labeller,
  database: string,
  path: string,
  drafts: readonly Drafted[],
): Promise<Example[]> {
  const cache = openLabelCache(database);
  const examples = await Promise.all(
    drafts.map(async ({ example, gold, isOrdered, sqls }): Promise<Example> => {
      const unknown = [...new Set(sqls.filter((sql) => cache.get(gold, sql) === undefined))];
      const labels = await labeller.label({ path, gold, isOrdered, sqls: unknown });
      for (const [index, sql] of unknown.entries()) cache.set(gold, sql, labels[index] === true);
      return { ...example, isRight: sqls.map((sql) => cache.get(gold, sql) === true) };
    }),
  );
  cache.save();
  return examples;
}
