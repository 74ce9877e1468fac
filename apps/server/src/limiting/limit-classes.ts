import type { ServerOptions } from "../server-options.ts";

const MINUTE_MS = 60_000;

interface ClassRule {
  readonly windowMs: number;
  max(options: ServerOptions): number;
}

/** How often what may be asked for. Each class is counted on its own; routes name theirs, the others are "default". */
export const LIMIT_CLASSES = {
  /** Proving who one is: signing in, second factors, passwords forgotten. */
  auth: { windowMs: MINUTE_MS, max: ({ authPerMinute }) => authPerMinute },
  /** Questions and statements. */
  query: { windowMs: MINUTE_MS, max: ({ queriesPerMinute }) => queriesPerMinute },
  upload: { windowMs: 60 * MINUTE_MS, max: ({ uploadsPerHour }) => uploadsPerHour },
  default: { windowMs: MINUTE_MS, max: ({ callsPerMinute }) => callsPerMinute },
} as const satisfies Readonly<Record<string, ClassRule>>;

export type LimitClass = keyof typeof LIMIT_CLASSES;
