import {
  type Cell,
  DEFAULT_LIMITS,
  type Driver,
  frameRows,
  type GuardPolicy,
  type RemoteNeeds,
  type ResultStream,
  type RunLimits,
} from "@parlance/core";
import { CONTRACT_TABLE, contractRows, FORBIDDEN_TABLE, type TestServer } from "@parlance/testkit";
import { type Connection, createConnection } from "mysql2/promise";
import { createOutbound } from "../outbound/outbound.ts";
import { type MysqlConfig, mysqlConfig } from "./config.ts";

export const DATABASE = "shop";
export const READER = { user: "parlance", password: "reads only" } as const;

export const NEEDS: RemoteNeeds = { outbound: createOutbound({ allowedNetworks: ["127.0.0.0/8"] }) };

export const adminOf = (server: TestServer, database?: string): Promise<Connection> =>
  createConnection({
    host: server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    ...(database === undefined ? {} : { database }),
    disableEval: true,
    rowsAsArray: true,
    multipleStatements: true,
  });

/** The contract's table, the canary, and a user who may do nothing but read. */
export async function fill(server: TestServer): Promise<void> {
  const admin = await adminOf(server);
  await admin.query(`CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4; USE ${DATABASE};
    CREATE TABLE ${CONTRACT_TABLE} (id INT PRIMARY KEY, customer VARCHAR(100), amount DECIMAL(12, 2), day DATE, note TEXT);
    CREATE TABLE ${FORBIDDEN_TABLE} (name VARCHAR(20), token VARCHAR(20));
    INSERT INTO ${FORBIDDEN_TABLE} VALUES ('root', 'canary');
    CREATE USER '${READER.user}' IDENTIFIED BY '${READER.password}';
    GRANT SELECT ON ${DATABASE}.* TO '${READER.user}'`);
  const rows = contractRows().map(({ id, customer, amount, day, note }) => [id, customer, amount, day, note]);
  await admin.query(`INSERT INTO ${CONTRACT_TABLE} VALUES ?`, [rows]);
  await admin.end();
}

export const configOf = (server: { readonly host: string; readonly port: number }, more: object = {}): MysqlConfig =>
  mysqlConfig.parse({ host: server.host, port: server.port, database: DATABASE, ...READER, tls: "off", ...more });

const POLICY: GuardPolicy = { tables: [], allTables: true };

export const streamOf = (
  driver: Driver,
  sql: string,
  limits: Partial<RunLimits> = {},
  signal?: AbortSignal,
): Promise<ResultStream> => driver.stream({ sql, policy: POLICY, limits: { ...DEFAULT_LIMITS, ...limits } }, signal);

export async function rowsOf(driver: Driver, sql: string, limits: Partial<RunLimits> = {}): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  const { frames } = await streamOf(driver, sql, limits);
  for await (const frame of frames) rows.push(...frameRows(frame));
  return rows;
}
