import type { Clock, Outbound, QueryWorkerPool } from "@parlance/core";
import type { AskedLog } from "../auditing/asked-log.ts";
import type { AuditTrail } from "../auditing/audit.ts";
import type { Settings } from "../configuration/settings.ts";
import type { SourceProcesses } from "../connecting/source-processes.ts";
import type { OpenDatabase } from "../database/database.ts";
import type { ZodApp } from "../http/zod-app.ts";
import type { JobBoard } from "../jobs/job-board.ts";
import type { Mailer } from "../mailing/mailer.ts";
import type { Observing } from "../observing/observing.ts";
import type { Plugins } from "../plugging/plugins.ts";
import type { OpenConnection } from "../resources/sources/source-access.ts";
import type { Keyring } from "../secrets/keyring.ts";
import type { ServerOptions } from "../server-options.ts";
import type { SharedState } from "../sharing/shared-state.ts";
import type { DataFolder } from "../storage/data-folder.ts";

/** The adapters a server stands on, opened by main.ts and by tests. */
export interface Adapters {
  /** As the server was started. What may change while it runs is read from `settings` at each use. */
  readonly options: ServerOptions;
  readonly settings: Settings;
  readonly observing: Observing;
  readonly clock: Clock;
  readonly folder: Pick<DataFolder, "instance" | "others">;
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

/** What every area is composed with. */
export interface AppNeeds extends Adapters {
  /** What the instances of this server know together. */
  readonly shared: SharedState;
  /** Where services tell what the routes cannot: sign-ins, refusals deep inside, what jobs did. */
  readonly audit: AuditTrail;
  readonly mailer: Mailer;
  /** What runs in the background, for those who look. */
  readonly board: JobBoard;
  readonly plugins: Plugins;
  readonly asked: AskedLog;
}

/** Services that belong together, made at once, and the addresses under which they are reached. */
export interface Composed {
  routes(api: ZodApp): void;
}
