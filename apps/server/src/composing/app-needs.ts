import type { Clock, Outbound, QueryWorkerPool } from "@parlance/core";
import type { SourceProcesses } from "../connecting/source-processes.ts";
import type { OpenDatabase } from "../database/database.ts";
import type { ZodApp } from "../http/zod-app.ts";
import type { OpenConnection } from "../resources/sources/source-access.ts";
import type { Keyring } from "../secrets/keyring.ts";
import type { ServerOptions } from "../server-options.ts";

/** The adapters a server stands on, opened by main.ts and by tests. */
export interface AppNeeds {
  readonly options: ServerOptions;
  readonly clock: Clock;
  readonly database: OpenDatabase;
  readonly workers: QueryWorkerPool;
  readonly openConnection: OpenConnection;
  /** Every kind of source there is. */
  readonly connectors: Readonly<Record<string, object>>;
  readonly processes: SourceProcesses;
  readonly keys: Keyring;
  /** The way out for the little that the API process itself asks of other servers. */
  readonly outbound: Outbound;
}

/** Services that belong together, made at once, and the addresses under which they are reached. */
export interface Composed {
  routes(api: ZodApp): void;
}
