import type { Connection, FieldDef, Submittable } from "pg";

/** Rows that wait for their reader beyond this stop the server from sending. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** What a row costs here beside its texts. */
const ROW_OVERHEAD_BYTES = 200;

export interface RawRow {
  readonly cells: readonly (string | null)[];
  readonly bytes: number;
}

interface Messages {
  readonly rowDescription: { readonly fields: FieldDef[] };
  readonly dataRow: { readonly fields: readonly (string | null)[] };
}

/** Pauses and resumes what comes from the server. */
interface Flow {
  pause(): unknown;
  resume(): unknown;
}

/** The part of the library's connection that speaks the extended protocol; its types leave it out. */
interface ProtocolConnection {
  parse(query: { readonly text: string }, more?: boolean): void;
  bind(config: { readonly values: readonly string[] }, more?: boolean): void;
  describe(target: { readonly type: "P" }, more?: boolean): void;
  execute(config: { readonly rows: number }, more?: boolean): void;
  sync(): void;
}

/**
 * One statement over the extended protocol, which takes one statement by nature. Rows come as they are sent; when the
 * reader is slow the socket is paused, so that nothing piles up here.
 */
export class RowQuery implements Submittable {
  readonly #text: string;
  readonly #flow: Flow;
  #fields: ((fields: readonly FieldDef[]) => void) | null = null;
  #rejectFields: ((error: unknown) => void) | null = null;
  #waiting: RawRow[] = [];
  #waitingBytes = 0;
  #isPaused = false;
  #end: { readonly error?: unknown } | null = null;
  #wake: (() => void) | null = null;
  readonly columns: Promise<readonly FieldDef[]>;

  constructor(text: string, flow: Flow) {
    this.#text = text;
    this.#flow = flow;
    this.columns = new Promise((resolve, reject) => {
      this.#fields = resolve;
      this.#rejectFields = reject;
    });
    this.columns.catch(() => undefined);
  }

  get hasEnded(): boolean {
    return this.#end !== null;
  }

  submit(connection: Connection): void {
    // The library's own connection object, whose protocol methods its type declarations leave out.
    const protocol = connection as unknown as ProtocolConnection;
    protocol.parse({ text: this.#text }, true);
    protocol.bind({ values: [] }, true);
    protocol.describe({ type: "P" }, true);
    protocol.execute({ rows: 0 }, true);
    protocol.sync();
  }

  handleRowDescription({ fields }: Messages["rowDescription"]): void {
    this.#fields?.(fields);
  }

  handleDataRow({ fields: cells }: Messages["dataRow"]): void {
    let bytes = 0;
    for (const cell of cells) bytes += cell?.length ?? 1;
    this.#waiting.push({ cells, bytes });
    this.#waitingBytes += bytes + ROW_OVERHEAD_BYTES;
    if (this.#waitingBytes > MAX_WAITING_BYTES && !this.#isPaused) {
      this.#isPaused = true;
      this.#flow.pause();
    }
    this.#wake?.();
  }

  handleCommandComplete(): void {
    this.#fields?.([]);
  }

  handleEmptyQuery(): void {
    this.#fields?.([]);
  }

  handlePortalSuspended(): void {
    this.#fields?.([]);
  }

  handleReadyForQuery(): void {
    this.#finish({});
  }

  handleError(error: unknown): void {
    this.#rejectFields?.(error);
    this.#finish({ error });
  }

  /** Rows in batches, as many as wait. */
  async *rows(): AsyncGenerator<readonly RawRow[]> {
    for (;;) {
      if (this.#waiting.length > 0) {
        const batch = this.#waiting;
        this.#waiting = [];
        this.#waitingBytes = 0;
        yield batch;
        if (this.#isPaused && this.#waiting.length === 0) {
          this.#isPaused = false;
          this.#flow.resume();
        }
      } else if (this.#end) {
        if ("error" in this.#end) throw this.#end.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
    }
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#wake?.();
  }
}
