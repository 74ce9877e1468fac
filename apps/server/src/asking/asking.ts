import type {
  AskEvent,
  AskNeeds,
  AskRequest,
  Assistance,
  CostBudget,
  Examination,
  ExaminedStatement,
  ResultCache,
  StatementEdit,
} from "@parlance/ask";
import type { Answer, Clock, CostEstimate, FollowUp, GuardVerdict, RunLimits } from "@parlance/core";
import type { Query } from "@parlance/sql";
import { v7 as uuid } from "uuid";
import type { AskedLog } from "../auditing/asked-log.ts";
import { countAnswer, countedCache } from "../observing/count-answers.ts";
import { observedConnection } from "../observing/observed-workers.ts";
import type { Observing } from "../observing/observing.ts";
import type { Plugins } from "../plugging/plugins.ts";
import { hookedConnection } from "../plugging/query-hooks.ts";
import { type Holder, holderOf } from "../plugins/identity.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { FindAssistance } from "./find-assistance.ts";
import type { ResultRegistry } from "./result-registry.ts";

/** The pipeline, loaded with the first question: its dictionaries are larger than the rest of the server. */
export type Pipeline = Pick<
  typeof import("@parlance/ask"),
  | "ask"
  | "runSql"
  | "checkSql"
  | "estimateSql"
  | "isOverBudget"
  | "noResultCache"
  | "chooseChart"
  | "chartAs"
  | "memoryResultCache"
  | "recallShown"
  | "examine"
  | "suggestFollowUps"
  | "editStatement"
  | "compareRuns"
>;

export interface AskingNeeds {
  readonly clock: Clock;
  readonly results: ResultRegistry;
  readonly limits: RunLimits;
  /** What a statement may be expected to cost without the person being asked. */
  readonly budget: CostBudget;
  readonly pipeline: () => Promise<Pipeline>;
  readonly findAssistance: FindAssistance;
  readonly observing: Observing;
  readonly plugins: Plugins;
  readonly asked: AskedLog;
}

/** First pages of results that were asked for before. */
const CACHE_BYTES = 32 * 1024 * 1024;

export interface Asker extends Holder {
  readonly timeZone: string;
  /** The person was told what it costs and wants it all the same. */
  readonly acceptsCost: boolean;
}

export interface JudgedCost {
  /** Null where the source cannot tell. */
  readonly estimate: CostEstimate | null;
  readonly budget: CostBudget;
  readonly isOverBudget: boolean;
}

export type EmitEvent = (event: AskEvent) => void;

/** Puts questions and statements to an open source and remembers their results for paging and export. */
export class Asking {
  readonly #needs: AskingNeeds;
  #cache: ResultCache | undefined;

  constructor(needs: AskingNeeds) {
    this.#needs = needs;
  }

