import { generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { PeerFault } from "./bigquery-peer-fault.ts";
import { PeerJob, toDuckdb } from "./bigquery-peer-job.ts";

export const PEER_PROJECT = "acme-shop";
export const PEER_DATASET = "shop";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export interface PeerTable {
  readonly dataset: string;
  readonly id: string;
  readonly type: "TABLE" | "VIEW" | "MATERIALIZED_VIEW";
  readonly fields: readonly { readonly name: string; readonly type: string; readonly [more: string]: unknown }[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A server that speaks BigQuery's REST protocol; DuckDB answers the SQL. It checks every request's signature. */
export class BigqueryPeer {
  readonly asked: Asked[] = [];
  /** Answers to give instead, once each, to requests whose path matches. */
  readonly troubles: { readonly path: RegExp; readonly status: number; readonly body: unknown }[] = [];
  /** Dry runs say this in place of what they found. */
  dryRun: Record<string, unknown> = {};
  tables: readonly PeerTable[] = [];
  checksSignature = true;
  readonly key: string;
  readonly #publicKey: KeyObject;
  readonly #jobs = new Map<string, PeerJob>();
  #server: Server | undefined;
  #instance: DuckDBInstance | undefined;
  #connection: DuckDBConnection | undefined;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    this.#publicKey = publicKey;
    this.key = JSON.stringify({
      type: "service_account",
      project_id: PEER_PROJECT,
      client_email: "parlance@acme-shop.iam.gserviceaccount.com",
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
      token_uri: "http://127.0.0.1:9/never-asked",
    });
  }

  async start(statements: readonly string[] = []): Promise<string> {
    this.#instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    this.#connection = await this.#instance.connect();
    for (const sql of statements) await this.#connection.run(sql);
    const server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#server = server;
    const { port } = server.address() as AddressInfo; // Listening on TCP, so it has a port.
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    for (const job of this.#jobs.values()) job.cancel();
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#connection?.closeSync();
    this.#instance?.closeSync();
  }

  /** Jobs that still run. */
  get running(): number {
    return [...this.#jobs.values()].filter((job) => job.isRunning).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://peer");
    const text = Buffer.concat(chunks).toString("utf8");
    const asked = {
      method: request.method ?? "",
      path: pathname,
      query: searchParams,
      body: text === "" ? {} : JSON.parse(text),
    };
    this.asked.push(asked);
    const [status, body] = await this.#answer(asked, request.headers.authorization ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async #answer(asked: Asked, authorization: string): Promise<readonly [number, unknown]> {
    try {
      const trouble = this.troubles.findIndex(({ path }) => path.test(asked.path));
      if (trouble >= 0) {
        const [given] = this.troubles.splice(trouble, 1);
        return [given?.status ?? 500, given?.body];
      }
      if (this.checksSignature) this.#checkSignature(authorization);
      return [200, await this.#route(asked)];
    } catch (error) {
      const fault = error instanceof PeerFault ? error : new PeerFault(500, "internalError", String(error));
      return [fault.status, fault.body];
    }
  }

  /** A token the key signed itself, for the scope of BigQuery, and not expired. */
  #checkSignature(authorization: string): void {
    const [head = "", claims = "", signature = ""] = authorization.replace(/^Bearer /, "").split(".");
    const isSigned = verify(
      "sha256",
      Buffer.from(`${head}.${claims}`),
      this.#publicKey,
      Buffer.from(signature, "base64url"),
    );
    if (!isSigned) throw new PeerFault(401, "authError", "Invalid Credentials");
    const { exp, scope } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
    if (Number(exp) * 1000 < Date.now() || !String(scope).includes("auth/bigquery")) {
      throw new PeerFault(401, "authError", "Invalid Credentials");
    }
  }

  async #route({ method, path, query, body }: Asked): Promise<unknown> {
    const parts = path.split("/").slice(3).map(decodeURIComponent);
    const [, project, kind, id, below, tableId, data] = parts;
    if (project !== PEER_PROJECT) throw new PeerFault(404, "notFound", `Not found: Project ${project}`);
    if (kind === "jobs" && method === "POST") return below === "cancel" ? this.#cancel(id ?? "") : this.#insert(body);
    if (kind === "queries") return this.#job(id ?? "").page(query);
    if (kind === "jobs") return this.#job(id ?? "").resource();
    if (kind !== "datasets") throw new PeerFault(404, "notFound", `Not found: ${path}`);
    if (id === undefined) return this.#datasets();
    if (tableId === undefined) return this.#tablesOf(id, query);
    const table = this.tables.find((each) => each.dataset === id && each.id === tableId);
    if (table === undefined) throw new PeerFault(404, "notFound", `Not found: Table ${PEER_PROJECT}:${id}.${tableId}`);
    return data === undefined ? this.#resource(table) : this.#data(table, query);
  }

  #datasets(): unknown {
    const ids = [...new Set(this.tables.map(({ dataset }) => dataset))];
    return { datasets: ids.map((datasetId) => ({ datasetReference: { projectId: PEER_PROJECT, datasetId } })) };
  }

  /** Two tables a page, so that paging is always walked. */
  #tablesOf(dataset: string, query: URLSearchParams): unknown {
    const all = this.tables.filter((table) => table.dataset === dataset);
    const start = Number(query.get("pageToken") ?? 0);
    const tables = all
      .slice(start, start + 2)
      .map(({ id, type }) => ({ tableReference: reference(dataset, id), type }));
    return { tables, ...(start + 2 < all.length ? { nextPageToken: String(start + 2) } : {}) };
  }

  async #resource({ dataset, id, type, fields, more = {} }: PeerTable): Promise<unknown> {
    const rows = type === "TABLE" ? await this.#count(id) : undefined;
    return {
      type,
      tableReference: reference(dataset, id),
      schema: { fields },
      ...(rows === undefined ? {} : { numRows: rows }),
      ...more,
    };
  }

  async #count(id: string): Promise<string> {
    const found = await this.#duckdb.runAndReadAll(`SELECT count(*) FROM "${id}"`);
    return String(found.getRows()[0]?.[0]);
  }

  async #data({ id }: PeerTable, query: URLSearchParams): Promise<unknown> {
    const job = new PeerJob(
      this.#database,
      `SELECT ${query.get("selectedFields")} FROM "${id}" LIMIT ${query.get("maxResults")}`,
      60_000,
    );
    return { rows: (await job.page(new URLSearchParams({ maxResults: "10000" }))).rows };
  }

  async #insert(body: Record<string, unknown>): Promise<unknown> {
    const { jobReference = {}, configuration = {} } = body as {
      jobReference?: { jobId?: string };
      configuration?: Record<string, unknown>;
    }; // JSON of the protocol; wrong shapes fail below.
    const { query = "", useLegacySql, maximumBytesBilled } = (configuration.query ?? {}) as Record<string, unknown>; // As above.
    if (useLegacySql !== false || maximumBytesBilled === undefined || configuration.jobTimeoutMs === undefined) {
      throw new PeerFault(400, "invalid", "Every job says useLegacySql, maximumBytesBilled and jobTimeoutMs.");
    }
    const sql = toDuckdb(String(query));
    if (configuration.dryRun === true) return this.#explain(sql);
    const job = new PeerJob(this.#database, sql, Number(configuration.jobTimeoutMs));
    const jobId = jobReference.jobId ?? `made_${this.#jobs.size}`;
    if (this.#jobs.has(jobId)) throw new PeerFault(409, "duplicate", `Already Exists: Job ${jobId}`);
    this.#jobs.set(jobId, job);
    return { jobReference: { projectId: PEER_PROJECT, jobId, location: "EU" }, status: { state: "RUNNING" } };
  }

  async #explain(sql: string): Promise<unknown> {
    await PeerJob.prepare(this.#duckdb, sql);
    const read = this.tables.filter(({ id }) => new RegExp(`\\b${id}\\b`).test(sql));
    const query = {
      statementType: "SELECT",
      referencedTables: read.map(({ dataset, id }) => reference(dataset, id)),
      totalBytesProcessed: String(read.length * 1_000_000),
      ...this.dryRun,
    };
    return { status: { state: "DONE" }, statistics: { query, totalBytesProcessed: query.totalBytesProcessed } };
  }

  #cancel(id: string): unknown {
    this.#job(id).cancel();
    return { job: { status: { state: "DONE" } } };
  }

  #job(id: string): PeerJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new PeerFault(404, "notFound", `Not found: Job ${id}`);
    return job;
  }

  get #database(): DuckDBInstance {
    if (this.#instance === undefined) throw new Error("The peer has not been started.");
    return this.#instance;
  }

  get #duckdb(): DuckDBConnection {
    if (this.#connection === undefined) throw new Error("The peer has not been started.");
    return this.#connection;
  }
}

const reference = (datasetId: string, tableId: string) => ({ projectId: PEER_PROJECT, datasetId, tableId });
