import { connect as connectTcp, isIP, type Socket } from "node:net";
import { AppError, type Outbound } from "@parlance/core";
import { type Connection, type ConnectionOptions, createConnection, type RowDataPacket } from "mysql2";
import type { MysqlConfig } from "./config.ts";
import { toAppError } from "./errors.ts";

const CONNECT_WITHIN_MS = 5_000;

/** The guard reads statements as this mode does: backslash escapes, and double quotes for texts. */
const SQL_MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

/** A connection for one statement: read-only, in UTC, with a time limit of its own. Never used again. */
export interface Session {
  readonly connection: Connection;
  /** What KILL takes. */
  readonly threadId: number;
  readonly isMariadb: boolean;
  readonly foldsTableNames: boolean;
}

export type Row = readonly (string | null)[];
export type ByteRow = readonly (Buffer | null)[];

/** Connects, makes the session read-only, and reads back that it is. */
export async function openSession(
  config: MysqlConfig,
  outbound: Outbound,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Session> {
  const connection = await connect(config, outbound, signal);
  try {
    return await withinDeadline(connection, () => prepareSession(connection, timeoutMs), signal);
  } catch (error) {
    connection.destroy();
    throw toAppError(error, { signal });
  }
}

/** A bare connection, for signing in and for KILL. */
export async function connect(config: MysqlConfig, outbound: Outbound, signal?: AbortSignal): Promise<Connection> {
  if (config.tls === "verify" && isIP(config.host) !== 0) {
    throw new AppError("SOURCE_TLS_FAILED", {
      message: "A certificate can only be checked against a name, and the host is an address.",
      hint: "Give the host by its name, or choose another TLS setting.",
    });
  }
  const { address, port, family } = await outbound.resolve(config.host, config.port, signal);
  const socket = connectTcp({ host: address, port, family, noDelay: true, keepAlive: true });
  const connection = createConnection(optionsOf(config, socket));
  try {
    await withinDeadline(connection, () => connected(connection), signal);
    // What breaks later is told to the statement that runs; without a listener it would end the process.
    connection.on("error", () => connection.destroy());
    return connection;
  } catch (error) {
    connection.destroy();
    socket.destroy();
    throw toAppError(error, { signal });
  }
}

function optionsOf(config: MysqlConfig, socket: Socket): ConnectionOptions {
  const { host, port, user, password, database, tls, ca } = config;
  return {
    host,
    port,
    user,
    password,
    database,
    stream: socket,
    charset: "utf8mb4",
    connectTimeout: CONNECT_WITHIN_MS,
    // Code made from column names has been a hole in the driver before.
    disableEval: true,
    rowsAsArray: true,
    multipleStatements: false,
    // A server may ask for a file of ours in reply to any statement.
    flags: ["-LOCAL_FILES"],
    ...(tls === "off" ? {} : { ssl: tlsOptions(tls === "verify", ca) }),
  };
}

const tlsOptions = (isVerified: boolean, ca: string): NonNullable<ConnectionOptions["ssl"]> => ({
  minVersion: "TLSv1.2",
  rejectUnauthorized: isVerified,
  verifyIdentity: isVerified,
  ...(isVerified && ca !== "" ? { ca } : {}),
});

const connected = (connection: Connection): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.once("connect", () => resolve());
    connection.once("error", reject);
  });

/** A server that takes the connection and then says nothing is told from one that works slowly. */
function withinDeadline<T>(connection: Connection, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (error: AppError): void => {
      reject(error);
      connection.destroy();
    };
    const timer = setTimeout(() => give(new AppError("SOURCE_UNREACHABLE")), CONNECT_WITHIN_MS);
    const cancel = (): void => give(new AppError("QUERY_CANCELLED"));
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
      });
  });
}

async function prepareSession(connection: Connection, timeoutMs: number): Promise<Session> {
  const [facts] = await ask(connection, "SELECT VERSION(), @@lower_case_table_names, CONNECTION_ID()");
  const [version = "", caseRule = "0", threadId = "0"] = facts ?? [];
  const isMariadb = String(version).includes("MariaDB");
  const limit = isMariadb ? `max_statement_time=${timeoutMs / 1000}` : `max_execution_time=${Math.ceil(timeoutMs)}`;
  await ask(connection, "SET SESSION TRANSACTION READ ONLY");
  await ask(
    connection,
    `SET SESSION sql_mode='${SQL_MODE}', time_zone='+00:00', group_concat_max_len=1048576, sql_select_limit=DEFAULT, lock_wait_timeout=10, ${limit}`,
  );
  await verifySession(connection);
  return { connection, threadId: Number(threadId), isMariadb, foldsTableNames: caseRule !== "0" };
}

const EXPECTED: Readonly<Record<string, string>> = {
  transaction_read_only: "ON",
  tx_read_only: "ON",
  sql_mode: SQL_MODE,
  time_zone: "+00:00",
  character_set_client: "utf8mb4",
  character_set_results: "utf8mb4",
  autocommit: "ON",
};

/** A proxy may take settings and drop them; a session that is not as it should be is not used. */
async function verifySession(connection: Connection): Promise<void> {
  const names = Object.keys(EXPECTED).map((name) => `'${name}'`);
  const rows = await ask(connection, `SHOW SESSION VARIABLES WHERE Variable_name IN (${names.join(", ")})`);
  const wrong = rows.filter(([name, value]) => EXPECTED[name ?? ""] !== value).map(([name]) => name);
  const isReadOnly = rows.some(([name, value]) => /read_only$/.test(name ?? "") && value === "ON");
  if (isReadOnly && wrong.length === 0) return;
  throw new AppError("SOURCE_CONFIG_INVALID", {
    message: `This server does not keep the settings of a read-only session: ${wrong.join(", ") || "read only"}.`,
  });
}

/** Runs a statement of our own and gives its cells as the server's own texts. */
export async function ask(connection: Connection, sql: string, timeoutMs?: number): Promise<readonly Row[]> {
  const rows = await askBytes(connection, sql, timeoutMs);
  return rows.map((row) => row.map((bytes) => bytes?.toString("utf8") ?? null));
}

export function askBytes(connection: Connection, sql: string, timeoutMs?: number): Promise<readonly ByteRow[]> {
  return new Promise((resolve, reject) => {
    const options = {
      sql,
      rowsAsArray: true,
      typeCast: false,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    };
    connection.query<RowDataPacket[]>(options, (error, rows) => {
      if (error !== null) reject(error);
      // rowsAsArray without typeCast makes every row a list of bytes; a statement without rows gives no list at all.
      else resolve(Array.isArray(rows) ? (rows as unknown as readonly ByteRow[]) : []);
    });
  });
}

/** A table that is broken, too slow or only partly readable holds up no other. */
export async function unlessServerRefuses<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "sqlState" in error) return otherwise;
    throw error;
  }
}

/** Ends a session's statement at the server by a second connection, and the session at once. */
export async function killSession(session: Session, config: MysqlConfig, outbound: Outbound): Promise<void> {
  session.connection.destroy();
  const connection = await connect(config, outbound);
  try {
    await ask(connection, `KILL QUERY ${session.threadId}`, CONNECT_WITHIN_MS);
  } finally {
    connection.destroy();
  }
}
