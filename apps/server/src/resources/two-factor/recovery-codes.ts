import { createHash, randomInt } from "node:crypto";

/** No letters or digits that are taken for each other when read off paper. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const HOW_MANY = 10;
/** 24 of 31 signs: more than 118 bits, so that even a fast hash of them cannot be searched. */
const LENGTH = 24;
/** Codes on paper from before count on, until they are used or renewed. */
const EARLIER_LENGTH = 16;
const GROUP = 4;

export const newRecoveryCodes = (): readonly string[] => Array.from({ length: HOW_MANY }, newCode);

function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return signs.replace(new RegExp(`(.{${GROUP}})(?!$)`, "g"), "$1-");
}

/** What is kept of a code, however it was typed. */
export const recoveryDigest = (userId: string, code: string): string =>
  createHash("sha256")
    .update(`recovery:${userId}:${plain(code)}`)
    .digest("hex");

export const looksLikeRecoveryCode = (text: string): boolean => [LENGTH, EARLIER_LENGTH].includes(plain(text).length);

const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, "");
