import { AppError, type Connection } from "@parlance/core";
import type { SourceRow } from "../resources/sources/store.ts";
import type { StoredCatalog } from "../storage/source-storage.ts";
import type { ConfigValues } from "./config-fields.ts";

/** A source that a credential session brought. It is in no table and in no file. */
export interface SessionSource {
  readonly row: SourceRow;
  readonly connector: string;
  /** Opens the sealed config, for as long as the caller needs it. Errors: AUTH_EXPIRED when the session is over. */
  readonly config: () => Promise<ConfigValues>;
}

interface Held extends SessionSource {
  contents: Promise<StoredCatalog> | undefined;
}

const PREFIX = "session-";

/** Ids of such sources and of their workspaces, so that no table is asked for them. */
export const isOfSession = (id: string): boolean => id.startsWith(PREFIX);
export const sessionPart = (uuid: string): string => `${PREFIX}${uuid}`;

/**
 * Sources of credential sessions that this instance has seen, in memory alone. Every request of a session passes by
 * the session first, which puts its source here.
 */
export class SessionSources {
  readonly #held = new Map<string, Held>();

  hold(source: SessionSource, contents?: StoredCatalog): void {
    const known = this.#held.get(source.row.id);
    if (known === undefined)
      this.#held.set(source.row.id, { ...source, contents: contents && Promise.resolve(contents) });
  }

  /** Nothing for one whose time is over, swept or not. */
  find(id: string, now: Date): SourceRow | undefined {
    const row = this.#held.get(id)?.row;
    return row !== undefined && (row.expiresAt === null || row.expiresAt > now) ? row : undefined;
  }

  list(workspaceId: string, now: Date): readonly SourceRow[] {
    return this.all().filter((row) => row.workspaceId === workspaceId && this.find(row.id, now) !== undefined);
  }

  all(): readonly SourceRow[] {
    return [...this.#held.values()].map(({ row }) => row);
  }

  drop(id: string): SourceRow | undefined {
    const row = this.#held.get(id)?.row;
    this.#held.delete(id);
    return row;
  }

  target(row: Pick<SourceRow, "id">): SessionSource {
    return this.#find(row.id);
  }

  /** Catalog and values, read from the database itself where this instance has not yet. */
  contents(row: SourceRow, open: (row: SourceRow) => Promise<Connection>): Promise<StoredCatalog> {
    const held = this.#find(row.id);
    held.contents ??= this.#read(row, open).catch((error: unknown) => {
      held.contents = undefined;
      throw error;
    });
    return held.contents;
  }

  async #read(row: SourceRow, open: (row: SourceRow) => Promise<Connection>): Promise<StoredCatalog> {
    const connection = await open(row);
    try {
      const [catalog, values] = [await connection.introspect(), await connection.values()];
      return { catalog: { ...catalog, version: row.version }, values };
    } finally {
      await connection.close();
    }
  }

  #find(id: string): Held {
    const held = this.#held.get(id);
    if (held === undefined) throw new AppError("SOURCE_NOT_FOUND");
    return held;
  }
}
