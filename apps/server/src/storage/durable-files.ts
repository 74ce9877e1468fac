import { randomUUID } from "node:crypto";
import { link, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode } from "./system-error.ts";

/** Asks the disk to keep a file's bytes, so that a name never outlives its content. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/** Keeps a folder's entries. Windows cannot open folders and needs no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await syncFile(path);
}

/** Every file directly in a folder, then the folder itself. */
export async function syncFolderFiles(path: string): Promise<void> {
  for (const name of await readdir(path)) await syncFile(join(path, name));
  await syncFolder(path);
}

/** A file that is there whole or not at all: written beside its place, kept, then renamed into it. */
export async function writeDurably(path: string, content: string): Promise<void> {
  await rename(await draftOf(path, content), path);
  await syncFolder(dirname(path));
}

/** The same for a file that nobody replaces. Of several that write it at once one is first; tells whether it was this one. */
export async function createDurably(path: string, content: string, mode?: number): Promise<boolean> {
  const draft = await draftOf(path, content, mode);
  try {
    await link(draft, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Kept by the disk, beside its place. Another instance may write the same file at this moment. */
async function draftOf(path: string, content: string, mode?: number): Promise<string> {
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, "wx", mode);
  await file
    .writeFile(content)
    .then(() => file.sync())
    .finally(() => file.close());
  return draft;
}