  async ask(
    request: AskRequest,
    source: OpenSource,
    asker: Asker,
    emit: EmitEvent,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { ask } = await this.#needs.pipeline();
    const { assistance, notes } = await this.#needs.findAssistance(source, asker);
    const needs = {
      ...(await this.#askNeeds(source, asker, notes)),
      ...(assistance === undefined ? {} : { assistance }),
    };
    const { sourceId } = source;
    const answer = await this.#needs.asked.around({ asker, sourceId, question: request.question }, () =>
      ask(request, needs, this.#remembering(source, asker, emit), signal),
    );
    countAnswer(answer, this.#needs.observing.metrics);
    return answer;
  }

  /** The answer of the engine and, where given, of this model and no other. Nobody is shown it, so its result is not remembered. */
  async answerWith(
    question: string,
    source: OpenSource,
    asker: Asker,
    assistance: Assistance | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { ask } = await this.#needs.pipeline();
    const needs = { ...(await this.#askNeeds(source, asker)), ...(assistance === undefined ? {} : { assistance }) };
    return ask({ question, mode: "run" }, needs, () => undefined, signal);
  }

  async runSql(sql: string, source: OpenSource, asker: Asker, emit: EmitEvent, signal: AbortSignal): Promise<Answer> {
    const { runSql } = await this.#needs.pipeline();
    const needs = await this.#askNeeds(source, asker);
    return this.#needs.asked.around({ asker, sourceId: source.sourceId, question: null }, () =>
      runSql(sql, needs, this.#remembering(source, asker, emit), signal),
    );
  }

  /** The engine's query behind a statement it has shown just now; null for a statement from elsewhere. */
  async shownQuery(sql: string, source: OpenSource, asker: Asker): Promise<Query | null> {
    const { recallShown } = await this.#needs.pipeline();
    return recallShown(sql, await this.#askNeeds(source, asker)) ?? null;
  }

  /** Looks behind an answer by asking its source again. */
  async examine(asked: ExaminedStatement, source: OpenSource, asker: Asker, signal: AbortSignal): Promise<Examination> {
    const { examine } = await this.#needs.pipeline();
    return examine(asked, await this.#askNeeds(source, asker), signal);
  }

  /** What one might ask next, each tried before. */
  async followUps(
    answered: ExaminedStatement,
    source: OpenSource,
    asker: Asker,
    signal: AbortSignal,
  ): Promise<readonly FollowUp[]> {
    const { suggestFollowUps } = await this.#needs.pipeline();
    return suggestFollowUps(answered, await this.#askNeeds(source, asker), signal);
  }

  /** The statement with items of its receipt changed; nothing is run. */
  async editStatement(sql: string, edits: readonly StatementEdit[], source: OpenSource, asker: Asker): Promise<string> {
    const { editStatement } = await this.#needs.pipeline();
    return editStatement(sql, edits, await this.#askNeeds(source, asker));
  }

  /** What runSql would be told by the guard; nothing is run. */
  async checkSql(sql: string, source: OpenSource, asker: Asker, signal: AbortSignal): Promise<GuardVerdict> {
    const { checkSql } = await this.#needs.pipeline();
    return checkSql(sql, await this.#askNeeds(source, asker), signal);
  }

  /** What the source expects a statement to cost, held against the budget; nothing is run. */
  async estimateSql(sql: string, source: OpenSource, asker: Asker, signal: AbortSignal): Promise<JudgedCost> {
    const { estimateSql, isOverBudget } = await this.#needs.pipeline();
    const estimate = await estimateSql(sql, await this.#askNeeds(source, asker), signal);
    const { budget } = this.#needs;
    return { estimate, budget, isOverBudget: estimate !== null && isOverBudget(estimate, budget) };
  }

  async #askNeeds(source: OpenSource, asker: Asker, said: readonly string[] = []): Promise<AskNeeds> {
    const { memoryResultCache, noResultCache } = await this.#needs.pipeline();
    const { observing, plugins } = this.#needs;
    const { dialect } = source.catalog;
    const connection = observedConnection(source.connection, dialect, observing);
    const { sourceId, workspaceId } = source;
    const seen = { dialect, sourceId, workspaceId, principal: asker.principal };
    const notes = [...said];
    this.#cache ??= countedCache(memoryResultCache({ maxBytes: CACHE_BYTES }), observing.metrics);
    return {
      workspaceId: source.workspaceId,
      principal: [holderOf(asker), source.governed.fingerprint].filter(Boolean).join(" "),
      connection: plugins.all.length === 0 ? connection : hookedConnection(connection, seen, plugins, notes),
      drawFirst: (page, rowCount) => plugins.draw(page, rowCount),
      notes,
      telemetry: observing,
      source: {
        id: source.sourceId,
        catalog: source.catalog,
        policy: source.policy,
        limits: source.governed.limits,
        described: source.knowledge.described,
        prepared: source.prepared,
        values: source.values,
        isLive: source.isLive,
        ...(source.versionAt === undefined ? {} : { versionAt: source.versionAt }),
      },
      limits: this.#needs.limits,
      budget: asker.acceptsCost ? null : this.#needs.budget,
      clock: this.#needs.clock,
      timeZone: asker.timeZone,
      newResultId: () => uuid(),
      cache: source.isLive ? noResultCache : this.#cache,
    };
  }

  /** A client may page a result as soon as it knows its id, which is before the answer is done. */
  #remembering(source: OpenSource, asker: Asker, emit: EmitEvent): EmitEvent {
    let sql = "";
    return (event) => {
      if (event.event === "sql") sql = event.data.sql;
      if (event.event === "columns") {
        const { resultId } = event.data;
        this.#needs.results.remember({
          resultId,
          owner: holderOf(asker),
          sourceId: source.sourceId,
          sourceVersion: source.version,
          sql,
          restrictions: source.governed.fingerprint,
        });
      }
      emit(event);
    };
  }
}
