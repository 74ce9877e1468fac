import type { FastifyBaseLogger } from "fastify";
import type { DisclosureStore } from "../resources/disclosures/store.ts";
import { builtInEmbedder } from "../retrieving/chosen-embedder.ts";
import { DocumentStore } from "../retrieving/document-store.ts";
import { IndexSchedule } from "../retrieving/index-schedule.ts";
import { Retrieving } from "../retrieving/retrieving.ts";
import { SourceIndexer } from "../retrieving/source-indexer.ts";
import type { AppNeeds } from "./app-needs.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedRetrieving {
  readonly retrieving: Retrieving;
  readonly indexing: IndexSchedule;
}

const LOOK_EVERY_MS = 5_000;

/** What is searched of sources that are too large to be told whole. */
export function composeRetrieving(
  { clock, database: { db } }: AppNeeds,
  { access }: ComposedSources,
  disclosures: Pick<DisclosureStore, "find">,
  log: FastifyBaseLogger,
): ComposedRetrieving {
  const store = new DocumentStore(db);
  const indexer = new SourceIndexer({ clock, log, store });
  const needs = { store, indexer, embedderFor: builtInEmbedder };
  return {
    retrieving: new Retrieving(needs),
    indexing: new IndexSchedule({
      ...needs,
      clock,
      log,
      access,
      disclosureOf: async ({ workspaceId, sourceId }) => (await disclosures.find(workspaceId, sourceId)) ?? "schema",
      everyMs: LOOK_EVERY_MS,
    }),
  };
}
