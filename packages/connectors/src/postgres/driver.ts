import {
  AppError,
  type Catalog,
  type ColumnValues,
  type CostEstimate,
  type Driver,
  type GuardPolicy,
  type GuardVerdict,
  isAppError,
  type Outbound,
  type RemoteNeeds,
  type ResultStream,
  type Statement,
  type Table,
} from "@parlance/core";
import { guardPostgres } from "@parlance/sql";
import { restrictedStream } from "../process/restricted-stream.ts";
import { TYPES } from "./catalog-sql.ts";
import type { PostgresConfig } from "./config.ts";
import { quoteName } from "./dialect.ts";
import { isOutOfConnections, toSourceError } from "./errors.ts";
import { estimateStatement } from "./estimate.ts";
import { beginFingerprint, type CatalogReader, readCatalog, readFingerprint } from "./introspect.ts";
import { KeptSessions } from "./kept-sessions.ts";
import { Places } from "./places.ts";
import { type ColumnTypes, readValues, withSamples } from "./samples.ts";
import { PostgresSession } from "./session.ts";
import { type AllowedStatement, allowStatement, readStatement } from "./statement.ts";
import { nativeName, type TypesByOid, typesOf, valueTypeNames } from "./types.ts";

/** Connections of one source at a time; more statements wait. */
const MAX_SESSIONS = 10;
/** Long enough for the largest catalog, and an end to a server that says nothing. */
const CATALOG_TIMEOUT_MS = 5 * 60_000;
const ESTIMATE_TIMEOUT_MS = 10_000;
/** Our own questions about the catalog: more than the names of as many columns as a table can have. */
const CATALOG_CELL_BYTES = 512 * 1024;

export async function openPostgres(
  config: PostgresConfig,
  { outbound }: RemoteNeeds,
  signal?: AbortSignal,
): Promise<Driver> {
  const driver = new PostgresDriver(config, outbound);
  await driver.readTypes(signal);
  return driver;
}

const samePlace = (character: number): number => character;

class PostgresDriver implements Driver {
  readonly #config: PostgresConfig;
  readonly #outbound: Outbound;
  readonly #schemas: readonly string[];
  readonly #places = new Places(MAX_SESSIONS);
  readonly #kept = new KeptSessions();
  #types: TypesByOid = new Map();
  #valueTypes: ReadonlySet<string> = new Set();
  #catalog: Catalog | null = null;
  readonly #closed = new AbortController();

  constructor(config: PostgresConfig, outbound: Outbound) {
    this.#config = config;
    this.#outbound = outbound;
    this.#schemas = config.schemas
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
  }

  /** Types the database's people made are known by their numbers only, so the names are read first. */
  async readTypes(signal?: AbortSignal): Promise<void> {
    await this.#onCatalog(signal, ({ session }) => this.#readTypes(session));
  }

