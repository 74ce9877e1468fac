import { Button } from "@parlance/ui";
import { Link } from "@tanstack/react-router";
import { Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Section } from "../../../components/section.tsx";
import { ResultPanel } from "../../results/components/result-panel.tsx";
import { RunAnyway } from "../../sql/components/run-anyway.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { deleteSavedWithUndo } from "../api/deletions.ts";
import { renameSaved, type SavedAnswer } from "../api/saved-answers.ts";
import { useSavedRun } from "../api/use-saved-run.ts";
import { whenAsked } from "../day-groups.ts";
import { InlineName } from "./inline-name.tsx";
import { SavedShare } from "./saved-share.tsx";

/** A saved answer: its name and question, and its result as soon as it is run. */
export function SavedCard({ saved }: { saved: SavedAnswer }) {
  const { id, name, question, sql, sourceId, sourceName, createdAt, isYours, owner } = saved;
  const [isRenaming, setIsRenaming] = useState(false);
  const mayChange = useMay("savedAnswer.change");
  const mayRun = useMay("query.run");
  const { state, run } = useSavedRun(id);
  return (
    <article aria-label={name} className="card overflow-hidden" aria-busy={state.state === "running"}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-4">
        <div className="grid min-w-48 flex-1 gap-1">
          {isRenaming ? (
            <InlineName
              label="Name of the saved answer"
              name={name}
              save={(next) => renameSaved(saved, next)}
              onDone={() => setIsRenaming(false)}
            />
          ) : (
            <h2 className="font-serif text-xl leading-snug">{name}</h2>
          )}
          {question === "" || question === name ? null : <p className="text-sm text-soft">{question}</p>}
          <p className="text-[13px] text-faint">
            {isYours ? "" : `${owner || "Somebody who left"} · `}
            {sourceName}
            {sourceId === null ? " (gone: it can be read, not run)" : ""} · saved {whenAsked(createdAt, new Date())}
          </p>
        </div>
        <div className="flex">
          {sourceId === null ? null : (
            <Button size="small" className="mr-1" disabled={state.state === "running"} onClick={() => run(false)}>
              <Play size={13} aria-hidden /> Run
            </Button>
          )}
          <SavedShare saved={saved} />
          {isYours && mayChange ? (
            <>
              <Button
                look="quiet"
                size="icon"
                className="size-8!"
                aria-label={`Rename ${name}`}
                onClick={() => setIsRenaming(true)}
              >
                <Pencil size={14} aria-hidden />
              </Button>
              <Button
                look="quiet"
                size="icon"
                className="size-8!"
                aria-label={`Delete ${name}`}
                onClick={() => deleteSavedWithUndo(saved)}
              >
                <Trash2 size={14} aria-hidden />
              </Button>
            </>
          ) : null}
        </div>
      </div>
      {state.state === "failed" ? (
        <div className="px-5 pb-4">
          <ErrorPanel error={state.error}>
            <RunAnyway error={state.error} onRun={() => run(true)} />
          </ErrorPanel>
        </div>
      ) : null}
      {state.state === "done" ? (
        <div className="border-t border-line">
          <ResultPanel
            key={state.run.result.resultId}
            title={name}
            result={state.run.result}
            chart={saved.chart ?? state.run.chart}
            sql={sql}
          />
        </div>
      ) : null}
      <Section title="SQL" note={sql.replace(/\s+/g, " ")}>
        {() => (
          <div className="grid gap-2">
            <pre className="overflow-x-auto rounded-field bg-sunken px-4 py-3 font-mono text-[13px] whitespace-pre-wrap">
              {sql}
            </pre>
            {sourceId === null || !mayRun ? null : (
              <Link
                to="/sql"
                search={{ source: sourceId, sql }}
                className="text-[13px] text-accent underline underline-offset-4"
              >
                Open in the SQL page
              </Link>
            )}
          </div>
        )}
      </Section>
    </article>
  );
}
