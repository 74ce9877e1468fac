import type { FilterOperator, JsonCell } from "@parlance/core";

export type Row = readonly JsonCell[];

export interface TableFilter {
  readonly column: string;
  readonly operator: FilterOperator;
  readonly value?: string;
}

export interface TableSort {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** How the rows are looked at; the owner of the rows sorts and filters, never the table. */
export interface TableView {
  readonly sort: readonly TableSort[];
  readonly filters: readonly TableFilter[];
}

export interface LoadedPage {
  readonly rows: readonly Row[];
  /** Rows after filters. */
  readonly rowCount: number;
}

export type LoadPage = (offset: number, limit: number, view: TableView, signal: AbortSignal) => Promise<LoadedPage>;

export const PLAIN_VIEW: TableView = { sort: [], filters: [] };
export const CHUNK_ROWS = 500;
const MAX_CHUNKS = 40;

/**
 * A window on up to millions of rows: chunks come when they are looked at and leave, least recently seen first,
 * when there are too many. One instance per result and view.
 */
export class PagedRows {
  readonly view: TableView;
  #rowCount: number;
  #error: unknown = null;
  #version = 0;
  readonly #load: LoadPage;
  readonly #chunks = new Map<number, readonly Row[]>();
  readonly #pending = new Map<number, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #stop = new AbortController();

  constructor(load: LoadPage, view: TableView, rowCount: number, firstRows: readonly Row[] = []) {
    this.#load = load;
    this.view = view;
    this.#rowCount = rowCount;
    for (let start = 0; start < firstRows.length; start += CHUNK_ROWS) {
      const rows = firstRows.slice(start, start + CHUNK_ROWS);
      // A short chunk in the middle of a result would read as missing rows.
      if (rows.length === CHUNK_ROWS || start + rows.length >= rowCount) this.#chunks.set(start / CHUNK_ROWS, rows);
    }
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get error(): unknown {
    return this.#error;
  }

  get isLoading(): boolean {
    return this.#pending.size > 0;
  }

  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  row(index: number): Row | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK_ROWS))?.[index % CHUNK_ROWS];
  }

  /** Makes rows [from, to) available; resolves when they are there or have failed. */
  async ensure(from: number, to: number): Promise<void> {
    const first = Math.floor(Math.max(0, from) / CHUNK_ROWS);
    const last = Math.floor(Math.max(from, to - 1) / CHUNK_ROWS);
    const needed = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    await Promise.all(needed.map((chunk) => this.#fetch(chunk)));
  }

  /** Stops what is on the way, when nobody looks any more; asking again starts afresh. */
  pause(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#pending.clear();
  }

  #fetch(chunk: number): Promise<void> {
    const held = this.#chunks.get(chunk);
    if (held !== undefined) {
      this.#chunks.delete(chunk);
      this.#chunks.set(chunk, held);
      return Promise.resolve();
    }
    const pending = this.#pending.get(chunk) ?? this.#read(chunk);
    this.#pending.set(chunk, pending);
    return pending;
  }

  async #read(chunk: number): Promise<void> {
    const { signal } = this.#stop;
    try {
      const page = await this.#load(chunk * CHUNK_ROWS, CHUNK_ROWS, this.view, signal);
      this.#chunks.set(chunk, page.rows);
      this.#rowCount = page.rowCount;
      this.#error = null;
      this.#evict();
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    } finally {
      if (!signal.aborted) this.#settle(chunk);
    }
  }

  #settle(chunk: number): void {
    this.#pending.delete(chunk);
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  #evict(): void {
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= MAX_CHUNKS) return;
      this.#chunks.delete(oldest);
    }
  }
}

/** Rows that are all here already, such as a preview. */
export const fixedRows = (rows: readonly Row[]): PagedRows =>
  new PagedRows(() => Promise.resolve({ rows: [], rowCount: rows.length }), PLAIN_VIEW, rows.length, rows);
