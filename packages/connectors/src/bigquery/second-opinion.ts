import { AppError, type GuardPolicy } from "@parlance/core";
import { guardBigquery } from "@parlance/sql";
import type { BigqueryConfig } from "./config.ts";
import { pathOf } from "./dialect.ts";
import type { Job, TableReference, TableResource } from "./rest-answers.ts";
import type { BigqueryClient } from "./rest-client.ts";

/**
 * BigQuery's own analyser judges after the guard: what it does not call a SELECT, or what reads tables the policy does not
 * name, is not run. A view may read what it likes: whoever may read the view may see what it shows.
 */
export class SecondOpinion {
  readonly #client: BigqueryClient;
  readonly #config: BigqueryConfig;
  readonly #views = new Map<string, boolean>();

  constructor(client: BigqueryClient, config: BigqueryConfig) {
    this.#client = client;
    this.#config = config;
  }

  async refuse(job: Job, policy: GuardPolicy, signal?: AbortSignal): Promise<void> {
    const { statementType, referencedTables = [] } = job.statistics?.query ?? {};
    if (statementType !== "SELECT") throw new AppError("SQL_REFUSED", { details: { rule: "select-only" } });
    const outside = referencedTables.filter((table) => !this.#isNamed(table, policy));
    if (outside.length === 0 || (await this.#readsView(referencedTables, policy, signal))) return;
    throw new AppError("SQL_REFUSED", {
      message: "This statement reads tables that are not part of this source.",
      details: { rule: "table-not-allowed" },
    });
  }

  /** The policy's rules for names are the guard's own; a plain read of the table asks them. */
  #isNamed({ projectId = "", datasetId = "", tableId = "" }: TableReference, policy: GuardPolicy): boolean {
    // A dry run calls results of its own WITH queries and metadata by names that no policy lists.
    const quoted = [projectId, datasetId, tableId].map((part) => `\`${part}\``).join(".");
    return guardBigquery(`SELECT 1 FROM ${quoted}`, policy, homeOf(this.#config)).isAllowed;
  }

  async #readsView(tables: readonly TableReference[], policy: GuardPolicy, signal?: AbortSignal): Promise<boolean> {
    for (const table of tables.filter((each) => this.#isNamed(each, policy))) {
      if (await this.#isView(table, signal)) return true;
    }
    return false;
  }

  async #isView(
    { projectId = "", datasetId = "", tableId = "" }: TableReference,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const path = `${pathOf(projectId)}/datasets/${pathOf(datasetId)}/tables/${pathOf(tableId)}`;
    const known = this.#views.get(path);
    if (known !== undefined) return known;
    const { type = "" } = await this.#client.call<TableResource>(path, { query: { fields: "type" }, signal });
    const isView = type.endsWith("VIEW");
    this.#views.set(path, isView);
    return isView;
  }
}

export const homeOf = ({ project, dataset }: BigqueryConfig) => ({
  catalog: project,
  ...(dataset === "" ? {} : { schema: dataset }),
});
