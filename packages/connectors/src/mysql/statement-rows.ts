import { AppError, type Cell, type FrameColumn, type Statement, type TypeKind } from "@parlance/core";
import { uniqueNames } from "../process/row-stream.ts";
import { toAppError } from "./errors.ts";
import type { ByteRow, Session } from "./session.ts";
import { cellReader, type ReadCell, type ResultField, typeOfField } from "./types.ts";

/** Rows that wait for the reader before the server is asked to pause. */
const PAUSE_AT_ROWS = 2_048;
const PAUSE_AT_BYTES = 1024 * 1024;

/**
 * The rows of one running statement, at the reader's pace. Ends the statement when the reader leaves, cancels, or is too
 * late; `onEnd` is told once whether it was still running then.
 */
export class StatementRows {
  readonly #session: Session;
  readonly #statement: Statement;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: (isRunning: boolean) => void;
  readonly #timer: NodeJS.Timeout;
  #readers: readonly ReadCell[] = [];
  #kinds: readonly TypeKind[] = [];
  /** Half of a JSON value is none, so that one beyond the limit is left out. */
  hasCut = false;
  #waiting: Cell[][] = [];
  #waitingBytes = 0;
  #isDone = false;
  #hasEnded = false;
  #failure: AppError | undefined;
  #wake: (() => void) | undefined;

  constructor(
    session: Session,
    statement: Statement,
    signal: AbortSignal | undefined,
    onEnd: (isRunning: boolean) => void,
  ) {
    this.#session = session;
    this.#statement = statement;
    this.#signal = signal;
    this.#onEnd = onEnd;
    this.#timer = setTimeout(() => this.stop(new AppError("QUERY_TIMEOUT")), statement.limits.timeoutMs);
    signal?.addEventListener("abort", this.#cancel, { once: true });
  }

  readonly #cancel = (): void => this.stop(new AppError("QUERY_CANCELLED"));

  /** Sends the statement; settles when the server has described the columns. */
  start(): Promise<readonly FrameColumn[]> {
    return new Promise((resolve, reject) => {
      const query = this.#session.connection.query({ sql: this.#statement.sql, rowsAsArray: true, typeCast: false });
      this.#wake = () => (this.#failure === undefined ? resolve([]) : reject(this.#failure));
      query.on("fields", (fields: unknown) => {
        this.#wake = undefined;
        // The driver gives its ColumnDefinition packets, or nothing for a statement without rows.
        resolve(this.#describe((fields ?? []) as readonly ResultField[]));
      });
      query.on("result", (row: unknown) => {
        if (Array.isArray(row)) this.#take(row);
      });
      query.on("error", (error) => this.#fail(error));
      query.on("end", () => this.#finish());
      this.#session.connection.once("end", () => this.#fail(new AppError("SOURCE_CONNECTION_LOST")));
      this.#session.connection.once("error", (error) => this.#fail(error));
      if (this.#signal?.aborted) this.#cancel();
    });
  }

  #describe(fields: readonly ResultField[]): readonly FrameColumn[] {
    const types = fields.map(typeOfField);
    this.#readers = types.map(cellReader);
    this.#kinds = types.map(({ kind }) => kind);
    const names = uniqueNames(fields.map(({ name }) => name));
    return types.map((type, i) => ({ name: names[i] ?? "", type }));
  }

  #take(row: ByteRow): void {
    if (this.#hasEnded) return;
    try {
      this.#waiting.push(row.map((bytes, i) => this.#cell(bytes, i)));
    } catch (error) {
      // A value that cannot be read ends its statement; thrown from here it would end the process.
      this.stop(new AppError("SQL_FAILED", { message: "The server sent a value that cannot be read.", cause: error }));
      return;
    }
    if (this.#waiting.length >= PAUSE_AT_ROWS || this.#waitingBytes >= PAUSE_AT_BYTES) {
      this.#session.connection.pause();
      this.#wake?.();
    }
  }

  /** Texts beyond the limit are cut as bytes first: half a gigabyte does not fit into one text of Node. */
  #cell(bytes: Buffer | null, i: number): Cell {
    if (bytes === null) return null;
    this.#waitingBytes += bytes.length;
    const most = this.#statement.limits.maxCellBytes + 4;
    const read = this.#readers[i];
    if (read === undefined) return null;
    if (bytes.length <= most) return read(bytes);
    if (this.#kinds[i] !== "json") return read(bytes.subarray(0, most));
    this.hasCut = true;
    return null;
  }

  async *batches(): AsyncGenerator<readonly (readonly Cell[])[]> {
    try {
      for (;;) {
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#waiting.length > 0) yield this.#drain();
        else if (this.#isDone) return;
        else await this.#next();
      }
    } finally {
      this.stop(new AppError("QUERY_CANCELLED"));
    }
  }

  #drain(): readonly (readonly Cell[])[] {
    const rows = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return rows;
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#session.connection.resume();
    });
  }

  #finish(): void {
    this.#isDone = true;
    this.#end(false);
  }

  #fail(error: unknown): void {
    if (this.#hasEnded) return;
    this.#failure = toAppError(error, { signal: this.#signal, tables: this.#statement.policy.tables });
    this.#end(false);
  }

  /** Does nothing once the statement has ended by itself. */
  stop(reason: AppError): void {
    if (this.#hasEnded) return;
    this.#failure = reason;
    this.#end(true);
  }

  #end(isRunning: boolean): void {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      clearTimeout(this.#timer);
      this.#signal?.removeEventListener("abort", this.#cancel);
      this.#onEnd(isRunning);
    }
    this.#wake?.();
    this.#wake = undefined;
  }
}
