import type { AskEvent } from "@parlance/ask";
import type { Emit } from "../http/events.ts";
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
}

/** Sources of a workspace that are listed; more of them are reached by their ids. */
const LISTED = 200;

/** The services every other entrance uses, under the permissions of one caller. */
export function serviceDesk(services: DeskServices, identity: Identity): Desk {
  return {
    sources: () => sourcesOf(services, identity),
    catalog: (sourceId) => services.catalogs.read(identity, sourceId),
    ask: (question, report, signal) =>
      services.asks.ask(identity, question, { queryId: undefined, signal, emit: (event) => tell(event, report) }),
    async runSql(statement, report, signal) {
      const emit: Emit = (event) => {
        if (event === "columns") report("The first rows are there");
      };
      return services.queries.run(identity, statement, { queryId: undefined, signal, emit });
    },
  };
}

async function sourcesOf({ workspaces, sources }: DeskServices, identity: Identity): Promise<DeskSource[]> {
  const listed: DeskSource[] = [];
  for (const workspace of await workspaces.list(identity)) {
    const { items } = await sources.list(workspace.id, { limit: LISTED });
    listed.push(...items.map((source) => ({ ...source, workspace: workspace.name })));
  }
  return listed;
}

const NEWS: Partial<Record<AskEvent["event"], string>> = {
  intent: "Reading the question",
  sql: "Running the statement",
  columns: "The first rows are there",
};

/** What a person who waits would like to read of an event. */
export function tell(event: AskEvent, report: Report): void {
  const news = event.event === "plan" ? event.data.explanation : NEWS[event.event];
  if (news !== undefined && news !== "") report(news);
}
