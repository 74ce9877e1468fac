import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), ".cache", "labels");

/** Judged statements of one database, kept on disk: most candidates return unchanged after the engine is edited. */
export interface LabelCache {
  get(gold: string, sql: string): boolean | undefined;
  set(gold: string, sql: string, isRight: boolean): void;
  save(): void;
}

const keyOf = (gold: string, sql: string): string =>
  createHash("sha256").update(gold).update("\u0000").update(sql).digest("base64url").slice(0, 14);

export function openLabelCache(database: string): LabelCache {
  const file = join(FOLDER, `${database}.txt`);
  const known = new Map<string, boolean>();
  if (existsSync(file)) {
    for (const line of readFileSync(file, "utf8").split("\n"))
      if (line !== "") known.set(line.slice(1), line[0] === "1");
  }
  let isChanged = false;
  return {
    get: (gold, sql) => known.get(keyOf(gold, sql)),
    set: (gold, sql, isRight) => {
      known.set(keyOf(gold, sql), isRight);
      isChanged = true;
    },
    save: () => {
      if (!isChanged) return;
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, [...known].map(([key, isRight]) => `${isRight ? 1 : 0}${key}`).join("\n"));
      isChanged = false;
    },
  };
}
