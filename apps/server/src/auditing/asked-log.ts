import { type Answer, isAppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import { isOfSession } from "../connecting/session-sources.ts";
import { storableText } from "../database/search-words.ts";
import type { Holder } from "../plugins/identity.ts";
import type { AskedRow, AskedStore } from "./asked-store.ts";
import { BatchedWriter } from "./batched-writer.ts";

const MOST_QUESTION = 500;
/** A hundred people who ask at once are a few statements then; nobody looks at the figures of usage by the second. */
const GATHER_MS = 250;

export interface Asked {
  readonly asker: Holder;
  readonly sourceId: string;
  /** Null: a statement, whose text is not kept. */
  readonly question: string | null;
}

interface AskedLogNeeds {
  readonly store: Pick<AskedStore, "add">;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly now: () => Date;
  /** False where the server keeps no usage figures. */
  readonly isKept: () => boolean;
}

/** Notes every question and statement, for the figures of usage. An answer never waits for its note. */
export class AskedLog {
  readonly #needs: AskedLogNeeds;
  readonly #writer: BatchedWriter<AskedRow>;

  constructor(needs: AskedLogNeeds) {
    this.#needs = needs;
    this.#writer = new BatchedWriter((rows) => needs.store.add(rows), needs.log, GATHER_MS);
  }

  async around(asked: Asked, run: () => Promise<Answer>): Promise<Answer> {
    const startedAt = performance.now();
    try {
      const answer = await run();
      this.#note(asked, startedAt, outcomeOf(answer));
      return answer;
    } catch (error) {
      this.#note(asked, startedAt, failureOf(error));
      throw error;
    }
  }

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  #note({ asker, sourceId, question }: Asked, startedAt: number, ended: Ended): void {
    // What a session with database credentials does is kept nowhere.
    if (!this.#needs.isKept() || isOfSession(asker.workspaceId)) return;
    this.#writer.add({
      id: uuid(),
      at: this.#needs.now(),
      workspaceId: asker.workspaceId,
      principal: asker.principal,
      sourceId,
      kind: question === null ? "statement" : "question",
      question: question === null ? null : storableText(question).slice(0, MOST_QUESTION),
      elapsedMs: Math.round(performance.now() - startedAt),
      ...ended,
    });
  }
}

type Ended = Pick<AskedRow, "outcome" | "errorCode" | "rowCount" | "draftedBy">;

const outcomeOf = ({ result, receipt }: Answer): Ended => ({
  outcome: result === null ? "unanswered" : "answered",
  errorCode: null,
  rowCount: result?.rowCount ?? null,
  draftedBy: receipt?.draftedBy ?? null,
});

function failureOf(error: unknown): Ended {
  const code = isAppError(error) ? error.code : "INTERNAL_ERROR";
  return {
    outcome: code === "REQUEST_CANCELLED" || code === "QUERY_CANCELLED" ? "cancelled" : "failed",
    errorCode: code,
    rowCount: null,
    draftedBy: null,
  };
}
