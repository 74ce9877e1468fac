import { parentPort } from "node:worker_threads";
import { type PreparedSource, prepareSource, proposeCandidates } from "@parlance/engine";
import { fitNumbers, type RankInput, rankInput, weighSense } from "@parlance/engine/training";
import { printSql } from "@parlance/sql";
import { hasOrderBy, withoutDistinct } from "../metric/sql-text.ts";
import type { SpiderSchema } from "../spider/dataset.ts";
import { readSource, type SourceFacts } from "../spider/read-source.ts";
import { openLabelCache } from "./label-cache.ts";
import { type Labeller, startLabeller } from "./label-process.ts";
import { type Labelled, type Packed, pack } from "./packed.ts";
import { withoutLinks } from "./unlink.ts";

/** All questions about one database. */
export interface DraftTask {
  readonly database: string;
  readonly path: string;
  readonly schema: SpiderSchema;
  readonly now: number;
  readonly questions: readonly DraftQuestion[];
}

export interface DraftQuestion {
  readonly text: string;
  readonly gold: string;
  /** Where the published rule, which drops DISTINCT on both sides, would call a wrong count right. */
  readonly keepsDistinct: boolean;
  /** Asked of an engine that lacks some words; without readings where it lacks none of the question's. */
  readonly isUnlinked?: true;
}

interface Drafted {
  readonly input: RankInput;
  readonly fits: readonly (readonly number[])[];
  readonly handScores: readonly number[];
  readonly costs: readonly number[];
  readonly gold: string;
  readonly isOrdered: boolean;
  readonly sqls: readonly string[];
}

let labeller: Labeller | undefined;

const NO_READINGS: Labelled = {
  input: { grams: new Uint32Array(), rows: [] },
  fits: [],
  handScores: [],
  costs: [],
  isRight: [],
};

/** Candidates of every question, each judged by running it. */
async function work(task: DraftTask): Promise<Packed> {
  labeller ??= startLabeller();
  const facts = readSource(task.path, task.schema);
  const source = prepareSource(facts.catalog, facts.values);
  const cache = openLabelCache(task.database);
  const unlinked = withoutLinks(source);
  const labelled: Labelled[] = [];
  for (const question of task.questions) {
    if (question.isUnlinked && !unlinked.concerns(question.text)) {
      labelled.push(NO_READINGS);
      continue;
    }
    const asked = question.isUnlinked ? unlinked.source : source;
    const { sqls, gold, isOrdered, ...drafted } = draft(question, task.now, asked, facts);
    const unknown = [...new Set(sqls.filter((sql) => cache.get(gold, sql) === undefined))];
    const labels = await labeller.label({ path: task.path, gold, isOrdered, sqls: unknown });
    for (const [index, sql] of unknown.entries()) cache.set(gold, sql, labels[index] === true);
    labelled.push({ ...drafted, isRight: sqls.map((sql) => cache.get(gold, sql) === true) });
  }
  cache.save();
  return pack(labelled);
}

function draft(
  { text, gold, keepsDistinct }: DraftQuestion,
  now: number,
  source: PreparedSource,
  facts: SourceFacts,
): Drafted {
  const proposal = proposeCandidates({ question: text, source, now, timeZone: "UTC" });
  const senses = weighSense(proposal);
  const plain = keepsDistinct ? (sql: string) => sql : withoutDistinct;
  const candidates = senses.possible;
  return {
    input: rankInput({ ...proposal, candidates }),
    costs: candidates.map((candidate) => senses.of(candidate).cost),
    fits: candidates.map(fitNumbers(proposal.question)),
    handScores: candidates.map((candidate) => candidate.handScore),
    gold: plain(gold),
    isOrdered: hasOrderBy(gold),
    sqls: candidates.map((candidate) => plain(printSql(candidate.query, facts.catalog, "sqlite"))),
  };
}

parentPort?.on("message", (task: DraftTask) => {
  // A failure ends the thread with its error, and training with it.
  void work(task).then((packed) => parentPort?.postMessage(packed));
});
