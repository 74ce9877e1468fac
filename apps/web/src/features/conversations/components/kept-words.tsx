import { Link } from "@tanstack/react-router";
import type { Turn } from "../../ask/api/ask-events.ts";
import { useMay } from "../../workspaces/api/rights.ts";

/** What is left of an answer whose data is gone, that is for others only, or that an older version wrote: the words and the statement. */
export function KeptWords({ turn: { sentence, sql, sourceId, kept } }: { turn: Turn }) {
  const isGone = sourceId === "";
  const mayRun = useMay("query.run");
  return (
    <div className="card grid gap-3 px-5 py-4">
      {sentence === undefined ? null : <p className="font-serif text-[1.4rem] leading-snug">{sentence}</p>}
      {isGone ? (
        <p className="text-sm text-soft">
          This data was deleted or has expired, and every value read from it went with it. The question and the
          statement are still here.
        </p>
      ) : null}
      {kept?.isWithheld === true ? (
        <p className="text-sm text-soft">
          This was answered under other rules than hold for you now, so that the answer is not shown. Ask again to get
          yours.
        </p>
      ) : null}
      {sql === undefined ? null : (
        <pre className="overflow-x-auto rounded-field bg-sunken px-4 py-3 font-mono text-[13px] whitespace-pre-wrap">
          {sql}
        </pre>
      )}
      {isGone || sql === undefined || !mayRun ? null : (
        <Link to="/sql" search={{ source: sourceId, sql }} className="text-sm text-accent underline underline-offset-4">
          Run it on the SQL page
        </Link>
      )}
    </div>
  );
}