  async #readTypes(session: PostgresSession): Promise<void> {
    this.#types = typesOf(await session.texts(TYPES));
    this.#valueTypes = valueTypeNames(this.#types);
  }

  introspect(signal?: AbortSignal): Promise<Catalog> {
    return this.#onCatalog(signal, (reader) => this.#currentCatalog(reader, signal));
  }

  values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    return this.#onCatalog(signal, async (reader) => {
      const catalog = await this.#currentCatalog(reader, signal);
      return readValues(catalog, reader.session, this.#columnTypes());
    });
  }

  check(sql: string, policy: GuardPolicy): Promise<GuardVerdict> {
    return guardPostgres(sql, policy, this.#valueTypes);
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const allowed = await allowStatement(statement.sql, statement.policy, this.#valueTypes);
    return restrictedStream(() => this.#runOrRetry(allowed, statement, signal), allowed.runs, statement.policy);
  }

  async #runOrRetry(allowed: AllowedStatement, statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const started = performance.now();
    try {
      return await this.#run(allowed, statement, statement.limits.timeoutMs, signal);
    } catch (error) {
      // No row was sent: a connection that broke under the statement is worth one more try.
      if (!isAppError(error) || error.code !== "SOURCE_CONNECTION_LOST" || signal?.aborted) throw error;
      const left = statement.limits.timeoutMs - (performance.now() - started);
      return this.#run(allowed, statement, left, signal);
    }
  }

  async estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    const allowed = await allowStatement(sql, policy, this.#valueTypes);
    // The server's plan would show the rules, and its figures the rows that they leave out.
    if (allowed.isRestricted) return {};
    return this.#inScope(signal, ESTIMATE_TIMEOUT_MS, (scope) => {
      const work = async (session: PostgresSession) => {
        await session.begin(ESTIMATE_TIMEOUT_MS, this.#searchPath());
        return estimateStatement(session, allowed.sql);
      };
      return this.#onSession(scope, allowed.positionOf, () => this.#open(CATALOG_CELL_BYTES, scope), work);
    });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#kept.end();
  }

  async #run(
    { sql, positionOf }: AllowedStatement,
    { limits }: Statement,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<ResultStream> {
    const scope = this.#scope(timeoutMs, signal);
    const leave = await this.#places.take(scope.signal);
    const finish = () => {
      scope.end();
      leave();
    };
    let session: PostgresSession;
    try {
      session = await this.#open(limits.maxCellBytes, scope.signal);
    } catch (error) {
      finish();
      throw scope.reason() ?? error;
    }
    scope.signal.addEventListener("abort", () => void session.cancel(), { once: true });
    try {
      await session.begin(timeoutMs, this.#searchPath());
    } catch (error) {
      session.destroy();
      finish();
      throw scope.reason() ?? toSourceError(error, true, positionOf);
    }
    return readStatement(session, session.query(sql), this.#types, limits, positionOf, scope.reason, finish);
  }

  /** Ends at the deadline, when the caller gives up, or when the source is closed; and says which it was. */
  #scope(timeoutMs: number, signal: AbortSignal | undefined) {
    const controller = new AbortController();
    const cancel = () => controller.abort(new AppError("QUERY_CANCELLED"));
    const late = () => controller.abort(new AppError("QUERY_TIMEOUT", { details: { limitMs: timeoutMs } }));
    const timer = setTimeout(late, timeoutMs);
    const sources = [this.#closed.signal, ...(signal ? [signal] : [])];
    for (const source of sources) {
      if (source.aborted) cancel();
      source.addEventListener("abort", cancel, { once: true });
    }
    return {
      signal: controller.signal,
      reason: (): AppError | null => (isAppError(controller.signal.reason) ? controller.signal.reason : null),
      end: () => {
        clearTimeout(timer);
        for (const source of sources) source.removeEventListener("abort", cancel);
      },
    };
  }

  async #open(maxCellBytes: number, signal: AbortSignal, isForCatalog = false): Promise<PostgresSession> {
    if (this.#closed.signal.aborted) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    const open = () => PostgresSession.open(this.#config, this.#outbound, { maxCellBytes, signal, isForCatalog });
    try {
      return await open();
    } catch (error) {
      if (!isOutOfConnections(error) || this.#kept.isEmpty) throw error;
      // Those that are kept for later are wanted now.
      await this.#kept.end();
      return open();
    }
  }

  /** For our own questions about the server's catalog. */
  #onCatalog<T>(signal: AbortSignal | undefined, work: (reader: CatalogReader) => Promise<T>): Promise<T> {
    return this.#inScope(signal, CATALOG_TIMEOUT_MS, (scope) =>
      this.#onCatalogSession(scope, (session) => work({ session, types: this.#types, schemas: this.#schemas })),
    );
  }

  async #onCatalogSession<T>(scope: AbortSignal, work: (session: PostgresSession) => Promise<T>): Promise<T> {
    const kept = this.#kept.take();
    const open = () => this.#open(CATALOG_CELL_BYTES, scope, true);
    if (kept === null) return this.#onSession(scope, samePlace, open, work);
    try {
      return await this.#onSession(scope, samePlace, async () => kept, work);
    } catch (error) {
      if (!isAppError(error) || error.code !== "SOURCE_CONNECTION_LOST" || scope.aborted) throw error;
      // It broke while nobody used it, and so may have the others.
      await this.#kept.end();
      return this.#onSession(scope, samePlace, open, work);
    }
  }

  /** One of the places, until the deadline. */
  async #inScope<T>(
    signal: AbortSignal | undefined,
    timeoutMs: number,
    work: (scope: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const scope = this.#scope(timeoutMs, signal);
    try {
      const leave = await this.#places.take(scope.signal);
      try {
        return await work(scope.signal);
      } finally {
        leave();
      }
    } catch (error) {
      throw scope.reason() ?? error;
    } finally {
      scope.end();
    }
  }

  async #onSession<T>(
    scope: AbortSignal,
    positionOf: AllowedStatement["positionOf"],
    open: () => Promise<PostgresSession>,
    work: (session: PostgresSession) => Promise<T>,
  ): Promise<T> {
    const session = await open();
    const cancel = () => void session.cancel();
    scope.addEventListener("abort", cancel, { once: true });
    try {
      scope.throwIfAborted();
      const done = await work(session);
      if (this.#closed.signal.aborted) void session.end();
      else this.#kept.give(session);
      return done;
    } catch (error) {
      void session.end();
      throw toSourceError(error, true, positionOf);
    } finally {
      scope.removeEventListener("abort", cancel);
    }
  }

  /** Read again only when the server says that something changed. */
  async #currentCatalog(reader: CatalogReader, signal: AbortSignal | undefined): Promise<Catalog> {
    const known = this.#catalog;
    let fingerprint: string | Promise<string>;
    if (known === null) {
      // With nothing to compare it with, nothing waits for it.
      ({ fingerprint } = await beginFingerprint(reader));
    } else {
      fingerprint = await readFingerprint(reader);
      if (known.version === fingerprint) return known;
    }
    const catalog = await this.#beside(reader.session, signal, (second) => readCatalog(reader, second, fingerprint));
    this.#catalog = await withSamples(catalog, reader.session, this.#columnTypes());
    return this.#catalog;
  }

  /**
   * A second session for somebody who has a place already, as waiting for another could wait for himself; the first
   * where the server takes no more.
   */
  async #beside<T>(
    first: PostgresSession,
    signal: AbortSignal | undefined,
    work: (session: PostgresSession) => Promise<T>,
  ): Promise<T> {
    const scope = this.#scope(CATALOG_TIMEOUT_MS, signal);
    try {
      return await this.#onCatalogSession(scope.signal, work);
    } catch (error) {
      if (!isOutOfConnections(error)) throw error;
      return work(first);
    } finally {
      scope.end();
    }
  }

  #columnTypes(): ColumnTypes {
    const plain = (native: string): string => native.replace(/\([^)]*\)/, "");
    const byName = new Map([...this.#types.keys()].map((oid) => [plain(nativeName(oid, this.#types)), oid]));
    const oidOf = (table: Table, column: string): number =>
      byName.get(plain(table.columns.find(({ name }) => name === column)?.type.native ?? "")) ?? 0;
    return { types: this.#types, oidOf };
  }

  /** For types and operators of the database's people; every table is named with its schema. */
  #searchPath(): string {
    const used = this.#catalog?.tables.map((table) => table.schema ?? "public") ?? [];
    const schemas = [...new Set(["public", ...this.#schemas, ...used])].slice(0, 50);
    return ["pg_catalog", ...schemas.map(quoteName)].join(", ");
  }
}
