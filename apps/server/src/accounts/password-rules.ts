import { AppError, guessPassword, WHY_GUESSED } from "@parlance/core";
import { z } from "zod";
import { passwordsOfBreaches } from "./known-passwords.ts";

const MIN_CHARACTERS = 8;
const MAX_BYTES = 1024;

/** A password as it is typed to prove who one is: any, within reason. */
export const givenPassword = z
  .string()
  .min(1)
  .max(MAX_BYTES)
  .refine((text) => Buffer.byteLength(text) <= MAX_BYTES, `At most ${MAX_BYTES} bytes.`)
  .describe("Password.");

const RULES: readonly { readonly problem: string; readonly isBroken: (password: string) => boolean }[] = [
  { problem: `at least ${MIN_CHARACTERS} characters`, isBroken: (password) => [...password].length < MIN_CHARACTERS },
  { problem: "a lower-case letter", isBroken: (password) => !/\p{Ll}/u.test(password) },
  { problem: "an upper-case letter", isBroken: (password) => !/\p{Lu}/u.test(password) },
  { problem: "a digit", isBroken: (password) => !/\p{Nd}/u.test(password) },
  {
    problem: "a character that is neither letter nor digit",
    isBroken: (password) => !/[^\p{L}\p{Nd}]/u.test(password),
  },
];

/** Throws ACCOUNT_PASSWORD_WEAK with what is missing. `about`: what the person is known by, which is guessed first. */
export async function refuseWeakPassword(password: string, about: readonly string[] = []): Promise<void> {
  const text = password.normalize("NFC");
  const missing = RULES.filter(({ isBroken }) => isBroken(text)).map(({ problem }) => problem);
  if (missing.length > 0) {
    throw new AppError("ACCOUNT_PASSWORD_WEAK", {
      message: `The password needs ${inWords(missing)}.`,
      details: { missing },
    });
  }
  const guess = guessPassword(text, about, await passwordsOfBreaches());
  if (guess !== null) {
    throw new AppError("ACCOUNT_PASSWORD_WEAK", {
      message: `This password is among the first that would be tried: ${WHY_GUESSED[guess]}.`,
      hint: "Take several unrelated words, or let a password manager make one.",
      details: { missing: [] },
    });
  }
}

const inWords = (parts: readonly string[]): string =>
  parts.length === 1 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
