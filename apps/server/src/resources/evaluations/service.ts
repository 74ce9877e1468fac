import { AppError, type Clock, type RunLimits } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { Drafter } from "../../database/evaluation-tables.ts";
import type { Drafters } from "../../evaluating/drafters.ts";
import { type GoldQuestion, resultOf } from "../../evaluating/evaluate-question.ts";
import type { EvaluationRunner } from "../../evaluating/evaluation-runner.ts";
import { rowDifference } from "../../evaluating/row-difference.ts";
import { speaksOf } from "../../governing/speaks-of.ts";
import { tellsValues } from "../../governing/tells-values.ts";
import type { Knowing } from "../../knowing/knowing.ts";
import type { Identity } from "../../plugins/identity.ts";
import { type Channel, STOP_JOB } from "../../sharing/shared-state.ts";
import type { KnowledgeStore } from "../knowledge/store.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceRow } from "../sources/store.ts";
import { assertCanEvaluate, assertKnown } from "./policy.ts";
import type { Evaluation, EvaluationCreate, EvaluationDifference, EvaluationWithAnswers } from "./schema.ts";
import type { EvaluationRow, EvaluationStore, Tally } from "./store.ts";

export interface EvaluationServiceNeeds {
  readonly clock: Clock;
  readonly store: EvaluationStore;
  readonly access: SourceAccess;
  readonly knowledge: Pick<KnowledgeStore, "approved">;
  readonly knowing: Pick<Knowing, "withoutVerified">;
  readonly drafters: Drafters;
  readonly runner: EvaluationRunner;
  /** Of this process among several; null where it is alone. */
  readonly instance: string | null;
  readonly channel: Channel;
  readonly limits: RunLimits;
}

