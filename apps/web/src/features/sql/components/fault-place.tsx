import { problemOf } from "../../../http/problem.ts";
import { faultPosition } from "../api/use-query-run.ts";

/** Which rule refused the statement, and where in it. */
export function FaultPlace({ error, sql }: { error: unknown; sql: string }) {
  const { rule } = problemOf(error).details;
  const position = faultPosition(error);
  const before = position === null ? "" : sql.slice(0, position);
  const line = before.split("\n").length;
  const column = before.length - before.lastIndexOf("\n");
  return (
    <>
      {typeof rule === "string" ? (
        <p className="text-sm">
          Rule: <code className="font-mono">{rule}</code>
        </p>
      ) : null}
      {position === null ? null : (
        <p className="text-sm">
          Line {line}, column {column}, underlined above.
        </p>
      )}
    </>
  );
}
