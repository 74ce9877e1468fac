import { writeFileSync } from "node:fs";
import { matchRows } from "@parlance/ask/evaluate";
import { hasOrderBy, withoutDistinct } from "../metric/sql-text.ts";
import { groupBy, percent, share } from "../report/figures.ts";
import { CLOCK } from "../spider/ask-spider.ts";
import type { SpiderFolder, SpiderQuestion } from "../spider/dataset.ts";
import { runnableGold } from "../spider/score.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";
import { plainRows } from "../tabular/plain-cell.ts";
import { statementsOf } from "./answerer.ts";
import { chosenModel } from "./chosen-model.ts";
import { inParallel } from "./in-parallel.ts";
import { Tally } from "./tally.ts";
import { type ChosenModel, openWholePath, type WholePath } from "./whole-path.ts";

export interface WithModelOptions {
  /** Predictions as JSON lines. */
  readonly out: string | undefined;
  /** Questions asked at a time; providers limit how many they take. */
  readonly parallel: number;
}

interface Outcome {
  readonly question: SpiderQuestion;
  readonly verdict: string;
  readonly sql: string;
  readonly rows: readonly (readonly unknown[])[];
  /** Undefined where there is no right answer to compare with. */
  readonly isRight: boolean | undefined;
  readonly isStrict: boolean | undefined;
}

/**
 * Answers through the product's whole path: each database is uploaded, the statement runs in DuckDB. The right answers
 * run in SQLite; rows are compared as a person would (12.50 is 12.5), by the published rule otherwise.
 */
export async function runSpiderWithModel(
  folder: SpiderFolder,
  questions: readonly SpiderQuestion[],
  { out, parallel }: WithModelOptions,
): Promise<void> {
  const chosen = chosenModel();
  const tally = new Tally();
  const sqlite = startQueryProcess();
  const outcomes: Outcome[] = [];
  for (const [database, group] of groupBy(questions, (question) => question.database)) {
    const path = await openSafely(folder.databasePath(database), chosen);
    if (path === undefined) {
      outcomes.push(...group.map(failed));
      continue;
    }
    try {
      outcomes.push(
        ...(await inParallel(group, parallel, (question) => answerOne(folder, question, path, sqlite, tally))),
      );
      // A long run that is stopped leaves what it has.
      if (out !== undefined) writeFileSync(out, outcomes.map(predictionLine).join(""));
      console.error(`${database}: ${rightText(outcomes)} so far`);
    } finally {
      await path.close();
    }
  }
  await sqlite.close();
  if (out !== undefined) writeFileSync(out, outcomes.map(predictionLine).join(""));
  const strict = outcomes.filter(({ isStrict }) => isStrict !== undefined);
  console.log(`questions      ${outcomes.length}`);
  console.log(`accuracy       ${rightText(outcomes)} (published rule: DISTINCT dropped)`);
  console.log(`  strict       ${percent(share(strict.filter(({ isStrict }) => isStrict).length, strict.length))}`);
  console.log(tally.report());
}

/** A database that cannot be read must not cost the others their answers. */
async function openSafely(file: string, chosen: ChosenModel): Promise<WholePath | undefined> {
  try {
    return await openWholePath({ files: [file] }, chosen);
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const failed = (question: SpiderQuestion): Outcome => ({
  question,
  verdict: "failed",
  sql: "",
  rows: [],
  isRight: question.gold === undefined ? undefined : false,
  isStrict: undefined,
});

async function answerOne(
  folder: SpiderFolder,
  question: SpiderQuestion,
  path: WholePath,
  sqlite: ReturnType<typeof startQueryProcess>,
  tally: Tally,
): Promise<Outcome> {
  try {
    const start = performance.now();
    const answer = await path.ask(question.text, CLOCK.now);
    const settle = tally.add(answer, performance.now() - start);
    const [sql = ""] = statementsOf(answer).filter(Boolean);
    const compared = await compare(folder, question, sql, path, sqlite);
    if (compared.isRight !== undefined) settle(compared.isRight);
    return { question, verdict: answer.verdict, sql, rows: answer.result?.rows ?? [], ...compared };
  } catch (error) {
    console.error(`question ${question.index}: ${error instanceof Error ? error.message : String(error)}`);
    return failed(question);
  }
}

async function compare(
  folder: SpiderFolder,
  question: SpiderQuestion,
  sql: string,
  path: WholePath,
  sqlite: ReturnType<typeof startQueryProcess>,
): Promise<Pick<Outcome, "isRight" | "isStrict">> {
  const schema = folder.schemas.get(question.database);
  if (question.gold === undefined || schema === undefined) return { isRight: undefined, isStrict: undefined };
  const gold = runnableGold(question.gold, schema);
  const isOrdered = hasOrderBy(gold);
  const same = async (right: string, given: string): Promise<boolean | undefined> => {
    const { rows } = await sqlite.run(folder.databasePath(question.database), right);
    if (rows === undefined) return undefined;
    if (given === "") return false;
    // Cells of SQLite are cells of ours, save that it has no other kinds.
    return matchRows(plainRows(rows.rows), plainRows(await path.query(given)), { isOrdered, allowExtraColumns: false });
  };
  return { isRight: await same(withoutDistinct(gold), withoutDistinct(sql)), isStrict: await same(gold, sql) };
}

function rightText(outcomes: readonly Outcome[]): string {
  const judged = outcomes.filter(({ isRight }) => isRight !== undefined);
  const right = judged.filter(({ isRight }) => isRight === true).length;
  return `${percent(share(right, judged.length))} of ${judged.length}`;
}

const predictionLine = ({ question, verdict, sql, rows, isRight }: Outcome): string =>
  `${JSON.stringify({ index: question.index, question: question.text, database: question.database, verdict, sql, rows: rows.slice(0, 20), isRight })}\n`;
