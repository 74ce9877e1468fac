import type { Clock } from "@parlance/core";
import type { z } from "zod";
import type { Asker, Asking } from "../../asking/asking.ts";
import type { RunningQueries } from "../../asking/running-queries.ts";
import type { Emit } from "../../http/events.ts";
import type { Identity } from "../../plugins/identity.ts";
import { type CallContext, placeOf } from "../ask/service.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import { assertCanQuery } from "./policy.ts";
import type { CheckAnswer, CostAnswer, QueryAnswer, queryBody, statementBody } from "./schema.ts";

export interface QueryServiceNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly asking: Asking;
  readonly running: RunningQueries;
}

/** A statement answers with its result; the words around a question's answer are left out. */
const RESULT_EVENTS = new Set(["columns", "rows", "chart"]);

export class QueryService {
  readonly #needs: QueryServiceNeeds;

  constructor(needs: QueryServiceNeeds) {
    this.#needs = needs;
  }

  async run(
    identity: Identity,
    body: z.output<typeof queryBody>,
    context: Omit<CallContext, "emit"> & { readonly emit: Emit },
  ): Promise<QueryAnswer> {
    const source = await this.#open(identity, body.sourceId);
    const answer = await this.#needs.running.run(placeOf(identity, context), (signal) =>
      this.#needs.asking.runSql(
        body.sql,
        source,
        { ...askerOf(identity), acceptsCost: body.acceptCost },
        ({ event, data }) => {
          if (RESULT_EVENTS.has(event)) context.emit(event, data);
        },
        signal,
      ),
    );
    if (answer.result === null || answer.chart === null)
      throw new Error("A statement that ran has a result and a chart.");
    const { result, chart } = answer;
    const done: QueryAnswer = {
      result,
      chart,
      sql: answer.sql ?? body.sql,
      tables: [...(answer.receipt?.tables ?? [])],
      trust: answer.trust,
      receipt: answer.receipt,
      insights: answer.insights,
      notes: [...answer.assumptions],
      remedies: answer.remedies,
    };
    context.emit("done", done);
    return done;
  }

  async estimate(identity: Identity, body: z.output<typeof statementBody>, signal: AbortSignal): Promise<CostAnswer> {
    const source = await this.#open(identity, body.sourceId);
    const { estimate, budget, isOverBudget } = await this.#needs.asking.estimateSql(
      body.sql,
      source,
      askerOf(identity),
      signal,
    );
    return { estimate: estimate === null ? null : { ...estimate }, budget: { ...budget }, isOverBudget };
  }

  async check(identity: Identity, body: z.output<typeof statementBody>, signal: AbortSignal): Promise<CheckAnswer> {
    const source = await this.#open(identity, body.sourceId);
    const verdict = await this.#needs.asking.checkSql(body.sql, source, askerOf(identity), signal);
    return verdict.isAllowed ? { isAllowed: true } : { isAllowed: false, refusal: { ...verdict.refusal } };
  }

  async cancel(identity: Identity, id: string): Promise<void> {
    await this.#needs.running.cancel(identity, id);
  }

  async #open(identity: Identity, sourceId: string): Promise<OpenSource> {
    const row = await this.#needs.access.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanQuery(identity, row);
    return this.#needs.access.openPlainFor(row, identity);
  }
}

/** A statement says itself which zone it means. */
const askerOf = (identity: Identity): Asker => ({
  workspaceId: identity.workspaceId,
  principal: identity.principal,
  timeZone: "UTC",
  acceptsCost: false,
});
