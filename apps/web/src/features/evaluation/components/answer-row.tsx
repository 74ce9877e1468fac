import type { JsonCell } from "@parlance/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { differenceQuery, type EvaluatedAnswer } from "../api/evaluations.ts";
import { OUTCOME_WORDS } from "./evaluation-words.ts";

const FACES = {
  strict: { icon: CircleCheck, look: "text-accent" },
  tolerant: { icon: CircleCheck, look: "text-soft" },
  wrong: { icon: CircleX, look: "text-bad" },
  unanswered: { icon: CircleDashed, look: "text-soft" },
  failed: { icon: CircleX, look: "text-bad" },
} as const;

export interface AnswerRowProps {
  readonly evaluationId: string;
  readonly answer: EvaluatedAnswer;
  /** Shown where several were tested. */
  readonly drafter: string | undefined;
}

/** One question, what came of it, and on request the right rows beside those given. */
export function AnswerRow({ evaluationId, answer, drafter }: AnswerRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { icon: Icon, look } = FACES[answer.outcome];
  return (
    <li className="px-5 py-3">
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="flex cursor-pointer items-baseline gap-3">
          <Icon size={16} aria-hidden className={`shrink-0 self-center ${look}`} />
          <span className="min-w-0 flex-1">{answer.question}</span>
          <span className="text-[13px] text-soft">
            {drafter === undefined ? "" : `${drafter}: `}
            {OUTCOME_WORDS[answer.outcome]}
          </span>
        </summary>
        <div className="mt-3 grid gap-3 text-sm">
          {answer.message === null ? null : <p className="text-soft">{answer.message}</p>}
          <Statement title="Verified" sql={answer.goldSql} />
          {answer.sql === null ? null : <Statement title="Drafted" sql={answer.sql} />}
          {isOpen && answer.sql !== null && answer.outcome !== "strict" ? (
            <Difference evaluationId={evaluationId} answer={answer} />
          ) : null}
        </div>
      </details>
    </li>
  );
}

const Statement = ({ title, sql }: { title: string; sql: string }) => (
  <div className="grid gap-1">
    <p className="text-[13px] text-faint">{title}</p>
    <pre className="overflow-x-auto rounded-field bg-sunken px-3 py-2 font-mono text-[12.5px] whitespace-pre-wrap">
      {sql}
    </pre>
  </div>
);

function Difference({ evaluationId, answer }: { evaluationId: string; answer: EvaluatedAnswer }) {
  const difference = useQuery(differenceQuery(evaluationId, answer));
  if (difference.isError) return <ErrorPanel error={difference.error} />;
  if (difference.data === undefined) return <p className="text-soft">Running both…</p>;
  const { columns, right, given, missing, extra, isCut } = difference.data;
  const isComparable = columns.right.length === columns.given.length;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Rows title={isComparable ? "Missing" : "Right"} columns={columns.right} rows={isComparable ? missing : right} />
      <Rows
        title={isComparable ? "Should not be there" : "Given"}
        columns={columns.given}
        rows={isComparable ? extra : given}
      />
      {isCut ? <p className="text-[13px] text-faint md:col-span-2">Only the first rows are shown.</p> : null}
    </div>
  );
}

interface RowsProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Cells are core's JSON cells; OpenAPI can only say "anything". */
const cellText = (cell: unknown): string => {
  const known = cell as JsonCell;
  return known === null ? "" : typeof known === "object" ? JSON.stringify(known) : String(known);
};

/** Rows may repeat and columns share a name; each is known by its place. */
const placed = <T,>(items: readonly T[]) => items.map((item, place) => ({ item, place }));

const Rows = ({ title, columns, rows }: RowsProps) => (
  <div className="min-w-0 overflow-x-auto">
    <table className="w-full text-[13px] tabular-nums">
      <caption className="pb-1 text-left text-faint">
        {title}
        {rows.length === 0 ? ": none" : ""}
      </caption>
      <thead>
        <tr>
          {placed(columns).map(({ item: name, place }) => (
            <th key={place} scope="col" className="border-b border-line py-1 pr-4 text-left font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {placed(rows).map(({ item: row, place }) => (
          <tr key={place}>
            {placed(row).map(({ item: cell, place: column }) => (
              <td key={column} className="py-1 pr-4">
                {cellText(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
