import type { FastifyBaseLogger } from "fastify";
import { AskedLog } from "../auditing/asked-log.ts";
import { AskedStore } from "../auditing/asked-store.ts";
import { AuditLog } from "../auditing/audit-log.ts";
import { AuditStore } from "../auditing/audit-store.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { WorkspaceLimitStore } from "../limiting/workspace-limit-store.ts";
import { auditRoutes } from "../resources/audit/routes.ts";
import { AuditService } from "../resources/audit/service.ts";
import { instanceSessionRoutes } from "../resources/instance-sessions/routes.ts";
import { InstanceSessionService } from "../resources/instance-sessions/service.ts";
import { InstanceSessionStore } from "../resources/instance-sessions/store.ts";
import { instanceUserRoutes } from "../resources/instance-users/routes.ts";
import { InstanceUserService } from "../resources/instance-users/service.ts";
import { InstanceUserStore } from "../resources/instance-users/store.ts";
import { instanceWorkspaceRoutes } from "../resources/instance-workspaces/routes.ts";
import { InstanceWorkspaceService } from "../resources/instance-workspaces/service.ts";
import { InstanceWorkspaceStore } from "../resources/instance-workspaces/store.ts";
import { usageRoutes } from "../resources/usage/routes.ts";
import { UsageService } from "../resources/usage/service.ts";
import type { Adapters, Composed } from "./app-needs.ts";

export interface ComposedAdministration extends Composed {
  readonly audit: AuditLog;
  readonly asked: AskedLog;
  readonly expiring: readonly Expiring[];
  /** Once everything told so far is on disk. */
  settled(): Promise<void>;
}

/** Who did and asked what, and everybody and everything on this server. Composed first: the others tell it. */
export function composeAdministration(
  { clock, database: { db }, settings }: Adapters,
  log: FastifyBaseLogger,
): ComposedAdministration {
  const now = (): Date => new Date(clock.now());
  const auditStore = new AuditStore(db);
  const askedStore = new AskedStore(db);
  const usageKeptMs = (): number => settings.current().usageLifetimeMs;
  const audit = new AuditLog(auditStore, log, now);
  const asked = new AskedLog({ store: askedStore, log, now, isKept: () => usageKeptMs() > 0 });
  const trail = new AuditService(auditStore, () => settings.current().auditLifetimeMs);
  const usage = new UsageService({ clock, store: askedStore, keptMs: usageKeptMs });
  const users = new InstanceUserService({ clock, store: new InstanceUserStore(db) });
  const sessions = new InstanceSessionService({ clock, store: new InstanceSessionStore(db) });
  const limits = new WorkspaceLimitStore(db, settings);
  const workspaces = new InstanceWorkspaceService({
    clock,
    store: new InstanceWorkspaceStore(db),
    limits,
    settings,
    audit,
  });
  return {
    audit,
    asked,
    expiring: [trail, usage],
    async settled() {
      await audit.settled();
      await asked.settled();
    },
    routes(api) {
      auditRoutes(api, trail);
      usageRoutes(api, usage);
      instanceUserRoutes(api, users);
      instanceSessionRoutes(api, sessions);
      instanceWorkspaceRoutes(api, workspaces);
    },
  };
}
