import { type Clock, isAppError, type RunLimits } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { Asking } from "../asking/asking.ts";
import type { Drafter } from "../database/evaluation-tables.ts";
import type { Holder } from "../plugins/identity.ts";
import type { EvaluationRow, EvaluationStore } from "../resources/evaluations/store.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { Drafters } from "./drafters.ts";
import { evaluateQuestion, type GoldQuestion } from "./evaluate-question.ts";

export interface EvaluationRunnerNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly store: EvaluationStore;
  readonly drafters: Drafters;
  readonly asking: Pick<Asking, "answerWith">;
  readonly limits: RunLimits;
}

/** What one evaluation is about; the source as it is without its verified answers. */
export interface EvaluationWork {
  readonly row: EvaluationRow;
  readonly source: OpenSource;
  readonly questions: readonly GoldQuestion[];
  readonly asker: Holder;
  readonly timeZone: string;
}

/** Evaluations under way. One question after another, so that people who ask meanwhile are served between them. */
export class EvaluationRunner {
  readonly #needs: EvaluationRunnerNeeds;
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();

  constructor(needs: EvaluationRunnerNeeds) {
    this.#needs = needs;
  }

  /** Begins; what becomes of it is read from the store. */
  start(work: EvaluationWork): void {
    const { id } = work.row;
    const controller = new AbortController();
    const done = this.#run(work, controller.signal).finally(() => this.#running.delete(id));
    this.#running.set(id, { controller, done });
  }

  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.controller.abort();
    await running?.done;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  /** Never rejects: nobody waits for it. */
  async #run(work: EvaluationWork, signal: AbortSignal): Promise<void> {
    const { store, log } = this.#needs;
    const { id } = work.row;
    try {
      for (const drafter of work.row.drafters) await this.#runDrafter(work, drafter, signal);
      await store.end(id, { state: "done", endedAt: this.#now() });
    } catch (error) {
      const isStopped = signal.aborted;
      if (!isStopped && !isAppError(error)) log.error({ err: error }, "an evaluation failed");
      const code = isAppError(error) ? error.code : "INTERNAL_ERROR";
      const message = isAppError(error) ? error.message : null;
      const fault = isStopped ? {} : { errorCode: code, message };
      await store
        .end(id, { state: isStopped ? "stopped" : "failed", endedAt: this.#now(), ...fault })
        .catch((failure: unknown) => log.error({ err: failure }, "the end of an evaluation could not be written"));
    }
  }

  async #runDrafter(work: EvaluationWork, drafter: Drafter, signal: AbortSignal): Promise<void> {
    const { drafters, store, asking, limits } = this.#needs;
    const { row, source, asker, timeZone } = work;
    const open = await drafters.open(drafter, source, asker);
    for (const [position, gold] of work.questions.entries()) {
      signal.throwIfAborted();
      const answer =
        open === undefined
          ? notSetUp(gold)
          : await evaluateQuestion(gold, open, { asking, source, asker, timeZone, limits, signal });
      await store.addAnswer({ ...answer, evaluationId: row.id, position, drafter: drafter.id });
    }
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const notSetUp = ({ question, sql }: GoldQuestion) =>
  ({
    question,
    goldSql: sql,
    sql: null,
    verdict: "handover",
    confidence: 0,
    draftedBy: "model",
    outcome: "failed",
    message: "This model is not set up any more, or may not be told of this source.",
    elapsedMs: 0,
    inputTokens: 0,
    outputTokens: 0,
  }) as const;
