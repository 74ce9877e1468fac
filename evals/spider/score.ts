import { matchRows } from "@parlance/ask/evaluate";
import { hasOrderBy, withoutDistinct } from "../metric/sql-text.ts";
import { quoteText } from "../sqlite/double-quotes.ts";
import type { QueryProcess, SqlOutcome } from "../sqlite/query-process.ts";
import type { Prediction } from "./ask-spider.ts";
import type { SpiderQuestion, SpiderSchema } from "./dataset.ts";

export interface Score {
  /** The published scorer's rule: DISTINCT dropped on both sides. */
  readonly isRight: boolean;
  /** DISTINCT kept. */
  readonly isStrict: boolean;
  /** Right once columns too many are forgiven; DISTINCT kept. */
  readonly isSuperset: boolean;
  /** One of the first three readings is right. */
  readonly isInTop3: boolean;
  /** The gold statement ran. */
  readonly hasGold: boolean;
  /** Gold gave no rows, or the single value 0 or NULL: a match proves little. */
  readonly isHollow: boolean;
}

const WRONG: Score = {
  isRight: false,
  isStrict: false,
  isSuperset: false,
  isInTop3: false,
  hasGold: true,
  isHollow: false,
};

/** Runs statements of one folder, each at most once. */
export interface Runner {
  run(database: string, sql: string): Promise<SqlOutcome>;
}

export function createRunner(process: QueryProcess, databasePath: (database: string) => string): Runner {
  const known = new Map<string, Promise<SqlOutcome>>();
  const MAX_KNOWN = 20_000;
  return {
    run: (database, sql) => {
      const key = `${database}\u0000${sql}`;
      const earlier = known.get(key);
      if (earlier) return earlier;
      if (known.size > MAX_KNOWN) known.clear();
      const outcome = process.run(databasePath(database), sql);
      known.set(key, outcome);
      return outcome;
    },
  };
}

/** Published statements write text in double quotes, which our SQLite reads as names only. */
export function runnableGold(gold: string, schema: SpiderSchema): string {
  const names = new Set([
    ...schema.table_names_original.map((name) => name.toLowerCase()),
    ...schema.column_names_original.map(([, name]) => name.toLowerCase()),
  ]);
  return quoteText(gold.replace(/;\s*$/, ""), (word) => names.has(word.toLowerCase()));
}

export async function scorePrediction(
  runner: Runner,
  question: SpiderQuestion,
  schema: SpiderSchema,
  prediction: Prediction,
): Promise<Score> {
  const gold = runnableGold(question.gold ?? "", schema);
  const database = question.database;
  const isOrdered = hasOrderBy(gold);
  const [plain, strict] = await Promise.all([runner.run(database, withoutDistinct(gold)), runner.run(database, gold)]);
  if (!plain.rows || !strict.rows) return { ...WRONG, hasGold: false };
  const right = plain.rows.rows;
  const strictRows = strict.rows.rows;
  const matches = async (sql: string): Promise<boolean> => {
    if (sql === "") return false;
    const given = await runner.run(database, withoutDistinct(sql));
    return given.rows !== undefined && matchRows(right, given.rows.rows, { isOrdered, allowExtraColumns: false });
  };
  const isRight = await matches(prediction.sql);
  const given = prediction.sql === "" ? undefined : (await runner.run(database, prediction.sql)).rows?.rows;
  let isInTop3 = isRight;
  for (const sql of prediction.alternatives.slice(0, 2)) isInTop3 ||= await matches(sql);
  return {
    isRight,
    isStrict: given !== undefined && matchRows(strictRows, given, { isOrdered, allowExtraColumns: false }),
    isSuperset: given !== undefined && matchRows(strictRows, given, { isOrdered, allowExtraColumns: true }),
    isInTop3,
    hasGold: true,
    isHollow: isHollowResult(right),
  };
}

const isHollowResult = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.length === 0 || (rows.length === 1 && rows[0]?.length === 1 && (rows[0][0] === 0 || rows[0][0] === null));
