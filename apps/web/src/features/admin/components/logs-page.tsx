import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { LOG_LEVELS, type LogFilter, type LogLevel, type LogLine, logsQuery } from "../api/logs.ts";
import { useSettled } from "../use-settled.ts";
import { SearchField } from "./search-field.tsx";

const EVERYTHING: LogFilter = { level: "debug", text: "" };
const LEVEL_WORDS = {
  debug: "everything",
  info: "info and graver",
  warn: "warnings and errors",
  error: "errors",
} as const;

/** What the server says of itself: the latest lines of every instance, looked at again while they are followed. */
export function LogsPage() {
  const [filter, setFilter] = useState(EVERYTHING);
  const [isFollowed, setIsFollowed] = useState(true);
  const settled = useSettled(filter, 300);
  const { data, error, isError } = useQuery(logsQuery(settled, isFollowed));
  return (
    <div className="grid gap-5">
      <p className="max-w-[65ch] text-soft">
        Each instance keeps its latest 2,000 lines in memory, without their secrets.{" "}
        {data === undefined ? null : (
          <>
            Logged is <span className="font-mono text-[13px]">{data.level}</span> and graver;{" "}
            <Link to="/admin/$page" params={{ page: "configuration" }} className="text-accent underline">
              change logging.level
            </Link>{" "}
            to be told more.
          </>
        )}
      </p>
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <SearchField
          label="Message, request id or anything else"
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <LevelChoice value={filter.level} onChange={(level) => setFilter({ ...filter, level })} />
        <label className="flex h-10 items-center gap-2 text-sm">
          <input type="checkbox" checked={isFollowed} onChange={(event) => setIsFollowed(event.target.checked)} />
          Follow
        </label>
      </div>
      {isError ? <ErrorPanel error={error} /> : null}
      {data === undefined || data.silentInstances.length === 0 ? null : (
        <p role="status" className="text-sm text-warn">
          Did not answer in time, so its lines are missing: {data.silentInstances.join(", ")}.
        </p>
      )}
      {data === undefined ? null : (
        <Lines lines={data.items} onRequest={(text) => setFilter({ ...EVERYTHING, text })} />
      )}
    </div>
  );
}

function LevelChoice({ value, onChange }: { value: LogLevel; onChange: (level: LogLevel) => void }) {
  return (
    <select
      aria-label="Level"
      value={value}
      onChange={(event) => onChange(LOG_LEVELS.find((level) => level === event.target.value) ?? "debug")}
      className="h-10 rounded-field border border-edge bg-surface px-2.5 text-sm focus:border-accent"
    >
      {LOG_LEVELS.map((level) => (
        <option key={level} value={level}>
          {LEVEL_WORDS[level]}
        </option>
      ))}
    </select>
  );
}

interface LinesProps {
  readonly lines: readonly LogLine[];
  readonly onRequest: (id: string) => void;
}

function Lines({ lines, onRequest }: LinesProps) {
  if (lines.length === 0) {
    return (
      <p className="rounded-card border border-dashed border-edge px-6 py-10 text-center text-sm text-soft">
        No line fits.
      </p>
    );
  }
  const isOne = new Set(lines.map(({ instance }) => instance)).size === 1;
  return (
    <ol aria-label="Log lines, newest first" className="card divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.id} line={line} hasInstance={!isOne} onRequest={onRequest} />
      ))}
    </ol>
  );
}

const LOOKS = { debug: "text-soft", info: "text-soft", warn: "text-warn", error: "text-bad" } as const;
const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "medium" });

interface LineProps {
  readonly line: LogLine;
  readonly hasInstance: boolean;
  readonly onRequest: (id: string) => void;
}

function Line({ line: { at, level, message, requestId, instance, more }, hasInstance, onRequest }: LineProps) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-5 py-2.5 text-sm md:grid-cols-[11rem_3.5rem_minmax(0,1fr)]">
      <time dateTime={at} className="text-[13px] text-soft tabular-nums">
        {TIME.format(new Date(at))}
      </time>
      <span className={`text-[13px] ${LOOKS[level]}`}>{level}</span>
      <div className="grid min-w-0 justify-items-start gap-1">
        <span className="max-w-full break-words">
          {message === "" ? <span className="text-soft">no message</span> : message}
        </span>
        {hasInstance ? <span className="font-mono text-[12px] text-soft break-all">{instance}</span> : null}
        {requestId === null ? null : (
          <Button
            look="quiet"
            size="small"
            onClick={() => onRequest(requestId)}
            aria-label={`Only request ${requestId}`}
          >
            <span className="font-mono text-[12px] break-all">{requestId}</span>
          </Button>
        )}
        {more === "" ? null : <More json={more} />}
      </div>
    </li>
  );
}

/** Opened only by whoever wants it: errors bring their stack. */
const More = ({ json }: { readonly json: string }) => (
  <details className="max-w-full min-w-0 text-[13px]">
    <summary className="cursor-pointer text-soft">More</summary>
    <pre className="mt-1 rounded-field bg-sunken p-3 text-[12px] break-words whitespace-pre-wrap">{indented(json)}</pre>
  </details>
);

/** A line that was too long was cut, and is then shown as it is. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2).replaceAll("\\n", "\n    ");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return json;
  }
}
