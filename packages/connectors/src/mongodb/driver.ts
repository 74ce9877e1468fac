import {
  AppError,
  type Catalog,
  type ColumnValues,
  type Driver,
  type GuardPolicy,
  type GuardVerdict,
  type Outbound,
  type RemoteNeeds,
  type ReportProbe,
  type ResultStream,
  type RunLimits,
  type Statement,
} from "@parlance/core";
import { judgeMongodb, refusalError } from "@parlance/sql";
import {
  type AbstractCursor,
  type Document,
  MongoClient,
  type MongoClientOptions,
  MongoServerError,
  type ServerHeartbeatFailedEvent,
} from "mongodb";
import { restrictedStream } from "../process/restricted-stream.ts";
import type { MongodbConfig } from "./config.ts";
import { toAppError } from "./errors.ts";
import { readCatalog, readValues } from "./introspect.ts";
import { readCommand } from "./read-command.ts";
import { documentRows, settleColumns } from "./result-frames.ts";

const CONNECT_WITHIN_MS = 5_000;
/** Enough for the people of one workspace who ask at once. */
const CONNECTIONS = 16;
const STOP_WITHIN_MS = 2_000;

export async function openMongodb(
  config: MongodbConfig,
  { outbound }: RemoteNeeds,
  signal?: AbortSignal,
): Promise<Driver> {
  const client = await connect(config, outbound, signal);
  return new MongodbDriver(client, config.database);
}

async function connect(config: MongodbConfig, outbound: Outbound, signal?: AbortSignal): Promise<MongoClient> {
  // Tells a wrong name or an address that is not permitted at once; the driver would go on trying.
  if (!config.isSeedList) await outbound.resolve(config.host, config.port, signal);
  const client = new MongoClient(addressOf(config), optionsOf(config, outbound));
  try {
    await orFirstFailure(client, config, async () => {
      await client.connect();
      await client.db(config.database).command({ ping: 1 });
    });
    return client;
  } catch (error) {
    await client.close(true);
    throw notConnected(toAppError(error, signal), config);
  }
}

/** No statement has run yet, so whatever went wrong is about getting in. */
function notConnected(known: AppError, { user }: MongodbConfig): AppError {
  const cause = known.cause;
  if (known.code === "SOURCE_CONNECTION_LOST") return new AppError("SOURCE_UNREACHABLE", { cause });
  if (known.code === "SOURCE_RIGHTS_MISSING" && user === "") {
    return new AppError("SOURCE_SIGN_IN_FAILED", { message: "The server wants a user and a password.", cause });
  }
  if (known.code !== "SQL_FAILED") return known;
  return new AppError("SOURCE_SIGN_IN_FAILED", {
    message: "The sign-in with the server broke off: what it answered proves nothing, or is not what was asked.",
    cause,
  });
}

/**
 * The driver tries a server that refuses the connection or shows a wrong certificate again and again until its time is
 * up. Where there is one server only, nobody need wait for that; of several, another may answer.
 */
async function orFirstFailure(client: MongoClient, config: MongodbConfig, work: () => Promise<void>): Promise<void> {
  if (config.isSeedList) return work();
  let fail: (failure: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onFailure = ({ failure }: ServerHeartbeatFailedEvent): void => fail(failure);
  client.once("serverHeartbeatFailed", onFailure);
  try {
    await Promise.race([work(), failed]);
  } finally {
    client.off("serverHeartbeatFailed", onFailure);
  }
}

/** The only options a person has a say in are the fields of the config; none of them reaches the address unescaped. */
function addressOf({ host, port, isSeedList }: MongodbConfig): string {
  const plain = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  return isSeedList ? `mongodb+srv://${plain}/` : `mongodb://${plain}:${port}/`;
}

function optionsOf(config: MongodbConfig, outbound: Outbound): MongoClientOptions {
  const { user, password, authDatabase, tls, ca, isSeedList } = config;
  return {
    appName: "parlance",
    ...(isSeedList ? {} : { directConnection: true }),
    readPreference: "secondaryPreferred",
    retryWrites: false,
    maxPoolSize: CONNECTIONS,
    connectTimeoutMS: CONNECT_WITHIN_MS,
    serverSelectionTimeoutMS: CONNECT_WITHIN_MS,
    maxIdleTimeMS: 60_000,
    ...(user === "" ? {} : { auth: { username: user, password }, authSource: authDatabase }),
    tls: tls !== "off",
    ...(tls === "unverified" ? { tlsAllowInvalidCertificates: true } : {}),
    ...(tls === "verify" && ca !== "" ? { ca } : {}),
    // Every server the seed list or the replica set names is judged when it is connected to.
    lookup: (name, options, done) => {
      outbound.resolve(name, config.port).then(
        ({ address, family }) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), "", 4),
      );
    },
  };
}

class MongodbDriver implements Driver {
  readonly #client: MongoClient;
  readonly #database: string;
  #catalog: Catalog | undefined;
  #isClosed = false;

  constructor(client: MongoClient, database: string) {
    this.#client = client;
    this.#database = database;
  }

