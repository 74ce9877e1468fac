import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { ANY, type AuditEvent, type AuditFilter, auditFileAddress, auditQuery } from "../api/audit.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { When } from "./when.tsx";

const OUTCOME_LOOKS = { done: "text-soft", refused: "text-warn", failed: "text-bad" } as const;

const COLUMNS: readonly Column<AuditEvent>[] = [
  { name: "When", cell: ({ at }) => <When at={at} /> },
  { name: "Who", cell: (event) => <Who event={event} /> },
  { name: "Did", cell: ({ action }) => <span className="font-mono text-[13px]">{action}</span> },
  { name: "To", cell: (event) => <Target event={event} /> },
  { name: "Outcome", cell: ({ outcome }) => <span className={OUTCOME_LOOKS[outcome]}>{outcome}</span> },
  { name: "From", cell: ({ address }) => <span className="font-mono text-[13px] text-soft">{address}</span> },
];

/** Who did what on this server; searched, and taken out as a file. */
export function AuditPage() {
  const [filter, setFilter] = useState<AuditFilter>(ANY);
  const events = useInfiniteQuery(auditQuery(useDeferredValue(filter)));
  return (
    <div className="grid gap-4">
      <Filters filter={filter} onChange={setFilter} />
      <p className="flex gap-4 text-sm">
        {(["csv", "ndjson"] as const).map((format) => (
          <a key={format} href={auditFileAddress(filter, format)} download className="text-accent underline">
            Download as {format === "csv" ? "CSV" : "JSON lines"}
          </a>
        ))}
      </p>
      <PagedTable
        label="Audit trail"
        pages={events}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        nothing={filter === ANY ? "Nothing has been recorded yet." : "Nothing fits."}
      />
    </div>
  );
}

const FIELD = "h-9 w-full rounded-field border border-edge bg-surface px-2.5 text-sm focus:border-accent";

function Filters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const id = useId();
  const set = (change: Partial<AuditFilter>) => onChange({ ...filter, ...change });
  return (
    <fieldset className="grid gap-3 sm:grid-cols-[1.4fr_1fr_auto_auto_auto]">
      <legend className="sr-only">What to show</legend>
      <label className="grid gap-1 text-[13px] text-soft">
        Person
        <input
          type="search"
          placeholder="Part of the e-mail address"
          value={filter.actor}
          onChange={(event) => set({ actor: event.target.value })}
          className={FIELD}
        />
      </label>
      <label className="grid gap-1 text-[13px] text-soft">
        Action
        <input
          type="search"
          placeholder="source, source.delete"
          pattern="[a-zA-Z\-]+(\.[a-zA-Z\-]+)?"
          value={filter.action}
          onChange={(event) => event.target.validity.valid && set({ action: event.target.value })}
          className={FIELD}
        />
      </label>
      <label className="grid gap-1 text-[13px] text-soft" htmlFor={`${id}-outcome`}>
        Outcome
        <select
          id={`${id}-outcome`}
          value={filter.outcome}
          onChange={(event) => set({ outcome: outcomeOf(event.target.value) })}
          className={FIELD}
        >
          <option value="">any</option>
          <option value="done">done</option>
          <option value="refused">refused</option>
          <option value="failed">failed</option>
        </select>
      </label>
      <label className="grid gap-1 text-[13px] text-soft">
        From
        <input
          type="date"
          value={filter.from}
          onChange={(event) => set({ from: event.target.value })}
          className={FIELD}
        />
      </label>
      <label className="grid gap-1 text-[13px] text-soft">
        To
        <input type="date" value={filter.to} onChange={(event) => set({ to: event.target.value })} className={FIELD} />
      </label>
    </fieldset>
  );
}

const outcomeOf = (value: string): AuditFilter["outcome"] =>
  value === "done" || value === "refused" || value === "failed" ? value : "";

const ACTORS = {
  user: "",
  apiKey: "with an API key",
  credentials: "with database credentials",
  anonymous: "without an account",
  nobody: "nobody known",
} as const;

const Who = ({ event: { actor, actorKind } }: { event: AuditEvent }) => (
  <>
    {actor}
    {ACTORS[actorKind] === "" ? null : <span className="block text-[13px] text-soft">{ACTORS[actorKind]}</span>}
  </>
);

/** What it was done to and, of questions and statements, what was asked. */
const Target = ({ event: { targetType, targetId, detail } }: { event: AuditEvent }) => (
  <>
    {targetType}
    {targetId === null ? null : <span className="block font-mono text-[12px] text-soft">{targetId}</span>}
    {ASKED.map((name) =>
      typeof detail[name] === "string" ? (
        <span key={name} className="line-clamp-2 max-w-[26rem] text-[13px] text-soft">
          {detail[name]}
        </span>
      ) : null,
    )}
  </>
);

const ASKED = ["question", "sql"] as const;
