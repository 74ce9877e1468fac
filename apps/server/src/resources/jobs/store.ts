import { count, desc, eq } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { evaluations } from "../../database/evaluation-tables.ts";
import { outgoingMails } from "../../database/mail-tables.ts";
import { sources, syncs } from "../../database/schema.ts";

const SHOWN = 30;

/** Background work of all workspaces, as far as the database knows of it. */
export class JobStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  latestSyncs() {
    return this.#syncs().orderBy(desc(syncs.startedAt)).limit(SHOWN);
  }

  async findSync(id: string) {
    const [found] = await this.#syncs().where(eq(syncs.id, id));
    return found;
  }

  latestEvaluations() {
    return this.#evaluations().orderBy(desc(evaluations.startedAt)).limit(SHOWN);
  }

  async findEvaluation(id: string) {
    const [found] = await this.#evaluations().where(eq(evaluations.id, id));
    return found;
  }

  /** How many letters are in each state. */
  mails() {
    return this.#db
      .select({ state: outgoingMails.state, count: count() })
      .from(outgoingMails)
      .groupBy(outgoingMails.state);
  }

  #syncs() {
    return this.#db
      .select({ job: syncs, subject: sources.name, workspaceId: sources.workspaceId })
      .from(syncs)
      .innerJoin(sources, eq(sources.id, syncs.sourceId));
  }

  #evaluations() {
    return this.#db
      .select({ job: evaluations, subject: sources.name, workspaceId: evaluations.workspaceId })
      .from(evaluations)
      .innerJoin(sources, eq(sources.id, evaluations.sourceId));
  }
}
