import { createHash, randomBytes } from "node:crypto";

/** 256 bits of chance: nobody finds a shared conversation by trying. */
export const newShareToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token: whoever reads the database cannot make the link from it. */
export const shareDigestOf = (token: string): string => createHash("sha256").update(`share:${token}`).digest("hex");
