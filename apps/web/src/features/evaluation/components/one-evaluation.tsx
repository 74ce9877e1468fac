import { Button, formatCount, formatDuration } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Square, Trash2 } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { whenWords } from "../../connections/components/sync-words.ts";
import { type Evaluation, endEvaluation, evaluationQuery, type Tally } from "../api/evaluations.ts";
import { AnswerRow } from "./answer-row.tsx";
import { stateWords } from "./evaluation-words.ts";

const COLUMNS = [
  "",
  "Right",
  "Right, with more",
  "Wrong",
  "Not answered",
  "Failed",
  "Time each",
  "Tokens",
  "Cost",
] as const;

/** How each of those tested has done, and every answer behind it. */
export function OneEvaluation({ evaluation, isOpenFirst }: { evaluation: Evaluation; isOpenFirst: boolean }) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const isRunning = evaluation.state === "running";
  const end = useMutation({
    mutationFn: () => endEvaluation(evaluation.id),
    onSettled: () => client.invalidateQueries({ queryKey: ["evaluations", evaluation.sourceId] }),
  });
  return (
    <section aria-label={`Test of ${evaluation.startedAt}`} className="card overflow-hidden">
      <header className="flex flex-wrap items-center gap-3 px-5 py-4">
        <div className="min-w-0 flex-1">
          <h3 className="font-medium">{formatCount(evaluation.questionCount)} questions</h3>
          <p role="status" className="text-[13px] text-soft">
            {stateWords(evaluation)}{" "}
            <time dateTime={evaluation.startedAt}>{whenWords(evaluation.startedAt, Date.now())}</time>
          </p>
        </div>
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? "Hide answers" : "Show answers"}
        </Button>
        <Button
          look="quiet"
          size="icon"
          disabled={end.isPending}
          aria-label={isRunning ? "Stop this test" : "Forget this test"}
          onClick={() => end.mutate()}
        >
          {isRunning ? <Square size={15} aria-hidden /> : <Trash2 size={15} aria-hidden />}
        </Button>
      </header>
      <div className="overflow-x-auto border-t border-line">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-left text-[13px] text-soft">
              {COLUMNS.map((name) => (
                <th key={name} scope="col" className="px-5 py-2 font-normal whitespace-nowrap">
                  {name === "" ? <span className="sr-only">Who answered</span> : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {evaluation.tallies.map((tally) => (
              <TallyRow key={tally.drafter} tally={tally} />
            ))}
          </tbody>
        </table>
      </div>
      {end.isError ? <ErrorPanel error={end.error} /> : null}
      {isOpen ? <Answers evaluation={evaluation} /> : null}
    </section>
  );
}

function TallyRow({ tally }: { tally: Tally }) {
  const { label, answers, strict, tolerant, wrong, unanswered, failed, elapsedMs, costUsd } = tally;
  const share = (count: number): string =>
    answers === 0 ? "" : `${formatCount(count)} (${Math.round((100 * count) / answers)} %)`;
  const cells: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    "": label,
    Right: share(strict),
    "Right, with more": share(tolerant),
    Wrong: share(wrong),
    "Not answered": share(unanswered),
    Failed: share(failed),
    "Time each": answers === 0 ? "" : formatDuration(elapsedMs / answers),
    Tokens: formatCount(tally.inputTokens + tally.outputTokens),
    Cost: costUsd === null ? "" : `$${costUsd.toFixed(4)}`,
  };
  return (
    <tr className="border-t border-line">
      {COLUMNS.map((name) =>
        name === "" ? (
          <th key={name} scope="row" className="px-5 py-2.5 text-left font-medium">
            {cells[name]}
          </th>
        ) : (
          <td key={name} className="px-5 py-2.5 whitespace-nowrap">
            {cells[name]}
          </td>
        ),
      )}
    </tr>
  );
}

function Answers({ evaluation: { id, state, tallies } }: { evaluation: Evaluation }) {
  const whole = useQuery(evaluationQuery(id));
  if (whole.isError) return <ErrorPanel error={whole.error} />;
  if (whole.data === undefined) return null;
  if (whole.data.answers.length === 0) {
    return (
      <p className="border-t border-line px-5 py-4 text-sm text-soft">
        {state === "running" ? "The first answer is on its way." : "No answer came."}
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line border-t border-line">
      {whole.data.answers.map((answer) => (
        <AnswerRow
          key={`${answer.drafter} ${answer.position}`}
          evaluationId={id}
          answer={answer}
          drafter={tallies.length > 1 ? tallies.find(({ drafter }) => drafter === answer.drafter)?.label : undefined}
        />
      ))}
    </ul>
  );
}
