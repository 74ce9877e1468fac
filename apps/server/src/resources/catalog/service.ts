import { AppError, type Catalog, type Clock, cellToJson, findTable, frameRows, type RunLimits } from "@parlance/core";
import type { z } from "zod";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { assertCanReadCatalog } from "./policy.ts";
import type { tableRows } from "./schema.ts";

export interface CatalogServiceNeeds {
  readonly clock: Clock;
  readonly sources: SourceStore;
  readonly access: SourceAccess;
  readonly limits: RunLimits;
  readonly suggest: (source: Awaited<ReturnType<SourceAccess["open"]>>) => Promise<readonly string[]>;
}

export class CatalogService {
  readonly #needs: CatalogServiceNeeds;

  constructor(needs: CatalogServiceNeeds) {
    this.#needs = needs;
  }

  async read(identity: Identity, sourceId: string): Promise<Catalog> {
    return this.#needs.access.catalog(await this.#readable(identity, sourceId));
  }

  /** First rows of a table, for looking at it. */
  async rows(
    identity: Identity,
    sourceId: string,
    name: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<z.output<typeof tableRows>> {
    const source = await this.#needs.access.open(await this.#readable(identity, sourceId));
    const table = findTable(source.catalog, name);
    if (table === undefined) throw new AppError("TABLE_NOT_FOUND");
    const sql = `SELECT * FROM "${table.name.replaceAll('"', '""')}" LIMIT ${limit}`;
    const stream = await source.connection.stream({ sql, policy: source.policy, limits: this.#needs.limits }, signal);
    const rows = [];
    for await (const frame of stream.frames) rows.push(...frameRows(frame).map((row) => row.map(cellToJson)));
    return { columns: [...stream.columns], rows };
  }

  async suggestions(identity: Identity, sourceId: string): Promise<readonly string[]> {
    const row = await this.#readable(identity, sourceId);
    return this.#needs.suggest(await this.#needs.access.open(row));
  }

  async #readable(identity: Identity, sourceId: string): Promise<SourceRow> {
    const row = await this.#needs.sources.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanReadCatalog(identity, row);
    if (row.status === "syncing" && row.version === "") throw new AppError("SOURCE_SYNCING");
    return row;
  }
}
