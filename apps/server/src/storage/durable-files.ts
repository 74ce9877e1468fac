import { randomUUID } from "node:crypto";
import { open, readdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

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
  // Another instance may write the same file at this moment.
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, "w");
  await file
    .writeFile(content)
    .then(() => file.sync())
    .finally(() => file.close());
  await rename(draft, path);
  await syncFolder(dirname(path));
}
