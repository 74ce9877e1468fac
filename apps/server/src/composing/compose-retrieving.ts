import type { FastifyBaseLogger } from "fastify";
import { onnxFolders, operatorsDisclosure } from "../modelling/environment-model.ts";
import { modelEnvironmentOf } from "../modelling/model-settings.ts";
import { operatorsEmbedder } from "../modelling/operators-embedder.ts";
import { DisclosureStore } from "../resources/disclosures/store.ts";
import type { EmbedderFor } from "../retrieving/chosen-embedder.ts";
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

/** What is searched of sources that are too large to be told whole, and with which embedder. */
export async function composeRetrieving(
  needs: AppNeeds,
  { access, workspaceStore }: ComposedSources,
  log: FastifyBaseLogger,
): Promise<ComposedRetrieving> {
  const { clock, database } = needs;
  const store = new DocumentStore(database);
  const disclosures = new DisclosureStore(database.db, workspaceStore);
  const usual = () => operatorsDisclosure(modelEnvironmentOf(needs.settings.current())) ?? "schema";
  const indexer = new SourceIndexer({ clock, log, store });
  const searching = { store, indexer, embedderFor: await chooseEmbedder(needs, log) };
  return {
    retrieving: new Retrieving(searching),
    indexing: new IndexSchedule({
      ...searching,
      clock,
      log,
      access,
      disclosureOf: async ({ workspaceId, sourceId }) => (await disclosures.find(workspaceId, sourceId)) ?? usual(),
      board: needs.board,
      everyMs: LOOK_EVERY_MS,
    }),
  };
}

/** The operator's, where one is named. */
async function chooseEmbedder({ options, settings, clock }: AppNeeds, log: FastifyBaseLogger): Promise<EmbedderFor> {
  const load = () => import("@parlance/models");
  const onnx = await onnxFolders(modelEnvironmentOf(options), load);
  const calling = { clock, random: Math.random, ...(onnx === undefined ? {} : { onnx }) };
  return operatorsEmbedder({ settings, calling, load, log });
}
