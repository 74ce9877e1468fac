import { Button, formatCount, formatRows, Segments } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight, FileUp } from "lucide-react";
import { useState } from "react";
import type { Source } from "../../../http/api-types.ts";
import { type SourceGroup, suggestionsQuery } from "../../sources/api/sources.ts";
import { pickFiles } from "../../sources/components/pick-files.ts";
import { useIsTeam, useMay } from "../../workspaces/api/rights.ts";
import { QuestionBox } from "./question-box.tsx";

export interface LandingProps {
  readonly groups: readonly SourceGroup[];
  readonly source: Source | undefined;
  readonly onPick: (source: Source) => void;
  readonly onAsk: (question: string) => void;
}

/** The first screen: an invitation to ask. */
export function Landing({ groups, source, onPick, onAsk }: LandingProps) {
  const isReady = source?.status === "connected";
  const suggestions = useQuery({ ...suggestionsQuery(source?.id ?? "", source?.version ?? ""), enabled: isReady });
  const questions = suggestions.data?.items ?? [];
  const workspace = groups.find(({ workspace: { id } }) => id === source?.workspaceId)?.workspace;
  return (
    <div className="page grid gap-8 pt-[clamp(1.75rem,9vh,6.5rem)] pb-16">
      <div className="grid gap-2.5 text-center">
        <h1 className="font-serif text-[clamp(2.4rem,6vw,3.6rem)] leading-[1.04] tracking-[-0.025em]">
          What do you want to know?
        </h1>
        <p className="text-[1.05rem] text-soft text-balance">
          Ask in plain words. Get the number, the chart, the SQL and the reasons.
        </p>
      </div>
      <div className="grid grid-cols-1 gap-3">
        <QuestionBox
          size="large"
          placeholder={questions[0] ?? (source === undefined ? "Drop a file below to begin" : "Ask about your data")}
          isDisabled={!isReady}
          onAsk={onAsk}
          footer={<SourceSwitch groups={groups} current={source} onPick={onPick} />}
        />
        {source === undefined || !isReady ? null : (
          <p className="px-2 text-center text-[13px] text-faint">
            {source.kind === "demo" ? `${workspace?.description ?? "Demo data."} ` : `${source.name}: `}
            <Link
              to="/sources/$sourceId"
              params={{ sourceId: source.id }}
              className="underline decoration-edge underline-offset-4 hover:text-ink"
            >
              {formatCount(source.tableCount)} {source.tableCount === 1 ? "table" : "tables"},{" "}
              {formatRows(source.rowCount)}
            </Link>
          </p>
        )}
      </div>
      {isReady ? null : <NotReadyYet groups={groups} source={source} />}
      <Suggestions questions={questions} onAsk={onAsk} />
      <DropZone />
    </div>
  );
}

/** Why nothing can be asked yet; without the demo and without a file, the box below says what to do. */
function NotReadyYet({ groups, source }: Pick<LandingProps, "groups" | "source">) {
  if (source === undefined && groups.every(({ workspace }) => workspace.kind !== "demo")) return null;
  return (
    <p role="status" className="text-center text-sm text-soft">
      {source?.status === "error"
        ? `${source.name} cannot be asked: ${source.statusReason ?? "its data could not be read"}.`
        : "The demo data is being made. This happens once and takes a few seconds."}
    </p>
  );
}

function SourceSwitch({
  groups,
  current,
  onPick,
}: {
  groups: readonly SourceGroup[];
  current: Source | undefined;
  onPick: (source: Source) => void;
}) {
  const choices = groups.flatMap(({ workspace, sources }) =>
    sources.map((source) => ({
      source,
      label: workspace.kind === "demo" && sources.length === 1 ? workspace.name : source.name,
    })),
  );
  if (choices.length === 0) return null;
  return (
    <Segments
      label="Which data to ask"
      value={current?.id ?? null}
      options={choices.map(({ source, label }) => ({
        value: source.id,
        label: <span className="max-w-36 truncate">{label}</span>,
        title: source.kind === "demo" ? "Demo data" : "Your data",
      }))}
      onChange={(id) => {
        const found = choices.find(({ source }) => source.id === id);
        if (found !== undefined) onPick(found.source);
      }}
    />
  );
}

const SHOWN_AT_FIRST = 6;

function Suggestions({ questions, onAsk }: { questions: readonly string[]; onAsk: (question: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  if (questions.length === 0) return null;
  const shown = isOpen ? questions : questions.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-labelledby="try" className="grid gap-1">
      <h2 id="try" className="text-[13px] text-faint">
        Or try one of these
      </h2>
      <ul className="grid sm:grid-cols-2 sm:gap-x-8">
        {shown.map((question) => (
          <li key={question} className="border-b border-line">
            <button
              type="button"
              onClick={() => onAsk(question)}
              className="group flex w-full cursor-pointer items-center justify-between gap-3 py-2.5 text-left hover:text-accent"
            >
              {question}
              <ArrowUpRight
                size={15}
                aria-hidden
                className="shrink-0 text-edge transition-colors group-hover:text-accent"
              />
            </button>
          </li>
        ))}
      </ul>
      {questions.length > SHOWN_AT_FIRST && !isOpen ? (
        <Button look="quiet" size="small" className="mt-1 -ml-2.5 justify-self-start" onClick={() => setIsOpen(true)}>
          Show {questions.length - SHOWN_AT_FIRST} more
        </Button>
      ) : null}
    </section>
  );
}

/** Whose eyes a file meets, and how long it stays, depends on who drops it. */
function DropZone() {
  const mayAdd = useMay("source.create");
  const isTeam = useIsTeam();
  if (!mayAdd) return null;
  return (
    <button
      type="button"
      onClick={() => pickFiles()}
      className="group flex cursor-pointer flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-[18px] border border-dashed border-edge px-5 py-5 text-center hover:border-accent hover:bg-accent-wash/50"
    >
      <FileUp size={18} aria-hidden className="text-accent" />
      <span className="font-medium">or drop your own file</span>
      <span className="text-sm text-soft">
        CSV, Excel, JSON, Parquet, SQLite, DuckDB.{" "}
        {isTeam ? "Your workspace can ask it too." : "Kept 24 hours, seen only by you."}
      </span>
    </button>
  );
}
