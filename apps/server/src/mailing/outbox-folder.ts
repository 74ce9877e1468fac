import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";

const ID = /^[a-z0-9-]{1,64}$/;

/** Letters as .eml files, which every mail program opens: what a server without mail has instead of a mail server. */
export class OutboxFolder {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "outbox");
  }

  /** Readable by this account only: a letter may hold a link that signs somebody in. */
  async keep(id: string, message: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = await open(this.#path(id), "wx", 0o600);
    await file.writeFile(message).finally(() => file.close());
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  #path(id: string): string {
    if (!ID.test(id)) throw new TypeError("Not the id of a letter.");
    return join(this.#folder, `${id}.eml`);
  }
}
