import type { AskRequest } from "@parlance/ask";
import type { Answer, Clock } from "@parlance/core";
import type { z } from "zod";
import type { Asker, Asking, EmitEvent } from "../../asking/asking.ts";
import type { RunningQueries, RunPlace } from "../../asking/running-queries.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ConversationMemory, RecalledAnswer } from "../conversations/conversation-memory.ts";
import { ownerOf } from "../conversations/policy.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import { KeptAnswer } from "./kept-answer.ts";
import { assertCanAsk, assertMayWrite } from "./policy.ts";
import type { askBody } from "./schema.ts";

export interface AskServiceNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly asking: Asking;
  readonly running: RunningQueries;
  readonly memory: ConversationMemory;
}

export interface CallContext {
  readonly queryId: string | undefined;
  readonly signal: AbortSignal;
  readonly emit: EmitEvent;
  /** Told the place in the queue while the workspace runs as much as it may. */
  readonly onWaiting?: (position: number) => void;
}

export const placeOf = (
  identity: Identity,
  { queryId, signal, onWaiting }: Pick<CallContext, "queryId" | "signal" | "onWaiting">,
): RunPlace => ({ holder: identity, id: queryId, signal, onWaiting });

type AskBody = z.output<typeof askBody>;

const SERVER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class AskService {
  readonly #needs: AskServiceNeeds;

  constructor(needs: AskServiceNeeds) {
    this.#needs = needs;
  }

  async ask(identity: Identity, body: AskBody, context: CallContext): Promise<Answer> {
    const { access, clock, running, memory, asking } = this.#needs;
    const row = await access.find(body.sourceId, new Date(clock.now()));
    assertCanAsk(identity, row);
    assertMayWrite(identity, body.question);
    const { conversationId, messageId } = body;
    const place = conversationId === undefined ? null : { conversationId, messageId };
    const owner = ownerOf(identity);
    const source = await access.openFor(row, identity);
    const recalled = place === null ? null : await memory.recall(owner, place, source);
    const asker = {
      workspaceId: identity.workspaceId,
      principal: identity.principal,
      timeZone: body.timeZone ?? SERVER_ZONE,
      acceptsCost: body.acceptCost,
    };
    const kept = place === null ? null : new KeptAnswer({ clock, memory, asking, owner, place, source, row, asker });
    return running.run(placeOf(identity, context), async (signal) => {
      const previous = body.previous ?? (await this.#stillAllowed(recalled?.previous ?? null, source, asker, signal));
      const request: AskRequest = {
        question: body.question,
        mode: body.mode,
        ...(previous === undefined ? {} : { previous }),
        ...(body.reading === undefined ? {} : { reading: body.reading }),
        ...(recalled === null ? {} : { turns: recalled.turns }),
      };
      const ask = (emit: EmitEvent): Promise<Answer> => asking.ask(request, source, asker, emit, signal);
      return kept === null ? ask(context.emit) : kept.around(request, ask, context.emit, signal);
    });
  }

  /** The tables of a statement may have changed since; one that could not be run any more is no context. */
  async #stillAllowed(
    recalled: RecalledAnswer | null,
    source: OpenSource,
    asker: Asker,
    signal: AbortSignal,
  ): Promise<AskRequest["previous"]> {
    if (recalled === null) return undefined;
    const { question, sql, query, sourceVersion } = recalled;
    if (sourceVersion !== source.version) {
      const { isAllowed } = await this.#needs.asking.checkSql(sql, source, asker, signal);
      if (!isAllowed) return undefined;
    }
    return { question, sql, ...(query === null ? {} : { query }) };
  }
}
