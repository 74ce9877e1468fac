import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, type Pack, pack } from "tar-stream";
import { syncFolder } from "../storage/durable-files.ts";
import { hasCode } from "../storage/system-error.ts";
import { BackupError, CHECKSUM_ENTRY, type Checksums, checksums } from "./backup-format.ts";

/** Tables of Parquet are compressed already; the rest is text. */
const COMPRESSION = 1;

/** A .tar.gz in the making. Each entry is hashed on its way; the last one lists them all. */
export class ArchiveWriter {
  readonly #pack: Pack = pack();
  readonly #entries: Checksums["entries"] = {};

  /** To be read while entries are added. */
  get stream(): Readable {
    return this.#pack.pipe(createGzip({ level: COMPRESSION }));
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#entries[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    await new Promise<void>((resolve, reject) =>
      this.#pack.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve())),
    );
  }

  async addFile(name: string, path: string): Promise<void> {
    const { size } = await stat(path);
    const hash = createHash("sha256");
    const entry = this.#pack.entry({ name, size, mode: 0o600 });
    await pipeline(createReadStream(path), hashing(hash), entry);
    this.#entries[name] = { bytes: size, sha256: hash.digest("hex") };
  }

  async finish(): Promise<void> {
    await this.addText(CHECKSUM_ENTRY, JSON.stringify({ entries: this.#entries }));
    this.#pack.finalize();
  }

  /** Whoever reads must not wait for an end that does not come. */
  fail(error: Error): void {
    this.#pack.destroy(error);
  }
}

const hashing = (hash: ReturnType<typeof createHash>): Transform =>
  new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

export interface ArchiveEntry {
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

/** The entries of an archive, one after the other; each must be read to its end. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const entries = extract();
  const reading = pipeline(createReadStream(path), createGunzip(), entries);
  // Told by the loop below, which fails with the same error.
  reading.catch((error: Error) => entries.destroy(error));
  // The entry is a stream of buffers; its own types do not say of what.
  for await (const entry of entries) yield { name: entry.header.name, content: entry as AsyncIterable<Buffer> };
  await reading;
}

export async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads the whole archive and compares every entry with the list at its end. Throws BackupError. */
export async function verifyArchive(path: string): Promise<void> {
  const found: Checksums["entries"] = {};
  let listed: Checksums | undefined;
  try {
    for await (const { name, content } of readArchive(path)) {
      if (name === CHECKSUM_ENTRY) {
        listed = checksums.parse(JSON.parse(await textOf(content)));
        continue;
      }
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      found[name] = { bytes, sha256: hash.digest("hex") };
    }
  } catch (error) {
    if (hasCode(error, "ENOENT")) throw new BackupError(`There is no file ${path}.`, { cause: error });
    throw new BackupError(`${path} is no backup, or is damaged.`, { cause: error });
  }
  if (listed === undefined) throw new BackupError(`${path} is not whole: its list of checksums is missing.`);
  const names = new Set([...Object.keys(listed.entries), ...Object.keys(found)]);
  const wrong = [...names].find(
    (name) =>
      listed.entries[name]?.sha256 !== found[name]?.sha256 || listed.entries[name]?.bytes !== found[name]?.bytes,
  );
  if (wrong !== undefined) throw new BackupError(`${path} is damaged: ${wrong} is not what was backed up.`);
}

/** Writes a stream beside its place, keeps it, looks whether it is whole, and only then gives it its name. */
export async function keepArchive(stream: Readable, path: string): Promise<void> {
  const draft = `${path}.part`;
  try {
    const target: Writable = createWriteStream(draft, { mode: 0o600 });
    await pipeline(stream, target);
    const file = await open(draft, "r");
    await file.sync().finally(() => file.close());
    await verifyArchive(draft);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
