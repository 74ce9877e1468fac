import type { Clock, Disclosure } from "@parlance/core";
import type { ChosenModels } from "../../modelling/chosen-models.ts";
import { defaultDisclosure } from "../../modelling/in-house.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import { assertCanReadDisclosure, decidingWorkspace } from "./policy.ts";
import type { DisclosureBody, DisclosureList } from "./schema.ts";
import type { DisclosureStore } from "./store.ts";
import { usualOf } from "./usual.ts";

export interface DisclosureServiceNeeds {
  readonly clock: Clock;
  readonly store: DisclosureStore;
  readonly sources: SourceStore;
  readonly workspaces: WorkspaceService;
  readonly chosen: ChosenModels;
  readonly operators: () => Disclosure | undefined;
}

const LISTED = 200;
type Told = Pick<SourceRow, "id" | "name" | "kind">;

export class DisclosureService {
  readonly #needs: DisclosureServiceNeeds;

  constructor(needs: DisclosureServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity): Promise<DisclosureList> {
    const usual = await this.#usual(identity);
    const decided = await this.#needs.store.of(decidingWorkspace(identity));
    const items: DisclosureBody[] = [];
    for (const workspace of await this.#needs.workspaces.list(identity)) {
      const rows = await this.#needs.sources.list(workspace.id, this.#now(), { after: "", limit: LISTED });
      items.push(...rows.map((row) => this.#toBody(row, decided.get(row.id), usual)));
    }
    return { default: usual, items, nextCursor: null };
  }

  async read(identity: Identity, sourceId: string): Promise<DisclosureBody> {
    const row = await this.#readable(identity, sourceId);
    const decided = await this.#needs.store.find(decidingWorkspace(identity), row.id);
    return this.#toBody(row, decided, await this.#usual(identity));
  }

  async decide(identity: Identity, sourceId: string, disclosure: Disclosure): Promise<DisclosureBody> {
    const row = await this.#readable(identity, sourceId);
    await this.#needs.store.set(decidingWorkspace(identity), row.id, disclosure, this.#now());
    return this.read(identity, sourceId);
  }

  /** Back to what follows from where the models are. */
  async clear(identity: Identity, sourceId: string): Promise<void> {
    const row = await this.#readable(identity, sourceId);
    await this.#needs.store.clear(decidingWorkspace(identity), row.id);
  }

  async #readable(identity: Identity, sourceId: string): Promise<SourceRow> {
    const row = await this.#needs.sources.find(sourceId, this.#now());
    assertCanReadDisclosure(identity, row);
    return row;
  }

  async #usual(identity: Identity): Promise<Disclosure> {
    const workspaceId = decidingWorkspace(identity);
    return defaultDisclosure(await this.#needs.chosen.of(workspaceId, workspaceId), this.#needs.operators());
  }

  #toBody({ id, name, kind }: Told, decided: Disclosure | undefined, usual: Disclosure): DisclosureBody {
    const disclosure = decided ?? usualOf(kind, usual, this.#needs.operators());
    return { sourceId: id, name, kind, disclosure, isDefault: decided === undefined };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}
