import type { SourceFileRow } from "../sources/store.ts";
import type { ParsedFile } from "../uploads/build-version.ts";
import type { FileChange } from "./schema.ts";
import type { TablePair } from "./table-pair.ts";

/** A file that was read and now waits for a person to say yes. */
export interface PendingChange {
  readonly wire: FileChange;
  readonly workspaceId: string;
  /** Revision of the source that the change was shown against. */
  readonly revision: number;
  readonly present: SourceFileRow;
  readonly parsed: ParsedFile;
  readonly pairs: readonly TablePair[];
  readonly staging: string;
}

const WAIT_MS = 30 * 60_000;
const MAX_WAITING = 200;

/** Changes between their preview and their confirmation. They wait half an hour; then their files go. */
export class PendingChanges {
  readonly #waiting = new Map<string, { readonly change: PendingChange; readonly timer: NodeJS.Timeout }>();
  readonly #discard: (change: PendingChange) => void;

  constructor(discard: (change: PendingChange) => void) {
    this.#discard = discard;
  }

  put(change: PendingChange): void {
    const timer = setTimeout(() => this.drop(change.wire.id), WAIT_MS).unref();
    this.#waiting.set(change.wire.id, { change, timer });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MAX_WAITING && oldest !== undefined) this.drop(oldest);
  }

  /** The change, which waits no longer; its files now belong to the caller. */
  take(id: string, workspaceId: string): PendingChange | undefined {
    const found = this.#waiting.get(id);
    if (found === undefined || found.change.workspaceId !== workspaceId) return undefined;
    clearTimeout(found.timer);
    this.#waiting.delete(id);
    return found.change;
  }

  drop(id: string): void {
    const found = this.#waiting.get(id);
    if (found === undefined) return;
    clearTimeout(found.timer);
    this.#waiting.delete(id);
    this.#discard(found.change);
  }
}
