import { Button } from "@parlance/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Play, Undo2 } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SqlEditor } from "../../../components/sql-editor/sql-editor.tsx";
import { tablesQuery } from "../../sources/api/sources.ts";
import { faultPosition, type RunState } from "../../sql/api/use-query-run.ts";
import { RunAnyway } from "../../sql/components/run-anyway.tsx";

export interface AnswerSqlProps {
  readonly sourceId: string;
  readonly sql: string;
  readonly state: RunState;
  /** Absent for those who may not run SQL: they read it. */
  readonly onRun: ((sql: string, acceptCost?: boolean) => void) | undefined;
  readonly onReset: () => void;
}

/** The formatter comes with the editor, when somebody looks. */
const laidOutQuery = (sql: string) =>
  queryOptions({
    queryKey: ["laid out", sql],
    queryFn: async () => (await import("../../../components/sql-editor/format-sql.ts")).formatSql(sql),
    staleTime: Number.POSITIVE_INFINITY,
  });

const SqlToRead = ({ sql }: { sql: string }) => (
  <div className="grid justify-items-end gap-2">
    <pre className="w-full overflow-x-auto rounded-field bg-sunken px-4 py-3 font-mono text-[13px] whitespace-pre-wrap">
      {sql}
    </pre>
    <CopyButton text={sql} label="Copy SQL" />
  </div>
);

/** The SQL behind an answer, to read, change and run again. */
export function AnswerSql({ sourceId, sql, state, onRun, onReset }: AnswerSqlProps) {
  const formatted = useQuery(laidOutQuery(sql));
  const laidOut = formatted.data ?? sql;
  const [edited, setText] = useState<string | null>(null);
  const tables = useQuery(tablesQuery(sourceId, "latest")).data?.items;
  const text = edited ?? laidOut;
  const isEdited = edited !== null && edited.trim() !== laidOut.trim();
  // A text that changes under the hands of somebody who types is worse than a moment without one.
  if (formatted.isPending) return <div className="h-32 animate-pulse rounded-field bg-sunken" aria-hidden />;
  if (onRun === undefined) return <SqlToRead sql={laidOut} />;
  return (
    <div className="grid gap-3">
      <SqlEditor
        value={text}
        label="SQL of this answer"
        tables={tables}
        faultAt={state.state === "failed" ? faultPosition(state.error) : null}
        hasFocus={false}
        minHeight={60}
        onChange={setText}
        onRun={() => onRun(text)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look={isEdited ? "solid" : "plain"}
          size="small"
          disabled={state.state === "running"}
          onClick={() => onRun(text)}
        >
          <Play size={13} aria-hidden /> {isEdited ? "Run my version" : "Run again"}
        </Button>
        {isEdited || state.state !== "idle" ? (
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              setText(null);
              onReset();
            }}
          >
            <Undo2 size={14} aria-hidden /> Back to the answer
          </Button>
        ) : null}
        <span className="flex-1" />
        <CopyButton text={text} label="Copy SQL" />
        <Link
          to="/sql"
          search={{ source: sourceId, sql: text }}
          className="text-[13px] text-accent underline underline-offset-4"
        >
          Open in the SQL page
        </Link>
      </div>
      {state.state === "failed" ? (
        <ErrorPanel error={state.error}>
          <RunAnyway error={state.error} onRun={() => onRun(text, true)} />
        </ErrorPanel>
      ) : null}
    </div>
  );
}
