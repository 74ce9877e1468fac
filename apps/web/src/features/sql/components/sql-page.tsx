import { Button, RemedyList } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Play, X } from "lucide-react";
import { useEffect, useState } from "react";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SqlEditor } from "../../../components/sql-editor/sql-editor.tsx";
import { firstRowsText, nameText } from "../../../components/sql-editor/table-text.ts";
import type { Source } from "../../../http/api-types.ts";
import { meQuery } from "../../account/api/me.ts";
import { ResultPanel } from "../../results/components/result-panel.tsx";
import { findSource, firstSource, tablesQuery, useSourceGroups } from "../../sources/api/sources.ts";
import { SourcePicker } from "../../sources/components/source-picker.tsx";
import { AnswerTrust } from "../../trust/components/answer-trust.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { faultPosition, useQueryRun } from "../api/use-query-run.ts";
import { FaultPlace } from "./fault-place.tsx";
import { QueryPlan } from "./query-plan.tsx";
import { RunAnyway } from "./run-anyway.tsx";

/** SQL by hand, under the same guard and limits as every answer. */
export function SqlPage() {
  const search = useSearch({ from: "/sql" });
  const navigate = useNavigate();
  const groups = useSourceGroups();
  const me = useQuery(meQuery);
  const mayRun = useMay("query.run");
  const all = groups.data ?? [];
  const source = findSource(all, search.source) ?? firstSource(all);
  const pick = (next: Source) => void navigate({ to: "/sql", search: { source: next.id } });
  return (
    <div className="page-wide grid min-w-0 gap-5 pt-8 pb-20">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-serif text-4xl tracking-[-0.02em]">SQL</h1>
          <p className="mt-1 text-soft">Read anything, change nothing.</p>
        </div>
        <SourcePicker groups={all} current={source} onPick={pick} />
      </header>
      {groups.isError ? <ErrorPanel error={groups.error} /> : null}
      {me.data !== undefined && !mayRun ? (
        <p className="card px-6 py-12 text-center text-soft">
          Viewers ask questions and open what is saved. An analyst or admin of this workspace can write SQL here.
        </p>
      ) : null}
      {source === undefined || !mayRun ? null : <Workbench key={source.id} source={source} firstSql={search.sql} />}
    </div>
  );
}

function Workbench({ source, firstSql }: { source: Source; firstSql: string | undefined }) {
  const tables = useQuery(tablesQuery(source.id, source.version)).data?.items;
  const [typed, setTyped] = useState<string | null>(firstSql ?? null);
  const { state, run, cancel } = useQueryRun(source.id);
  const firstTable = tables?.[0]?.name;
  const text = typed ?? (firstTable === undefined ? "" : firstRowsText(source.dialect, firstTable, 100));
  const isRunning = state.state === "running";
  const runInstead = (sql: string): void => {
    setTyped(sql);
    void run(sql);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [cancel]);
  return (
    <div className="grid min-w-0 gap-5">
      <div className="card grid gap-3 p-4">
        <SqlEditor
          value={text}
          label="SQL"
          tables={tables}
          faultAt={state.state === "failed" ? faultPosition(state.error) : null}
          hasFocus
          minHeight={150}
          onChange={setTyped}
          onRun={() => void run(text)}
        />
        <div className="flex flex-wrap items-center gap-2">
          {isRunning ? (
            <Button onClick={cancel}>
              <X size={15} aria-hidden /> Stop <kbd className="text-xs text-faint">Esc</kbd>
            </Button>
          ) : (
            <Button look="solid" onClick={() => void run(text)} disabled={text.trim() === ""}>
              <Play size={14} aria-hidden /> Run <kbd className="text-xs opacity-80">Ctrl ↵</kbd>
            </Button>
          )}
          <CopyButton text={text} label="Copy SQL" />
          <span role="status" className="text-sm text-faint">
            {isRunning ? "Running…" : state.state === "cancelled" ? "Stopped." : ""}
          </span>
          <span className="flex-1" />
          <TableNames
            names={tables?.map(({ name }) => name) ?? []}
            onPick={(name) => setTyped(`${text.trimEnd()} ${nameText(source.dialect, name)}`)}
          />
        </div>
        <QueryPlan sourceId={source.id} sql={text} />
      </div>
      {state.state === "failed" ? (
        <ErrorPanel error={state.error}>
          <FaultPlace error={state.error} sql={text} />
          <RunAnyway error={state.error} onRun={() => void run(text, true)} />
        </ErrorPanel>
      ) : null}
      {state.state === "done" ? (
        <div className="card overflow-hidden">
          <div className="grid justify-items-start gap-3 px-5 pt-4 pb-1">
            <AnswerTrust
              key={state.run.sql}
              sourceId={source.id}
              judged={{ ...state.run, question: "" }}
              onRun={runInstead}
            />
            {state.run.notes.map((note) => (
              <p key={note} className="text-sm text-soft">
                {note}
              </p>
            ))}
            <RemedyList remedies={state.run.remedies} onRun={({ sql }) => runInstead(sql)} />
          </div>
          <ResultPanel
            key={state.run.result.resultId}
            title={`${source.name} query`}
            result={state.run.result}
            chart={state.run.chart}
            sql={state.run.sql}
            tableHeight={560}
            isTableFirst
          />
        </div>
      ) : null}
    </div>
  );
}

function TableNames({ names, onPick }: { names: readonly string[]; onPick: (name: string) => void }) {
  return (
    <ul aria-label="Tables; click to insert" className="flex flex-wrap gap-1">
      {names.slice(0, 12).map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onPick(name)}
            className="cursor-pointer rounded-md bg-sunken px-2 py-1 font-mono text-xs text-soft hover:bg-accent-wash hover:text-ink"
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
