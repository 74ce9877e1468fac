import { randomUUID } from "node:crypto";
import { type AskEvent, type AskNeeds, type Assistance, ask, type ResultCache, runSql } from "@parlance/ask";
import { type Answer, DEFAULT_LIMITS, type Reading, type RunLimits } from "@parlance/core";
import { type PreparedSource, prepareSource } from "@parlance/engine";
import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-codes.ts";
import type { LocalKnowledge } from "./local-knowledge.ts";
import type { LocalSource } from "./local-source.ts";

/** On a person's own machine a long query is theirs to stop; the other limits keep the process alive. */
export const LOCAL_LIMITS: RunLimits = { ...DEFAULT_LIMITS, timeoutMs: 30 * 60_000 };

export interface QuestionOptions {
  /** Stop before running: the caller wants the statement. */
  readonly isSqlOnly: boolean;
  /** Which reading to take, from 1; undefined leaves the choice to the engine. */
  readonly reading: number | undefined;
  /** What a knowledge file says. */
  readonly knowledge?: LocalKnowledge | undefined;
  /** The language model to ask where the engine is not sure; without one the engine answers alone. */
  readonly assist: (source: PreparedSource) => Promise<Assistance | undefined>;
  /** Told the model's name before it is asked, which takes seconds. */
  readonly onModel: (model: string) => void;
}

/** A question in words, answered by the engine or, at a person's choice, by one of its readings. */
export async function answerQuestion(
  question: string,
  source: LocalSource,
  options: QuestionOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const alone = needsOf(source, options.knowledge);
  const assistance = await options.assist(alone.source.prepared);
  const needs = { ...alone, ...(assistance === undefined ? {} : { assistance }) };
  const emit = (event: AskEvent): void => {
    if (event.event === "model") options.onModel(event.data.model);
  };
  const mode = options.isSqlOnly ? "generate" : "run";
  if (options.reading === undefined) return ask({ question, mode }, needs, emit, signal);
  const offered = await ask({ question, mode: "generate" }, needs, emit, signal);
  const { sql } = chosenReading(offered, options.reading);
  // What a language model wrote is the answer itself, not one of the engine's readings.
  const choice = sql === offered.sql ? {} : { reading: sql };
  return ask({ question, mode, ...choice }, needs, emit, signal);
}

/** SQL that a person wrote. */
export const answerSql = (sql: string, source: LocalSource, signal: AbortSignal): Promise<Answer> =>
  runSql(sql, needsOf(source), ignoreEvents, signal);

/** Nobody watches the steps of an answer in a terminal; they take milliseconds. */
const ignoreEvents = (): void => undefined;

/** One question, one process: there is nothing to find again. */
const NO_CACHE: ResultCache = {
  get: async () => undefined,
  set: async () => undefined,
  forget: async () => undefined,
};

export function needsOf(source: LocalSource, knowledge?: LocalKnowledge): AskNeeds {
  return {
    workspaceId: source.id,
    principal: "command-line",
    connection: source.connection,
    source: {
      id: source.id,
      catalog: source.catalog,
      policy: source.policy,
      prepared: prepareSource(
        source.catalog,
        source.values,
        knowledge === undefined ? {} : { knowledge: knowledge.engine },
      ),
      values: source.values,
      ...(knowledge === undefined ? {} : { described: knowledge.described }),
    },
    limits: LOCAL_LIMITS,
    budget: null,
    clock: { now: () => Date.now() },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    newResultId: randomUUID,
    cache: NO_CACHE,
  };
}

/** When the person must choose, the readings are the choices; otherwise the first is the one that was taken. */
export function readingsOf(answer: Answer): readonly Reading[] {
  if (answer.sql === null || answer.verdict === "ask") return answer.alternatives;
  const { sql, explanation, confidence, assumptions } = answer;
  return [{ sql, explanation, confidence, assumptions }, ...answer.alternatives];
}

function chosenReading(answer: Answer, number: number): Reading {
  const readings = readingsOf(answer);
  const reading = readings[number - 1];
  if (reading !== undefined) return reading;
  const count = readings.length === 1 ? "is one reading" : `are ${readings.length} readings`;
  throw new CliError(EXIT.usage, `There ${count} of this question, so --reading ${number} does not exist.`);
}
