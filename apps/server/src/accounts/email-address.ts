import { z } from "zod";

const MAX_CHARACTERS = 254;

export const emailAddress = z
  .string()
  .trim()
  .max(MAX_CHARACTERS)
  .pipe(z.email("Not an e-mail address."))
  .describe("E-mail address.");

/** Addresses that differ only in case belong to one person. */
export const emailKeyOf = (email: string): string => email.normalize("NFC").toLowerCase();
