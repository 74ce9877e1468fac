import type { Answer, ChartSpec, Reading, ResultSummary } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Section } from "../../../components/section.tsx";
import { ResultPanel } from "../../results/components/result-panel.tsx";
import { useQueryRun } from "../../sql/api/use-query-run.ts";
import { AnswerSql } from "./answer-sql.tsx";
import { Assumptions, HowRead } from "./how-read.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

export interface AnswerCardProps {
  readonly sourceId: string;
  readonly answer: Answer;
}

/** The sentence first, then the picture, then everything a doubter may want. */
export function AnswerCard({ sourceId, answer }: AnswerCardProps) {
  const { state, run, reset } = useQueryRun(sourceId);
  const [reading, setReading] = useState<Reading | null>(null);
  const original = answer.result === null ? null : { result: answer.result, chart: answer.chart };
  const shown: { result: ResultSummary; chart: ChartSpec | null } | null =
    state.state === "done" ? state.run : original;
  const sql = reading?.sql ?? answer.sql;
  const backToAnswer = () => {
    setReading(null);
    reset();
  };
  const pick = (alternative: Reading) => {
    setReading(alternative);
    void run(alternative.sql);
  };
  return (
    <div className="card animate-rise overflow-hidden">
      <div className="grid gap-3 px-5 pt-5 pb-2">
        <p className="font-serif text-[1.4rem] leading-snug text-pretty">
          {reading === null
            ? state.state === "done"
              ? "Your version of the SQL."
              : answer.sentence
            : reading.explanation}
        </p>
        {reading === null && state.state !== "done" ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <VerdictBadge verdict={answer.verdict} confidence={answer.confidence} />
            <Alternatives answer={answer} current={reading} onPick={pick} />
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button size="small" onClick={backToAnswer}>
              Back to the first answer
            </Button>
            <Alternatives answer={answer} current={reading} onPick={pick} />
          </div>
        )}
        {answer.verdict === "confirm" && reading === null ? <ReadAs answer={answer} /> : null}
        {state.state === "failed" && reading !== null ? <ErrorPanel error={state.error} /> : null}
      </div>
      <div
        className={state.state === "running" ? "opacity-50 transition-opacity" : ""}
        aria-busy={state.state === "running"}
      >
        {shown === null ? null : (
          <ResultPanel key={shown.result.resultId} title={answer.question} result={shown.result} chart={shown.chart} />
        )}
      </div>
      <Section title="How I read this" note={answer.explanation}>
        {() => <HowRead answer={answer} />}
      </Section>
      {sql === null ? null : (
        <Section title="SQL" note={sql.replace(/\s+/g, " ")}>
          {() => (
            <AnswerSql
              key={sql}
              sourceId={sourceId}
              sql={sql}
              state={state}
              onRun={(text) => void run(text)}
              onReset={backToAnswer}
            />
          )}
        </Section>
      )}
    </div>
  );
}

/** What an unsure answer took the question to mean, where it cannot be overlooked. */
const ReadAs = ({ answer }: { answer: Answer }) =>
  answer.assumptions.length > 0 ? (
    <Assumptions items={answer.assumptions} />
  ) : (
    <p className="rounded-field bg-warn-wash px-4 py-3 text-sm">
      <span className="font-medium text-warn">Read as: </span>
      {answer.explanation}
    </p>
  );

interface AlternativesProps {
  readonly answer: Answer;
  readonly current: Reading | null;
  readonly onPick: (reading: Reading) => void;
}

function Alternatives({ answer, current, onPick }: AlternativesProps) {
  if (answer.alternatives.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-faint">Did you mean</span>
      {answer.alternatives.map((reading) => (
        <button
          key={reading.sql}
          type="button"
          aria-pressed={reading === current}
          title={reading.explanation}
          onClick={() => onPick(reading)}
          className="cursor-pointer rounded-full border border-edge px-3 py-1 text-left text-soft hover:border-accent hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink"
        >
          {reading.difference ?? reading.explanation}
        </button>
      ))}
    </div>
  );
}
