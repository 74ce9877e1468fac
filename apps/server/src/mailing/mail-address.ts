import { AppError } from "@parlance/core";
import { z } from "zod";

const MAX_LENGTH = 254;
const address = z.email().max(MAX_LENGTH);

/**
 * One plain address and nothing else: no name, no second recipient, no line break that could begin another header.
 * Errors: MAIL_ADDRESS_INVALID.
 */
export function mailAddress(text: string): string {
  const { success, data } = address.safeParse(text);
  if (!success) throw new AppError("MAIL_ADDRESS_INVALID");
  return data;
}
