import {
  AppError,
  type Catalog,
  type Clock,
  cellToJson,
  findTable,
  frameRows,
  type RunLimits,
  type Table,
} from "@parlance/core";
import type { z } from "zod";
import type { Identity } from "../../plugins/identity.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { assertCanReadCatalog, assertHasCatalog } from "./policy.ts";
import { previewSql } from "./preview-sql.ts";
import type { TableFacts, tableRows } from "./schema.ts";

export interface CatalogServiceNeeds {
  readonly clock: Clock;
  readonly sources: SourceStore;
  readonly access: SourceAccess;
  readonly limits: RunLimits;
  readonly suggest: (source: OpenSource) => Promise<readonly string[]>;
}

export class CatalogService {
  readonly #needs: CatalogServiceNeeds;

  constructor(needs: CatalogServiceNeeds) {
    this.#needs = needs;
  }

  async read(identity: Identity, sourceId: string): Promise<Catalog> {
    return this.#needs.access.catalogFor(await this.#readable(identity, sourceId), identity);
  }

  /** First rows of a table, for looking at it. */
  async rows(
    identity: Identity,
    sourceId: string,
    name: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<z.output<typeof tableRows>> {
    const source = await this.#needs.access.openPlainFor(await this.#readable(identity, sourceId), identity);
    const table = findTable(source.catalog, name);
    if (table === undefined) throw new AppError("TABLE_NOT_FOUND");
    const sql = previewSql(source.catalog, table, limit);
    const stream = await source.connection.stream({ sql, policy: source.policy, limits: this.#needs.limits }, signal);
    const rows = [];
    for await (const frame of stream.frames) rows.push(...frameRows(frame).map((row) => row.map(cellToJson)));
    return { columns: [...stream.columns], rows };
  }

  /** Every table without its profiles: what a list, a search or a graph of thousands needs. */
  async tables(
    identity: Identity,
    sourceId: string,
  ): Promise<{ readonly version: string; readonly items: TableFacts[] }> {
    const { version, tables } = await this.read(identity, sourceId);
    return { version, items: tables.map(toFacts) };
  }

  async table(identity: Identity, sourceId: string, name: string): Promise<Table> {
    const table = findTable(await this.read(identity, sourceId), name);
    if (table === undefined) throw new AppError("TABLE_NOT_FOUND");
    return table;
  }

  async suggestions(identity: Identity, sourceId: string): Promise<readonly string[]> {
    const row = await this.#readable(identity, sourceId);
    return this.#needs.suggest(await this.#needs.access.openFor(row, identity));
  }

  async #readable(identity: Identity, sourceId: string): Promise<SourceRow> {
    const row = await this.#needs.sources.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanReadCatalog(identity, row);
    assertHasCatalog(row);
    return row;
  }
}

const toFacts = ({ name, schema, kind, comment, columns, primaryKey, foreignKeys, rowCount }: Table): TableFacts => ({
  name,
  ...(schema === undefined ? {} : { schema }),
  kind,
  ...(comment === undefined ? {} : { comment }),
  ...(rowCount === undefined ? {} : { rowCount }),
  columns: columns.map((column) => column.name),
  primaryKey: [...primaryKey],
  foreignKeys: foreignKeys.map((key) => ({
    columns: [...key.columns],
    refTable: key.refTable,
    refColumns: [...key.refColumns],
    origin: key.origin,
    confidence: key.confidence,
  })),
});
