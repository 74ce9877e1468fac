import type { AskEvent, AskNeeds, AskRequest, ResultCache } from "@parlance/ask";
import type { Answer, Clock, RunLimits } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { ResultRegistry } from "./result-registry.ts";

/** The pipeline, loaded with the first question: its dictionaries are larger than the rest of the server. */
export type Pipeline = Pick<
  typeof import("@parlance/ask"),
  "ask" | "runSql" | "chooseChart" | "chartAs" | "memoryResultCache"
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
    const { ask, memoryResultCache } = await this.#needs.pipeline();
    this.#cache ??= memoryResultCache({ maxBytes: CACHE_BYTES });
    return ask(request, this.#askNeeds(source, asker, this.#cache), this.#remembering(source, asker, emit), signal);
  }

  async runSql(sql: string, source: OpenSource, asker: Asker, emit: EmitEvent, signal: AbortSignal): Promise<Answer> {
    const { runSql, memoryResultCache } = await this.#needs.pipeline();
    this.#cache ??= memoryResultCache({ maxBytes: CACHE_BYTES });
    return runSql(sql, this.#askNeeds(source, asker, this.#cache), this.#remembering(source, asker, emit), signal);
  }

  #askNeeds(source: OpenSource, asker: Asker, cache: ResultCache): AskNeeds {
    return {
      workspaceId: source.workspaceId,
      principal: asker.principal,
      connection: source.connection,
      source: { id: source.sourceId, catalog: source.catalog, prepared: source.prepared, values: source.values },
      limits: this.#needs.limits,
      clock: this.#needs.clock,
      timeZone: asker.timeZone,
      newResultId: () => uuid(),
      cache,
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
