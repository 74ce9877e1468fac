import type { GatheredLog } from "../../observing/gathered-log.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanReadLogs } from "./policy.ts";
import type { LogList, LogQuery } from "./schema.ts";

export interface LogServiceNeeds {
  readonly log: Pick<GatheredLog, "find">;
  /** What is logged at the moment. */
  readonly level: () => string;
}

export class LogService {
  readonly #needs: LogServiceNeeds;

  constructor(needs: LogServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity, query: LogQuery): Promise<LogList> {
    assertCanReadLogs(identity);
    const { entries, silent } = await this.#needs.log.find(query);
    return {
      items: entries.map(({ number, at, instance, level, message, requestId, more }) => ({
        id: `${instance}-${number}`,
        at: new Date(at).toISOString(),
        level,
        message,
        requestId,
        instance,
        more,
      })),
      nextCursor: null,
      level: this.#needs.level(),
      silentInstances: [...silent],
    };
  }
}
