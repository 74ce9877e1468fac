import type { Answer, ChartSpec, Insight, Reading, ResultSummary } from "@parlance/core";
import { Button, InsightList, RemedyList } from "@parlance/ui";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Section } from "../../../components/section.tsx";
import { RestoredResult } from "../../conversations/components/restored-result.tsx";
import { LimitedAnswer } from "../../data-rules/components/limited-answer.tsx";
import { notePick } from "../../knowledge/api/knowledge.ts";
import { AnswerFeedback } from "../../knowledge/components/answer-feedback.tsx";
import { ResultPanel } from "../../results/components/result-panel.tsx";
import { useQueryRun } from "../../sql/api/use-query-run.ts";
import { AnswerTrust, type Judged } from "../../trust/components/answer-trust.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import type { KeptTurn } from "../api/ask-events.ts";
import { AnswerSql } from "./answer-sql.tsx";
import { Assumptions, HowRead } from "./how-read.tsx";
import { NotUnderstood } from "./not-understood.tsx";
import { ReadingChoices } from "./reading-choices.tsx";
import { WhatNext } from "./what-next.tsx";

export interface AnswerCardProps {
  readonly sourceId: string;
  readonly answer: Answer;
  /** Present where the answer was read back from its conversation. */
  readonly kept?: KeptTurn | undefined;
  /** The last of its conversation. */
  readonly isLast: boolean;
  readonly onAsk: (question: string) => void;
}

/** The sentence first, then the picture, then everything a doubter may want. */
export function AnswerCard({ sourceId, answer, kept, isLast, onAsk }: AnswerCardProps) {
  const { state, run, reset } = useQueryRun(sourceId);
  const mayRun = useMay("query.run");
  const [reading, setReading] = useState<Reading | null>(null);
  const [ran, setRan] = useState<"reading" | "again" | "mine">("mine");
  const original = answer.result === null ? null : { result: answer.result, chart: answer.chart };
  const shown: { result: ResultSummary; chart: ChartSpec | null } | null =
    state.state === "done" ? state.run : reading === null ? original : null;
  const sql = reading?.sql ?? answer.sql;
  const corrected = state.state === "done" && ran !== "again" ? state.run.sql : undefined;
  const isFirst = reading === null && state.state !== "done";
  const judged: Judged | null = isFirst
    ? { ...answer, question: isPersons(answer) ? "" : answer.question }
    : state.state === "done"
      ? { ...state.run, question: ran === "mine" || isPersons(answer) ? "" : answer.question }
      : null;
  const backToAnswer = () => {
    setReading(null);
    reset();
  };
  const pick = (alternative: Reading) => {
    setReading(alternative);
    setRan("reading");
    void run(alternative.sql);
    notePick(sourceId, answer.question, alternative.sql);
  };
  const runAgain = () => {
    setRan("again");
    void run(answer.sql ?? "");
  };
  const runMine = (statement: string) => {
    setRan("mine");
    void run(statement);
  };
  const choices = (label: string) => (
    <ReadingChoices label={label} answer={answer} current={reading} onPick={mayRun ? pick : undefined} />
  );
  if (answer.result === null && reading === null)
    return (
      <NotUnderstood answer={answer} onAsk={onAsk}>
        {choices("Did you mean one of these?")}
        <AnswerFeedback sourceId={sourceId} answer={answer} />
      </NotUnderstood>
    );
  return (
    <div className="card animate-rise overflow-hidden">
      <div className="grid gap-3 px-5 pt-5 pb-2">
        <p className="font-serif text-[1.4rem] leading-snug text-pretty">
          {isFirst
            ? answer.sentence
            : ran === "mine"
              ? "Your version of the SQL."
              : ran === "again"
                ? "The same statement, run just now."
                : reading?.explanation}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {judged === null ? null : (
            <AnswerTrust key={judged.sql} sourceId={sourceId} judged={judged} onRun={mayRun ? runMine : undefined} />
          )}
          {isFirst ? (
            <LimitedAnswer answer={answer} />
          ) : (
            <Button size="small" onClick={backToAnswer}>
              {answer.result === null ? "Back to the choices" : "Back to the first answer"}
            </Button>
          )}
        </div>
        {answer.verdict === "confirm" && reading === null ? <ReadAs answer={answer} /> : null}
        {answer.verdict === "answer" ? null : choices("Did you mean")}
        <RemedyList remedies={mayRun ? (judged?.remedies ?? []) : []} onRun={({ sql: offered }) => runMine(offered)} />
        {state.state === "failed" && (reading !== null || ran === "again") ? <ErrorPanel error={state.error} /> : null}
      </div>
      <div
        className={state.state === "running" ? "opacity-50 transition-opacity" : ""}
        aria-busy={state.state === "running"}
      >
        {shown === null ? null : kept !== undefined && isFirst ? (
          <RestoredResult
            title={answer.question}
            result={shown.result}
            chart={shown.chart}
            sql={sql}
            kept={kept}
            isRunning={state.state === "running"}
            onRunAgain={mayRun ? runAgain : () => onAsk(answer.question)}
          />
        ) : (
          <ResultPanel
            key={shown.result.resultId}
            title={reading?.explanation ?? answer.question}
            result={shown.result}
            chart={shown.chart}
            sql={state.state === "done" ? state.run.sql : sql}
          />
        )}
      </div>
      {isFirst ? <WhatNext sourceId={sourceId} answer={answer} isLast={isLast} onAsk={onAsk} /> : null}
      {state.state === "done" ? <OwnInsights insights={state.run.insights} /> : null}
      {answer.result === null ? null : (
        <Section title="How I read this" note={answer.explanation}>
          {() => (
            <HowRead answer={answer}>{answer.verdict === "answer" ? choices("It can also be read as") : null}</HowRead>
          )}
        </Section>
      )}
      {sql === null ? null : (
        <Section title="SQL" note={sql.replace(/\s+/g, " ")}>
          {() => (
            <AnswerSql
              key={sql}
              sourceId={sourceId}
              sql={sql}
              state={state}
              onRun={
                mayRun
                  ? (text, acceptCost) => {
                      setRan("mine");
                      void run(text, acceptCost);
                    }
                  : undefined
              }
              onReset={backToAnswer}
            />
          )}
        </Section>
      )}
      <footer className="border-t border-line px-3 py-1.5">
        <AnswerFeedback key={corrected ?? ""} sourceId={sourceId} answer={answer} corrected={corrected} />
      </footer>
    </div>
  );
}

/** A statement that somebody wrote answers no question. */
const isPersons = ({ receipt, spans }: Answer): boolean => receipt?.draftedBy === "person" && spans.length === 0;

const OwnInsights = ({ insights }: { insights: readonly Insight[] }) =>
  insights.length === 0 ? null : (
    <div className="px-5 pt-1 pb-4">
      <InsightList insights={insights} />
    </div>
  );

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
