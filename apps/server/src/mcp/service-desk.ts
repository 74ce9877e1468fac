import type { AskEvent } from "@parlance/ask";
import { AppError } from "@parlance/core";
import type { Emit } from "../http/events.ts";
import { allows } from "../permissions/allows.ts";
import type { Permission } from "../permissions/permission.ts";
import type { Identity } from "../plugins/identity.ts";
import type { AskService } from "../resources/ask/service.ts";
import type { CatalogService } from "../resources/catalog/service.ts";
import type { QueryService } from "../resources/queries/service.ts";
import type { SourceService } from "../resources/sources/service.ts";
import type { WorkspaceService } from "../resources/workspaces/service.ts";
import type { Desk, DeskSource, Report } from "./desk.ts";

export interface DeskServices {
  readonly workspaces: WorkspaceService;
  readonly sources: SourceService;
  readonly catalogs: CatalogService;
  readonly asks: AskService;
  readonly queries: QueryService;
  /** Counts a question or a statement like any that comes by another entrance. Errors: REQUEST_RATE_LIMITED. */
  readonly countQuery: (identity: Identity, address: string) => Promise<void>;
  /** Whether somebody has decided that no model is told anything of this source. */
  readonly isKeptFromModels: (identity: Identity, sourceId: string) => Promise<boolean>;
}

/** Sources of a workspace that are listed; more of them are reached by their ids. */
const LISTED = 200;

/** The services every other entrance uses, under the permissions of one caller. */
export function serviceDesk(services: DeskServices, identity: Identity, address: string): Desk {
  const assertOpen = async (sourceId: string): Promise<void> => {
    if (await services.isKeptFromModels(identity, sourceId)) throw new AppError("SOURCE_NOT_DISCLOSED");
  };
  /** The door asks for the right to ask; what is done behind it may need another. */
  const assertMay = (permission: Permission): void => {
    if (!allows(identity, permission)) throw new AppError("PERMISSION_DENIED");
  };
  return {
    async sources() {
      assertMay("source.read");
      return sourcesOf(services, identity);
    },
    async catalog(sourceId) {
      assertMay("source.read");
      await assertOpen(sourceId);
      return services.catalogs.read(identity, sourceId);
    },
    async ask(question, report, signal) {
      await services.countQuery(identity, address);
      await assertOpen(question.sourceId);
      const emit = (event: AskEvent): void => tell(event, report);
      return services.asks.ask(identity, question, { queryId: undefined, signal, emit });
    },
    async runSql(statement, report, signal) {
      assertMay("query.run");
      await services.countQuery(identity, address);
      await assertOpen(statement.sourceId);
      const emit: Emit = (event) => {
        if (event === "columns") report("The first rows are there");
      };
      return services.queries.run(identity, statement, { queryId: undefined, signal, emit });
    },
  };
}

async function sourcesOf({ workspaces, sources }: DeskServices, identity: Identity): Promise<DeskSource[]> {
  const listed: DeskSource[] = [];
  for (const workspace of await workspaces.readable(identity)) {
    const { items } = await sources.list(identity, workspace.id, { limit: LISTED });
    listed.push(...items.map((source) => ({ ...source, workspace: workspace.name })));
  }
  return listed;
}

const NEWS: Partial<Record<AskEvent["event"], string>> = {
  intent: "Reading the question",
  model: "Asking a language model",
  sql: "Running the statement",
  columns: "The first rows are there",
};

/** What a person who waits would like to read of an event. */
export function tell(event: AskEvent, report: Report): void {
  const news = event.event === "plan" ? event.data.explanation : NEWS[event.event];
  if (news !== undefined && news !== "") report(news);
}
