import type { AskEvent, AskNeeds, AskRequest, ResultCache } from "@parlance/ask";
import type { Answer, Clock, GuardVerdict, RunLimits } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { ResultRegistry } from "./result-registry.ts";

/** The pipeline, loaded with the first question: its dictionaries are larger than the rest of the server. */
export type Pipeline = Pick<
  typeof import("@parlance/ask"),
  "ask" | "runSql" | "checkSql" | "chooseChart" | "chartAs" | "memoryResultCache"
>;

export interface AskingNeeds {
  readonly clock: Clock;
  readonly results: ResultRegistry;
  readonly limits: RunLimits;
  readonly pipeline: () => Promise<Pipeline>;
}

/** First pages of results that were asked for before. */
const CACHE_BYTES = 32 * 1024 * 1024;

export interface Asker {
  readonly principal: string;
  readonly timeZone: string;
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
    return ask(request, await this.#askNeeds(source, asker), this.#remembering(source, asker, emit), signal);
  }

  async runSql(sql: string, source: OpenSource, asker: Asker, emit: EmitEvent, signal: AbortSignal): Promise<Answer> {
    const { runSql } = await this.#needs.pipeline();
    return runSql(sql, await this.#askNeeds(source, asker), this.#remembering(source, asker, emit), signal);
  }

  /** What runSql would be told by the guard; nothing is run. */
  async checkSql(sql: string, source: OpenSource, asker: Asker, signal: AbortSignal): Promise<GuardVerdict> {
    const { checkSql } = await this.#needs.pipeline();
    return checkSql(sql, await this.#askNeeds(source, asker), signal);
  }

  async #askNeeds(source: OpenSource, asker: Asker): Promise<AskNeeds> {
    const { memoryResultCache } = await this.#needs.pipeline();
    this.#cache ??= memoryResultCache({ maxBytes: CACHE_BYTES });
    return {
      workspaceId: source.workspaceId,
      principal: asker.principal,
      connection: source.connection,
      source: { id: source.sourceId, catalog: source.catalog, prepared: source.prepared, values: source.values },
      limits: this.#needs.limits,
      clock: this.#needs.clock,
      timeZone: asker.timeZone,
      newResultId: () => uuid(),
      cache: this.#cache,
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
          owner: asker.principal,
          sourceId: source.sourceId,
          sourceVersion: source.version,
          sql,
        });
      }
      emit(event);
    };
  }
}
