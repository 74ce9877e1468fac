import type { Identity } from "../../plugins/identity.ts";

/** Ending the session one looks through is allowed, and said before it is done. */
export const isOwnSession = (identity: Identity, sessionId: string): boolean => identity.sessionId === sessionId;
