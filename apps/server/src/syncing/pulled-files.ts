import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { PulledTable } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { FileToParse } from "../resources/uploads/build-version.ts";

/** Pulled tables as files to ingest. A table without rows has no columns either, so there is nothing to make of it. */
export async function pulledFiles(pulled: readonly PulledTable[]): Promise<FileToParse[]> {
  const files: FileToParse[] = [];
  for (const { name, path, rowCount } of pulled) {
    if (rowCount === 0) continue;
    const { size } = await stat(path);
    files.push({
      fileId: uuid(),
      path,
      name: `${name}.ndjson`,
      bytes: size,
      sha256: await hashOf(path),
      options: {},
      kept: Promise.resolve(),
    });
  }
  return files;
}

/** The same while the source sends the same. */
export const digestOf = (files: readonly FileToParse[]): string =>
  createHash("sha256")
    .update(JSON.stringify(files.map(({ name, sha256 }) => [name, sha256])))
    .digest("hex");

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
