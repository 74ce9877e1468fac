import { formatCell } from "@parlance/ui";
import { TriangleAlert } from "lucide-react";
import type { Trial } from "../api/knowledge.ts";

/** What writing something down does: what it comes to, and how a question is read with it and without. */
export function EffectView({ trial, question }: { trial: Trial; question: string | undefined }) {
  if (trial.faults.length > 0)
    return (
      <ul role="alert" className="grid gap-1 rounded-field bg-bad-wash px-3.5 py-2.5 text-sm text-bad">
        {trial.faults.map((fault) => (
          <li key={fault.field + fault.message} className="flex gap-2">
            <TriangleAlert size={15} aria-hidden className="mt-0.5 shrink-0" /> {fault.message}
          </li>
        ))}
      </ul>
    );
  const { before, after, value, isExpressible } = trial;
  if (value === undefined && before === null)
    return (
      <p role="status" className="text-sm text-soft">
        It fits the source.
      </p>
    );
  return (
    <div className="grid gap-2 text-sm" role="status">
      {value === undefined ? null : (
        <p>
          Over everything it comes to <strong className="tabular-nums">{valueText(value)}</strong>.
        </p>
      )}
      {isExpressible === false ? (
        <p className="text-soft">
          Only a language model can make use of this; Parlance itself reads sums, averages, counts, CASE, FILTER and
          arithmetic.
        </p>
      ) : null}
      {before === null || after === null || question === undefined ? null : (
        <dl className="grid gap-2 rounded-field border border-line bg-sunken p-3">
          <dt className="text-[13px] text-soft">“{question}” now</dt>
          <dd>
            <Reading reading={before} />
          </dd>
          <dt className="text-[13px] text-soft">with this</dt>
          <dd>
            {after.sql === before.sql && after.verdict === before.verdict ? (
              "read the same"
            ) : (
              <Reading reading={after} />
            )}
          </dd>
        </dl>
      )}
    </div>
  );
}

const valueText = (value: NonNullable<Trial["value"]> | null): string =>
  value === null
    ? "nothing"
    : formatCell(value, { kind: typeof value === "number" ? "double" : "decimal", native: "" });

function Reading({ reading }: { reading: NonNullable<Trial["before"]> }) {
  const isAnswered = reading.verdict === "answer" || reading.verdict === "confirm";
  return (
    <>
      {isAnswered ? null : (
        <p className="text-warn">
          {reading.unusedWords.length > 0
            ? `not understood: ${reading.unusedWords.map((word) => `“${word}”`).join(", ")}`
            : "not sure enough to answer"}
        </p>
      )}
      {reading.sql === null ? null : (
        <pre className="overflow-x-auto font-mono text-[12px] whitespace-pre-wrap">{reading.sql}</pre>
      )}
    </>
  );
}
