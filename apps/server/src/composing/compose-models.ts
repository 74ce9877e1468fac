import { createOutbound } from "@parlance/connectors";
import type { ModelNeeds } from "@parlance/models";
import type { FastifyBaseLogger } from "fastify";
import type { FindAssistance } from "../asking/find-assistance.ts";
import { Credentials } from "../connecting/credentials.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { AllowanceLetters } from "../modelling/allowance-letters.ts";
import { AssistanceFinder } from "../modelling/assistance-finder.ts";
import { ChosenModels } from "../modelling/chosen-models.ts";
import { onnxFolders, tracing } from "../modelling/environment-model.ts";
import { KnownProviders } from "../modelling/known-providers.ts";
import { ModelAccounts } from "../modelling/model-accounts.ts";
import { ModelAllowance } from "../modelling/model-allowance.ts";
import { modelFetch } from "../modelling/model-fetch.ts";
import { ModelReservations } from "../modelling/model-reservations.ts";
import { modelEnvironmentOf } from "../modelling/model-settings.ts";
import { OperatorsModel } from "../modelling/operators-model.ts";
import { withPluginModels } from "../plugging/plugin-models.ts";
import { disclosureRoutes } from "../resources/disclosures/routes.ts";
import { DisclosureService } from "../resources/disclosures/service.ts";
import { DisclosureStore } from "../resources/disclosures/store.ts";
import { modelUsageRoutes } from "../resources/model-usage/routes.ts";
import { ModelUsageService } from "../resources/model-usage/service.ts";
import { ModelUsageStore } from "../resources/model-usage/store.ts";
import { providerRoutes } from "../resources/providers/routes.ts";
import { ProviderService } from "../resources/providers/service.ts";
import { ProviderStore } from "../resources/providers/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedConfiguration } from "./compose-configuration.ts";
import type { ComposedRetrieving } from "./compose-retrieving.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedModels extends Composed {
  readonly findAssistance: FindAssistance;
  readonly finder: AssistanceFinder;
  readonly allowance: ModelAllowance;
  readonly disclosures: DisclosureStore;
  readonly expiring: readonly Expiring[];
}

/** A model that reads a long prompt is silent for minutes before its first word; deadlines are the model's own. */
const ANSWER_WITHIN_MS = 10 * 60_000;

/** Language models: which are set up, what they are told, what they cost, and which of them helps with a question. */
export async function composeModels(
  { options, settings, clock, database: { db }, keys, observing, plugins, shared, audit, mailer }: AppNeeds,
  { workspaceStore, workspaces, sourceStore, access, limitStore }: ComposedSources,
  { retrieving }: ComposedRetrieving,
  { prompts }: Pick<ComposedConfiguration, "prompts">,
  log: FastifyBaseLogger,
): Promise<ComposedModels> {
  const now = (): Date => new Date(clock.now());
  const load = withPluginModels(() => import("@parlance/models"), plugins);
  const { allowedNetworks } = options;
  const modelEnvironment = modelEnvironmentOf(options);
  const outbound = createOutbound({ allowedNetworks, answerWithinMs: ANSWER_WITHIN_MS });
  const calling: Omit<ModelNeeds, "fetch"> = {
    clock,
    random: Math.random,
    log: (event) => log.debug({ event }, "model"),
  };
  const onnx = await onnxFolders(modelEnvironment, load);
  const modelNeeds: ModelNeeds = { ...calling, fetch: modelFetch(outbound), onnx };
  const store = new ProviderStore(db, workspaceStore);
  const disclosures = new DisclosureStore(db, workspaceStore);
  const usage = new ModelUsageStore(db);
  const reservations = new ModelReservations(db, now);
  const accounts = new ModelAccounts({ store: usage, reservations, log, now, observing });
  const providers = new KnownProviders(load, onnx !== undefined);
  const credentials = new Credentials(keys);
  const operatorsModel = await OperatorsModel.open({ settings, calling, load, log });
  const operators = () => operatorsModel.disclosure;
  const chosen = new ChosenModels({
    store,
    providers,
    credentials,
    environment: () => operatorsModel.model(),
    modelNeeds,
    traced: tracing(modelEnvironment, load),
    now,
  });
  const allowance = new ModelAllowance({
    settings,
    limits: limitStore,
    usage,
    audit,
    claims: shared.store,
    reservations,
    written: () => accounts.written(),
    priceOf: async (provider, model) => (await load()).priceOf(provider, model),
    letters: new AllowanceLetters(db, mailer, settings),
    now,
  });
  const finder = new AssistanceFinder({
    allowance,
    chosen,
    providers,
    disclosures,
    sources: access,
    accounts,
    operators,
    helping: () => operatorsModel.helping(),
    prompts: () => prompts.current(),
    retriever: (source, disclosure, workspaceId) => retrieving.retrieverFor(source, disclosure, workspaceId),
    now,
  });
  const providerService = new ProviderService({
    clock,
    store,
    providers,
    credentials,
    chosen,
    accounts,
    allowance,
    modelNeeds,
    get lifetimeMs() {
      return settings.current().connectionLifetimeMs;
    },
  });
  const usageService = new ModelUsageService({ clock, store: usage });
  const disclosureService = new DisclosureService({
    clock,
    store: disclosures,
    sources: sourceStore,
    workspaces,
    chosen,
    operators,
  });
  return {
    findAssistance: (source, asker) => finder.find(source, asker),
    finder,
    allowance,
    disclosures,
    expiring: [providerService, usageService, reservations, { removeExpired: () => accounts.written() }],
    routes(api) {
      providerRoutes(api, providerService);
      disclosureRoutes(api, disclosureService);
      modelUsageRoutes(api, usageService);
    },
  };
}