const SERVER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class EvaluationService {
  readonly #needs: EvaluationServiceNeeds;

  constructor(needs: EvaluationServiceNeeds) {
    this.#needs = needs;
  }

  async drafters(identity: Identity, sourceId: string): Promise<{ items: Drafter[] }> {
    await this.#source(identity, sourceId);
    return { items: [...(await this.#needs.drafters.list(identity))] };
  }

  /** Starts; the answers come one by one. */
  async create(identity: Identity, sourceId: string, body: EvaluationCreate): Promise<Evaluation> {
    return this.start(identity, sourceId, () => this.#chosen(identity, body.drafters), body.timeZone);
  }

  /** With drafters that need not be among those that people choose from. */
  async start(
    identity: Identity,
    sourceId: string,
    choose: () => Promise<readonly Drafter[]>,
    timeZone = SERVER_ZONE,
  ): Promise<Evaluation> {
    const { store, runner, access, knowing } = this.#needs;
    const source = await this.#source(identity, sourceId);
    const { workspaceId } = identity;
    const questions = await this.#questions(workspaceId, sourceId);
    if (questions.length === 0) throw new AppError("EVALUATION_EMPTY");
    const drafters = await choose();
    if (await store.isRunning(workspaceId)) throw new AppError("EVALUATION_RUNNING");
    const open = await knowing.withoutVerified(await access.openPlainFor(source, identity), workspaceId);
    const row: EvaluationRow = {
      id: uuid(),
      workspaceId,
      sourceId,
      drafters,
      state: "running",
      sourceVersion: open.version,
      questionCount: questions.length,
      errorCode: null,
      message: null,
      startedAt: this.#now(),
      endedAt: null,
      instance: this.#needs.instance,
    };
    await store.add(row);
    runner.start({ row, source: open, questions, asker: identity, timeZone });
    return toWire(row, []);
  }

  async list(
    identity: Identity,
    sourceId: string,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ) {
    await this.#source(identity, sourceId);
    const { store } = this.#needs;
    const rows = await store.list(identity.workspaceId, sourceId, { before: page.cursor, limit: page.limit + 1 });
    const items = rows.slice(0, page.limit);
    const tallies = await store.tallies(items.map(({ id }) => id));
    return {
      items: items.map((row) => toWire(row, tallies)),
      nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  async read(identity: Identity, id: string): Promise<EvaluationWithAnswers> {
    const row = await this.#find(identity, id);
    const { governed } = await this.#needs.access.openPlainFor(await this.#source(identity, row.sourceId), identity);
    const answers = await this.#needs.store.answers(id);
    const own = answers.filter(
      ({ question, goldSql, sql, message }) => !speaksOf([question, goldSql, sql, message], governed.unspoken),
    );
    return {
      ...toWire(row, await this.#needs.store.tallies([id])),
      answers: own.map(({ evaluationId: _evaluation, ...answer }) =>
        // Drafted for whoever ran it, with values that they may see.
        answer.sql !== null && tellsValues(answer.sql, governed) ? { ...answer, sql: null, message: null } : answer,
      ),
    };
  }

  /** Stops it where it still runs, else forgets it. */
  async remove(identity: Identity, id: string): Promise<void> {
    const { runner, channel, store } = this.#needs;
    const row = await this.#find(identity, id);
    if (row.state !== "running") return store.remove(identity.workspaceId, id);
    await runner.stop(id);
    await channel.publish(STOP_JOB, { of: "evaluation", stop: id });
  }

  /** Both statements once more, as the data is now. */
  async difference(
    identity: Identity,
    id: string,
    place: { readonly position: number; readonly drafter: string },
    signal: AbortSignal,
  ): Promise<EvaluationDifference> {
    const { store, access, limits } = this.#needs;
    const row = await this.#find(identity, id);
    const answers = await store.answers(id);
    const answer = answers.find((each) => each.position === place.position && each.drafter === place.drafter);
    if (answer === undefined || answer.sql === null) throw new AppError("EVALUATION_NOT_FOUND");
    const source = await access.openPlainFor(await this.#source(identity, row.sourceId), identity);
    const needs = { source, limits, signal };
    return rowDifference(await resultOf(answer.goldSql, needs), await resultOf(answer.sql, needs));
  }

  async #questions(workspaceId: string, sourceId: string): Promise<readonly GoldQuestion[]> {
    const rows = await this.#needs.knowledge.approved({ workspaceId, sourceId });
    return rows.flatMap(({ body, fault }) =>
      body.kind === "verified" && fault === null ? [{ question: body.question, sql: body.sql }] : [],
    );
  }

  async #chosen(identity: Identity, ids: readonly string[]): Promise<readonly Drafter[]> {
    const known = await this.#needs.drafters.list(identity);
    return [...new Set(ids)].map((id) => {
      const drafter = known.find((each) => each.id === id);
      if (drafter === undefined) {
        throw new AppError("EVALUATION_DRAFTER_UNKNOWN", {
          details: { drafter: id, known: known.map((each) => each.id) },
        });
      }
      return drafter;
    });
  }

  async #find({ workspaceId }: Identity, id: string): Promise<EvaluationRow> {
    const row = await this.#needs.store.find(workspaceId, id);
    assertKnown(row);
    return row;
  }

  async #source(identity: Identity, id: string): Promise<SourceRow> {
    const row = await this.#needs.access.find(id, this.#now());
    assertCanEvaluate(identity, row);
    return row;
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

function toWire(row: EvaluationRow, tallies: readonly Tally[]): Evaluation {
  return {
    id: row.id,
    sourceId: row.sourceId,
    state: row.state,
    message: row.message,
    sourceVersion: row.sourceVersion,
    questionCount: row.questionCount,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    tallies: row.drafters.map(({ id, label }) => {
      const own = tallies.find((tally) => tally.evaluationId === row.id && tally.drafter === id) ?? NONE;
      const { evaluationId: _evaluation, ...figures } = own;
      return { ...figures, drafter: id, label };
    }),
  };
}

const NONE: Tally = {
  evaluationId: "",
  drafter: "",
  answers: 0,
  strict: 0,
  tolerant: 0,
  wrong: 0,
  unanswered: 0,
  failed: 0,
  elapsedMs: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
};
