import type { Answer, ChartSpec, Insight, ResultSummary } from "@parlance/core";
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
  /** The person chose this reading among several. */
  readonly isChosen?: boolean;
  /** The statement of the model's answer that the chosen reading took the place of. */
  readonly modelSql?: string | undefined;
  readonly onAsk: (question: string) => void;
  /** Answers another reading in this one's place; absent where the conversation is only read. */
  readonly onChoose?: ((sql: string) => void) | undefined;
}

/** What was run in the first answer's place. */
type Ran = "again" | "mine" | "models";

const SENTENCES: Readonly<Record<Ran, string>> = {
  again: "The same statement, run just now.",
  mine: "Your version of the SQL.",
  models: "The model's answer, run just now.",
};

/** The sentence first, then the picture, then everything a doubter may want. */
export function AnswerCard(props: AnswerCardProps) {
  const { sourceId, answer, kept, isLast, isChosen, modelSql, onAsk, onChoose } = props;
  const { state, run, reset } = useQueryRun(sourceId);
  const mayRun = useMay("query.run");
  const [ran, setRan] = useState<Ran>("mine");
  const mayTell = useMay("feedback.create");
  const { sql } = answer;
  const corrected = state.state === "done" && ran === "mine" ? state.run.sql : undefined;
  const isFirst = state.state !== "done";
  const judged: Judged | null = isFirst
    ? { ...answer, question: isPersons(answer) ? "" : answer.question }
    : state.state === "done"
      ? { ...state.run, question: ran === "mine" || isPersons(answer) ? "" : answer.question }
      : null;
  const pick = (chosen: string) => {
    if (mayTell) notePick(sourceId, answer.question, chosen);
    onChoose?.(chosen);
  };
  const runAgain = () => {
    setRan("again");
    void run(answer.sql ?? "");
  };
  const runModels = (statement: string) => {
    setRan("models");
    void run(statement);
  };
  const runMine = (statement: string) => {
    setRan("mine");
    void run(statement);
  };
  const choices = (label: string) => (
    <ReadingChoices
      label={label}
      answer={answer}
      onPick={onChoose === undefined ? undefined : (reading) => pick(reading.sql)}
    />
  );
  if (answer.result === null)
    return (
      <NotUnderstood answer={answer} onAsk={onAsk}>
        {choices("Did you mean one of these?")}
        <AnswerFeedback sourceId={sourceId} answer={answer} />
      </NotUnderstood>
    );
  const shown: { result: ResultSummary; chart: ChartSpec | null } =
    state.state === "done" ? state.run : { result: answer.result, chart: answer.chart };
  return (
    <div className="card animate-rise overflow-hidden">
      <div className="grid gap-3 px-5 pt-5 pb-2">
        <p className="font-serif text-[1.4rem] leading-snug text-pretty">
          {isFirst ? answer.sentence : SENTENCES[ran]}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {judged === null ? null : (
            <AnswerTrust key={judged.sql} sourceId={sourceId} judged={judged} onRun={mayRun ? runMine : undefined} />
          )}
          {isFirst ? (
            <LimitedAnswer answer={answer} />
          ) : (
            <Button size="small" onClick={reset}>
              Back to the first answer
            </Button>
          )}
          {isFirst && mayRun && modelSql !== undefined ? (
            <Button size="small" onClick={() => runModels(modelSql)}>
              Back to the model's answer
            </Button>
          ) : null}
        </div>
        {answer.verdict === "confirm" ? <ReadAs answer={answer} /> : null}
        <RemedyList remedies={mayRun ? (judged?.remedies ?? []) : []} onRun={({ sql: offered }) => runMine(offered)} />
        {isChosen ? choices("You chose this reading. The others are") : null}
        {answer.verdict === "answer" ? null : choices("Did you mean")}
        {state.state === "failed" && ran === "again" ? <ErrorPanel error={state.error} /> : null}
      </div>
      <div
        className={state.state === "running" ? "opacity-50 transition-opacity" : ""}
        aria-busy={state.state === "running"}
      >
        {kept !== undefined && isFirst ? (
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
            title={answer.question}
            result={shown.result}
            chart={shown.chart}
            sql={state.state === "done" ? state.run.sql : sql}
          />
        )}
      </div>
      {isFirst ? <WhatNext sourceId={sourceId} answer={answer} isLast={isLast} onAsk={onAsk} /> : null}
      {state.state === "done" ? <OwnInsights insights={state.run.insights} /> : null}
      <Section title="How I read this" note={answer.explanation}>
        {() => (
          <HowRead answer={answer}>
            {answer.verdict === "answer" && !isChosen ? choices("It can also be read as") : null}
          </HowRead>
        )}
      </Section>
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
              onReset={reset}
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
