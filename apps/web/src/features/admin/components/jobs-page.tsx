import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { cancelJob, type Job, jobsQuery, runJob } from "../api/jobs.ts";
import { When } from "./when.tsx";

const KINDS = {
  sync: "Sync",
  evaluation: "Evaluation",
  sweep: "Clearing away what has expired",
  "look-for-syncs": "Looking for syncs that are due",
  index: "Indexing large sources",
  backup: "Backup",
  mail: "Mail",
} as const;
const STATES = {
  running: "runs",
  waiting: "waits for its time",
  done: "done",
  failed: "failed",
  stopped: "stopped",
} as const;
const LOOKS = {
  running: "text-accent",
  waiting: "text-soft",
  done: "text-accent",
  failed: "text-bad",
  stopped: "text-warn",
} as const;

/** What runs in the background; looked at again every few seconds. */
export function JobsPage() {
  const { data, error, isError } = useQuery(jobsQuery);
  if (isError) return <ErrorPanel error={error} />;
  if (data === undefined) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  const isChore = ({ workspaceId }: Job): boolean => workspaceId === null;
  return (
    <div className="grid gap-8">
      <JobList
        title="Syncs and evaluations"
        jobs={data.items.filter((job) => !isChore(job))}
        nothing="Nothing has been synced or evaluated yet."
      />
      <JobList title="Again and again" jobs={data.items.filter(isChore)} nothing="" />
    </div>
  );
}

interface JobListProps {
  readonly title: string;
  readonly jobs: readonly Job[];
  readonly nothing: string;
}

const JobList = ({ title, jobs, nothing }: JobListProps) => (
  <section aria-label={title} className="grid gap-2">
    <h2 className="font-serif text-2xl tracking-[-0.01em]">{title}</h2>
    {jobs.length === 0 ? (
      <p className="text-sm text-soft">{nothing}</p>
    ) : (
      <ul className="card divide-y divide-line">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    )}
  </section>
);

function JobRow({ job }: { readonly job: Job }) {
  const { kind, subject, state, startedAt, endedAt, message } = job;
  const isNew = state === "waiting" && startedAt === null && kind !== "mail";
  return (
    <li className="grid items-start gap-x-6 gap-y-2 px-5 py-3 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-0.5">
        <p>
          <span className="font-medium">{KINDS[kind]}</span>
          {subject === null ? null : <> of {subject}</>}:{" "}
          <span className={LOOKS[state]}>{isNew ? "not run yet" : STATES[state]}</span>
        </p>
        {startedAt === null ? null : (
          <p className="text-[13px] text-soft">
            Began <When at={startedAt} />
            {endedAt === null ? null : `, took ${spanOf(startedAt, endedAt)}`}
          </p>
        )}
        {message === null ? null : <p className="text-[13px] break-words text-soft">{message}</p>}
        {kind === "mail" ? (
          <Link to="/admin/$page" params={{ page: "mail" }} className="text-[13px] text-accent underline">
            Every letter and what became of it
          </Link>
        ) : null}
      </div>
      <Action job={job} />
    </li>
  );
}

function spanOf(from: string, until: string): string {
  const ms = new Date(until).getTime() - new Date(from).getTime();
  if (ms < 1_000) return "less than a second";
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function Action({ job: { id, kind, subject, canCancel, canRun } }: { readonly job: Job }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => (canCancel ? cancelJob(id) : runJob(id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: jobsQuery.queryKey }),
    onError: (error) => tell({ id: `job-${id}`, text: problemOf(error).message, tone: "failed" }),
  });
  if (!canCancel && !canRun) return null;
  const verb = canCancel ? "Stop" : kind === "sync" || kind === "evaluation" ? "Try again" : "Run now";
  return (
    <Button
      size="small"
      className="justify-self-start"
      disabled={change.isPending}
      onClick={() => change.mutate()}
      aria-label={`${verb}: ${KINDS[kind]}${subject === null ? "" : ` of ${subject}`}`}
    >
      {verb}
    </Button>
  );
}
