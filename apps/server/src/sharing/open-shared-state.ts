import type { Clock } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { memorySharedState } from "./memory-shared-state.ts";
import type { SharedState } from "./shared-state.ts";

export interface SharedStateNeeds {
  readonly redisUrl: string | undefined;
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
}

/** In Redis where one is named, else in this process. Redis' client is loaded only where it is used. */
export async function openSharedState({ redisUrl, clock, log }: SharedStateNeeds): Promise<SharedState> {
  if (redisUrl === undefined) return memorySharedState(clock, log);
  const { redisSharedState } = await import("./redis-shared-state.ts");
  return redisSharedState({ url: redisUrl, clock, log });
}
