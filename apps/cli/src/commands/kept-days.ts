import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

const DAY_MS = 24 * 3_600_000;
const MAX_DAYS = 36_500;

/** PARLANCE_CONVERSATION_DAYS as the server's setting; nothing where it is not set. */
export function conversationLifetime(days: string | undefined): { readonly conversationLifetimeMs?: number } {
  if (days === undefined || days.trim() === "") return {};
  if (!/^\d{1,5}$/.test(days.trim()) || Number(days) > MAX_DAYS) {
    throw new CliError(
      EXIT.usage,
      `PARLANCE_CONVERSATION_DAYS is "${days}", which is no number of days.`,
      "Set it to 30, say, or to 0 to keep conversations until somebody deletes them.",
    );
  }
  return { conversationLifetimeMs: Number(days) * DAY_MS };
}
