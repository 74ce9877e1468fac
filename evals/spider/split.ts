import { readFileSync } from "node:fs";
import { z } from "zod";

const SPLIT = z.object({ note: z.string(), lockbox: z.array(z.string()), folds: z.array(z.array(z.string())) });

/** Which of Spider's training databases are locked away, and the fold of each other one. */
export function readSplit(): z.infer<typeof SPLIT> {
  return SPLIT.parse(JSON.parse(readFileSync(new URL("./split.json", import.meta.url), "utf8")));
}

/** "all", "lockbox", "dev" (everything but the lock-box), or names with commas; then one fold of those, if given. */
export function chooseDatabases(choice: string, fold?: number): (database: string) => boolean {
  const split = readSplit();
  const inFold = fold === undefined ? undefined : new Set(split.folds[fold] ?? []);
  const lockbox = new Set(split.lockbox);
  const named = new Set(choice.split(","));
  return (database) => {
    if (inFold && !inFold.has(database)) return false;
    if (choice === "all") return true;
    if (choice === "lockbox") return lockbox.has(database);
    if (choice === "dev") return !lockbox.has(database);
    return named.has(database);
  };
}