  introspect(signal?: AbortSignal): Promise<Catalog> {
    return this.#work(async () => {
      this.#catalog = await readCatalog(this.#db, signal);
      return this.#catalog;
    }, signal);
  }

  values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    return this.#work(async () => {
      const catalog = this.#catalog ?? (await readCatalog(this.#db, signal));
      return readValues(this.#db, catalog, signal);
    }, signal);
  }

  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    return this.#work(async () => judgeMongodb(sql, policy).verdict, signal);
  }

  stream({ sql, policy, limits }: Statement, signal?: AbortSignal): Promise<ResultStream> {
    return this.#work(async () => {
      const { verdict, runs } = judgeMongodb(sql, policy);
      if (!verdict.isAllowed) throw refusalError(verdict.refusal);
      const command = readCommand(runs.sql);
      const start = () =>
        new DocumentStream(limits, signal).open((stop) => command.open(this.#db, limits, stop), command.fields);
      return restrictedStream(start, runs, policy);
    }, signal);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#client.close(true);
  }

  get #db() {
    return this.#client.db(this.#database);
  }

  async #work<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#isClosed) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    try {
      return await work();
    } catch (error) {
      throw toAppError(error, signal);
    }
  }
}

/** A cursor that is read at the reader's pace and ends at the server when the reader leaves, cancels or is too late. */
class DocumentStream {
  readonly #limits: RunLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #late: AbortSignal;
  readonly #left = new AbortController();

  constructor(limits: RunLimits, signal: AbortSignal | undefined) {
    this.#limits = limits;
    this.#signal = signal;
    this.#late = AbortSignal.timeout(limits.timeoutMs);
  }

  async open(
    start: (stop: AbortSignal) => AbstractCursor<Document>,
    fields: readonly string[] | null,
  ): Promise<ResultStream> {
    const cursor = start(AbortSignal.any([this.#late, this.#left.signal, ...(this.#signal ? [this.#signal] : [])]));
    const documents = cursor[Symbol.asyncIterator]();
    try {
      const settled = await settleColumns(documents, fields);
      const { columns, frames, wasTruncated } = documentRows(settled, documents, this.#limits);
      return { columns, frames: this.#guarded(frames, cursor), wasTruncated };
    } catch (error) {
      await this.#end(cursor);
      throw this.#told(error);
    }
  }

  async *#guarded<T>(frames: AsyncIterable<T>, cursor: AbstractCursor<Document>): AsyncGenerator<T> {
    try {
      yield* frames;
    } catch (error) {
      throw this.#told(error);
    } finally {
      await this.#end(cursor);
    }
  }

  /** killCursors first, so that the server stops; then whatever is in flight is torn down. */
  async #end(cursor: AbstractCursor<Document>): Promise<void> {
    try {
      await cursor.close({ timeoutMS: STOP_WITHIN_MS });
    } catch {
      // The server has been told or is gone; its connection is not used again either way.
    }
    this.#left.abort();
  }

  #told(error: unknown): AppError {
    if (this.#late.aborted && !this.#signal?.aborted) return new AppError("QUERY_TIMEOUT", { cause: error });
    return toAppError(error, this.#signal);
  }
}

/** Tries a connection and tells what it finds, one step after the other. */
export async function probeMongodb(
  config: MongodbConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  const step = async <T>(
    id: Parameters<ReportProbe>[0]["id"],
    running: string,
    work: () => Promise<T>,
    done: (value: T) => string,
  ): Promise<T> => {
    report({ id, state: "running", message: running });
    try {
      const value = await work();
      report({ id, state: "done", message: done(value) });
      return value;
    } catch (error) {
      const told = toAppError(error, signal);
      report({ id, state: "failed", message: told.message, ...(told.hint ? { hint: told.hint } : {}) });
      throw told;
    }
  };
  if (!config.isSeedList) {
    await step(
      "resolve",
      "Looking up the host",
      () => outbound.resolve(config.host, config.port, signal),
      () => "The host has an address that may be connected to.",
    );
  }
  if (config.tls !== "verify") report({ id: "connect", state: "warned", message: TLS_WARNINGS[config.tls] });
  const client = await step(
    "sign-in",
    "Connecting and signing in",
    () => connect(config, outbound, signal),
    () => "Connected.",
  );
  try {
    const warning = rightsWarning(await connectionStatus(client, config.database), config.database);
    if (warning !== null) report({ id: "rights", state: "warned", ...warning });
    await step(
      "tables",
      "Listing collections",
      () => client.db(config.database).listCollections({}, { nameOnly: true, signal }).toArray(),
      (found) => `${found.length} ${found.length === 1 ? "collection" : "collections"}.`,
    );
  } finally {
    await client.close(true);
  }
}

const TLS_WARNINGS = {
  off: "The connection is not encrypted; whoever listens on the way can read the password and the data.",
  unverified: "The connection is encrypted, but nobody checks to whom.",
} as const;

/** Servers that only speak the protocol may not know this command; then nothing is known of rights. */
async function connectionStatus(client: MongoClient, database: string): Promise<Document> {
  try {
    return await client.db(database).command({ connectionStatus: 1, showPrivileges: false });
  } catch (error) {
    if (error instanceof MongoServerError) return {};
    throw error;
  }
}

const READS_ONLY: ReadonlySet<string> = new Set(["read", "readAnyDatabase", "clusterMonitor"]);

/** Parlance never needs more than read; a user that may do more is a risk without a use. */
function rightsWarning(status: Document, database: string): { readonly message: string; readonly hint: string } | null {
  const roles: readonly Document[] = status.authInfo?.authenticatedUserRoles ?? [];
  const more = roles.map(({ role }) => String(role)).filter((role) => !READS_ONLY.has(role));
  if (more.length === 0) return null;
  return {
    message: `This user may do more than read: ${more.join(", ")}.`,
    hint: `Make one with db.createUser({user: "parlance", pwd: passwordPrompt(), roles: [{role: "read", db: "${database}"}]}).`,
  };
}
