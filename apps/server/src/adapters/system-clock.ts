import type { Clock } from "@parlance/core";

export const systemClock: Clock = { now: () => Date.now() };
