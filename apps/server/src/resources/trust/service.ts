import type { Examination, RunComparison, RunRecord } from "@parlance/ask";
import type { Answer, Clock, FollowUp } from "@parlance/core";
import type { z } from "zod";
import type { Asker, Asking, Pipeline } from "../../asking/asking.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import { assertCanExamine } from "./policy.ts";
import type { compareBody, editBody, examineBody } from "./schema.ts";

export interface TrustServiceNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly asking: Asking;
  readonly pipeline: () => Promise<Pick<Pipeline, "compareRuns">>;
}

export interface Rerun {
  readonly answer: Answer;
  readonly comparison: RunComparison;
}

const SERVER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const nobodyWatches = (): void => undefined;

/** What stands behind answers, and what has become of them since. */
export class TrustService {
  readonly #needs: TrustServiceNeeds;

  constructor(needs: TrustServiceNeeds) {
    this.#needs = needs;
  }

  async examine(identity: Identity, body: z.output<typeof examineBody>, signal: AbortSignal): Promise<Examination> {
    const source = await this.#open(identity, body.sourceId);
    return this.#needs.asking.examine(body, source, askerOf(identity, body.timeZone), signal);
  }

  async followUps(
    identity: Identity,
    body: z.output<typeof examineBody>,
    signal: AbortSignal,
  ): Promise<{ followUps: readonly FollowUp[] }> {
    const source = await this.#open(identity, body.sourceId);
    const asker = askerOf(identity, body.timeZone);
    return { followUps: await this.#needs.asking.followUps(body, source, asker, signal) };
  }

  async edit(identity: Identity, body: z.output<typeof editBody>): Promise<{ sql: string }> {
    const source = await this.#open(identity, body.sourceId);
    const asker = askerOf(identity, body.timeZone);
    return { sql: await this.#needs.asking.editStatement(body.sql, body.edits, source, asker) };
  }

  async compare(identity: Identity, body: z.output<typeof compareBody>, signal: AbortSignal): Promise<Rerun> {
    const source = await this.#open(identity, body.sourceId);
    return this.rerun(body, source, askerOf(identity, body.timeZone), signal);
  }

  /** Answers a question again, or runs a person's statement again, and holds it against what was said before. */
  async rerun(
    old: { readonly question: string; readonly before: RunRecord },
    source: OpenSource,
    asker: Asker,
    signal: AbortSignal,
  ): Promise<Rerun> {
    const { asking, pipeline } = this.#needs;
    const { question, before } = old;
    const runOld = (): Promise<Answer> => asking.runSql(before.sql, source, asker, nobodyWatches, signal);
    const asked =
      question === ""
        ? await runOld()
        : await asking.ask({ question, mode: "run" }, source, asker, nobodyWatches, signal);
    const answer = asked.result === null ? await runOld() : asked;
    const isOtherStatement = answer.sql !== before.sql;
    const same = isOtherStatement ? await runOld() : null;
    const { compareRuns } = await pipeline();
    const comparison = compareRuns(before, recordOf(answer), same === null ? null : recordOf(same));
    return { answer, comparison };
  }

  async #open(identity: Identity, sourceId: string): Promise<OpenSource> {
    const row = await this.#needs.access.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanExamine(identity, row);
    return this.#needs.access.openFor(row, identity);
  }
}

/** What is kept of an answer to compare with. */
export const recordOf = ({ sql, result, receipt }: Answer): RunRecord => ({
  sql: sql ?? "",
  columns: result?.columns ?? [],
  rows: result?.rows ?? [],
  rowCount: result?.rowCount ?? 0,
  sourceVersion: receipt?.sourceVersion ?? "",
  definitions: receipt?.definitions ?? [],
});

const askerOf = (identity: Identity, timeZone: string | undefined): Asker => ({
  workspaceId: identity.workspaceId,
  principal: identity.principal,
  timeZone: timeZone ?? SERVER_ZONE,
  acceptsCost: false,
});
