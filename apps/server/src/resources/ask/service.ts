import type { Answer, Clock } from "@parlance/core";
import type { z } from "zod";
import type { Asking, EmitEvent } from "../../asking/asking.ts";
import type { RunningQueries } from "../../asking/running-queries.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import { assertCanAsk } from "./policy.ts";
import type { askBody } from "./schema.ts";

export interface AskServiceNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly asking: Asking;
  readonly running: RunningQueries;
}

export interface CallContext {
  readonly queryId: string | undefined;
  readonly signal: AbortSignal;
  readonly emit: EmitEvent;
}

const SERVER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class AskService {
  readonly #needs: AskServiceNeeds;

  constructor(needs: AskServiceNeeds) {
    this.#needs = needs;
  }

  async ask(identity: Identity, body: z.output<typeof askBody>, context: CallContext): Promise<Answer> {
    const row = await this.#needs.access.find(body.sourceId, new Date(this.#needs.clock.now()));
    assertCanAsk(identity, row);
    const source = await this.#needs.access.open(row);
    const { question, mode, previous } = body;
    const request = { question, mode, ...(previous === undefined ? {} : { previous }) };
    const asker = {
      principal: identity.workspaceId,
      timeZone: body.timeZone ?? SERVER_ZONE,
      acceptsCost: body.acceptCost,
    };
    return this.#needs.running.run(identity.workspaceId, context.queryId, context.signal, (signal) =>
      this.#needs.asking.ask(request, source, asker, context.emit, signal),
    );
  }
}
