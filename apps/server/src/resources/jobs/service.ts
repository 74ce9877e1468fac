import { AppError, type Clock } from "@parlance/core";
import type { EvaluationRunner } from "../../evaluating/evaluation-runner.ts";
import type { ChoreFacts, JobBoard } from "../../jobs/job-board.ts";
import type { Sweeper } from "../../jobs/sweeper.ts";
import type { Identity } from "../../plugins/identity.ts";
import { type Channel, STOP_JOB } from "../../sharing/shared-state.ts";
import type { SyncRunner } from "../../syncing/sync-runner.ts";
import type { EvaluationService } from "../evaluations/service.ts";
import type { SourceStore } from "../sources/store.ts";
import { assertCanManageJobs } from "./policy.ts";
import type { Job, JobList } from "./schema.ts";
import type { JobStore } from "./store.ts";

export interface JobServiceNeeds {
  readonly clock: Clock;
  readonly store: JobStore;
  readonly board: JobBoard;
  readonly sources: Pick<SourceStore, "find">;
  readonly syncs: Pick<SyncRunner, "sync" | "stop">;
  readonly evaluations: Pick<EvaluationRunner, "stop">;
  readonly evaluating: Pick<EvaluationService, "create">;
  readonly sweeper: Pick<Sweeper, "sweepNow">;
  readonly channel: Channel;
}

const PER_KIND = /^(sync|evaluation)-(.+)$/;

/** What runs in the background, whoever began it. */
export class JobService {
  readonly #needs: JobServiceNeeds;
  readonly #stop: () => void;

  constructor(needs: JobServiceNeeds) {
    this.#needs = needs;
    // Whichever instance runs it stops it.
    this.#stop = needs.channel.subscribe(STOP_JOB, ({ stop, of }) => {
      if (of === "sync") void needs.syncs.stop(String(stop));
      if (of === "evaluation") void needs.evaluations.stop(String(stop));
    });
  }

  close(): void {
    this.#stop();
  }

  async list(identity: Identity): Promise<JobList> {
    assertCanManageJobs(identity);
    const { store, board } = this.#needs;
    const [syncs, evaluations, mails] = await Promise.all([
      store.latestSyncs(),
      store.latestEvaluations(),
      store.mails(),
    ]);
    const runs = [...syncs.map(toSync), ...evaluations.map((row) => toEvaluation(row, identity))].sort(byStart);
    const isOpen = ({ state }: Job): boolean => state === "running";
    const chores = [...board.list().map(toChore), toMail(mails)];
    return { items: [...runs.filter(isOpen), ...chores, ...runs.filter((job) => !isOpen(job))], nextCursor: null };
  }

  /** Errors: JOB_NOT_FOUND, JOB_NOT_POSSIBLE. */
  async cancel(identity: Identity, id: string): Promise<void> {
    assertCanManageJobs(identity);
    const { channel } = this.#needs;
    const { kind, job, sourceId } = await this.#find(identity, id);
    if (!job.canCancel) throw new AppError("JOB_NOT_POSSIBLE");
    // A source has one sync at a time, which goes by the source's id.
    await channel.publish(STOP_JOB, { of: kind, stop: kind === "sync" ? sourceId : id.replace(PER_KIND, "$2") });
  }

  /**
   * Once more, or now. Answers when it has begun. Errors: JOB_NOT_FOUND, JOB_NOT_POSSIBLE and, of an evaluation, those
   * of beginning one.
   */
  async run(identity: Identity, id: string): Promise<void> {
    assertCanManageJobs(identity);
    const { sources, syncs, evaluating, sweeper, clock } = this.#needs;
    if (id === "sweep") return void sweeper.sweepNow();
    const { job, sourceId, drafters } = await this.#find(identity, id);
    if (!job.canRun) throw new AppError("JOB_NOT_POSSIBLE");
    if (drafters !== null) return void (await evaluating.create(identity, sourceId, { drafters: [...drafters] }));
    const row = await sources.find(sourceId, new Date(clock.now()));
    if (row === undefined) throw new AppError("JOB_NOT_FOUND");
    syncs.sync(row, "person");
  }

  async #find(identity: Identity, id: string): Promise<FoundJob> {
    const [, kind, key = ""] = PER_KIND.exec(id) ?? [];
    const { store } = this.#needs;
    if (kind === "sync") {
      const found = await store.findSync(key);
      if (found !== undefined) return { kind, job: toSync(found), sourceId: found.job.sourceId, drafters: null };
    }
    if (kind === "evaluation") {
      const found = await store.findEvaluation(key);
      if (found !== undefined) {
        const { sourceId, drafters } = found.job;
        return { kind, job: toEvaluation(found, identity), sourceId, drafters: drafters.map((one) => one.id) };
      }
    }
    throw new AppError("JOB_NOT_FOUND");
  }
}

interface FoundJob {
  readonly kind: string;
  readonly job: Job;
  readonly sourceId: string;
  /** Whom an evaluation puts to the test; null of a sync. */
  readonly drafters: readonly string[] | null;
}

type SyncJob = Awaited<ReturnType<JobStore["latestSyncs"]>>[number];
type EvaluationJob = Awaited<ReturnType<JobStore["latestEvaluations"]>>[number];

const toSync = ({ job: { id, state, startedAt, endedAt, message }, subject, workspaceId }: SyncJob): Job => ({
  id: `sync-${id}`,
  kind: "sync",
  subject,
  workspaceId,
  state,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  message,
  canCancel: state === "running",
  canRun: state === "failed",
});

const toEvaluation = ({ job, subject, workspaceId }: EvaluationJob, identity: Identity): Job => ({
  id: `evaluation-${job.id}`,
  kind: "evaluation",
  subject,
  workspaceId,
  state: job.state,
  startedAt: job.startedAt.toISOString(),
  endedAt: job.endedAt?.toISOString() ?? null,
  message: job.message,
  canCancel: job.state === "running",
  // Whoever begins one asks with their own rights, and only in the workspace they are in.
  canRun: (job.state === "stopped" || job.state === "failed") && workspaceId === identity.workspaceId,
});

const toChore = ({ name, isRunning, startedAt, endedAt, error }: ChoreFacts): Job => ({
  id: name,
  kind: name,
  subject: null,
  workspaceId: null,
  state: isRunning ? "running" : error === null ? "waiting" : "failed",
  startedAt: timeOf(startedAt),
  endedAt: timeOf(endedAt),
  message: error,
  canCancel: false,
  canRun: name === "sweep" && !isRunning,
});

function toMail(counts: Awaited<ReturnType<JobStore["mails"]>>): Job {
  const of = (...states: readonly string[]): number =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const [open, lost] = [of("waiting", "sending"), of("bounced", "late", "unknown")];
  return {
    id: "mail",
    kind: "mail",
    subject: null,
    workspaceId: null,
    state: lost > 0 ? "failed" : "waiting",
    startedAt: null,
    endedAt: null,
    message:
      open + lost === 0
        ? "No letter is on its way."
        : `${open} on their way, ${lost} of which it is not known that they arrived.`,
    canCancel: false,
    canRun: false,
  };
}

const timeOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const byStart = (a: Job, b: Job): number => (b.startedAt ?? "").localeCompare(a.startedAt ?? "");
