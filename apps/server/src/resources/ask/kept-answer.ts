import type { AskEvent, AskRequest } from "@parlance/ask";
import type { Answer, Clock } from "@parlance/core";
import type { Asker, Asking, EmitEvent } from "../../asking/asking.ts";
import { toAppError } from "../../plugins/errors.ts";
import type { ConversationMemory, Kept, Place } from "../conversations/conversation-memory.ts";
import type { Owner } from "../conversations/policy.ts";
import type { OpenSource } from "../sources/source-access.ts";
import type { SourceRow } from "../sources/store.ts";

interface KeptAnswerNeeds {
  readonly clock: Clock;
  readonly memory: ConversationMemory;
  readonly asking: Asking;
  readonly owner: Owner;
  readonly place: Place;
  readonly source: OpenSource;
  readonly row: Pick<SourceRow, "name">;
  readonly asker: Asker;
}

/** A question whose end is written into its conversation before the person is told of it, whichever end that is. */
export class KeptAnswer {
  readonly #needs: KeptAnswerNeeds;

  constructor(needs: KeptAnswerNeeds) {
    this.#needs = needs;
  }

  async around(
    request: AskRequest,
    ask: (emit: EmitEvent) => Promise<Answer>,
    emit: EmitEvent,
    signal: AbortSignal,
  ): Promise<Answer> {
    const askedAt = this.#needs.clock.now();
    const begun = { request, askedAt };
    let sql: string | null = null;
    let last: AskEvent | null = null;
    const holdingLast: EmitEvent = (event) => {
      if (event.event === "sql") sql = event.data.sql;
      if (event.event === "done") last = event;
      else emit(event);
    };
    const answer = await ask(holdingLast).catch(async (error: unknown) => {
      await this.#keepFailure({ ...begun, sql, error, isCancelled: signal.aborted });
      throw error;
    });
    await this.#keepAnswer(begun, answer);
    if (last !== null) emit(last);
    return answer;
  }

  async #keepAnswer(begun: Begun, answer: Answer): Promise<void> {
    const { memory, asking, owner, place, source, asker } = this.#needs;
    const { sql } = answer;
    const query = sql === null ? null : await asking.shownQuery(sql, source, asker);
    await memory.keep(
      owner,
      place,
      { ...this.#message(begun), state: "done", sql },
      { answer, query, restrictions: source.governed.fingerprint },
    );
  }

  async #keepFailure(failure: Begun & { sql: string | null; error: unknown; isCancelled: boolean }): Promise<void> {
    const { memory, owner, place } = this.#needs;
    const { code, message } = toAppError(failure.error);
    const isCancelled = failure.isCancelled || code === "QUERY_CANCELLED";
    const ended: Pick<Kept, "state" | "errorCode" | "errorMessage"> = isCancelled
      ? { state: "cancelled", errorCode: null, errorMessage: null }
      : { state: "failed", errorCode: code, errorMessage: message };
    await memory.keep(owner, place, { ...this.#message(failure), ...ended, sql: failure.sql }, null);
  }

  #message({ request, askedAt }: Begun): Omit<Kept, "state" | "sql"> {
    const { clock, source, row } = this.#needs;
    return {
      sourceId: source.sourceId,
      sourceName: row.name,
      sourceVersion: source.version,
      question: request.question,
      mode: request.mode,
      errorCode: null,
      errorMessage: null,
      elapsedMs: Math.round(clock.now() - askedAt),
      askedAt: new Date(askedAt),
    };
  }
}

interface Begun {
  readonly request: AskRequest;
  readonly askedAt: number;
}
