import { Button, formatDuration, QuestionSpans } from "@parlance/ui";
import { RotateCcw, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { KeptWords } from "../../conversations/components/kept-words.tsx";
import { TurnActions } from "../../conversations/components/turn-actions.tsx";
import { whenAsked } from "../../conversations/day-groups.ts";
import type { Turn } from "../api/ask-events.ts";
import { askAgain, cancel, chooseReading } from "../api/conversation.ts";
import { AnswerCard } from "./answer-card.tsx";

export interface TurnViewProps {
  readonly turn: Turn;
  /** Null until the conversation is known to the server. */
  readonly conversationId: string | null;
  readonly isLast: boolean;
  /** Not somebody else's conversation, which is only read. */
  readonly isYours: boolean;
  readonly onAsk: (question: string) => void;
}

/** A question and what came of it. */
export function TurnView({ turn, conversationId, isLast, isYours, onAsk }: TurnViewProps) {
  const place = useRef<HTMLElement>(null);
  const isRunning = turn.state === "running";
  // Once when it is asked, and once more when the answer has given the page its height.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of the run is the moment to look again
  useEffect(() => {
    // An address may name one of the answers that were read back.
    const named = turn.kept === undefined ? "" : location.hash.slice(1);
    if (named === "" ? isLast : named === turn.id)
      place.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [isLast, isRunning]);
  const spans = turn.answer?.spans ?? turn.plan?.spans ?? [];
  return (
    <article
      ref={place}
      aria-busy={isRunning}
      id={turn.id}
      className="group/turn grid scroll-mt-20 content-start max-sm:scroll-mt-4 gap-4 not-first:last:min-h-[calc(100dvh-16rem)]"
    >
      <header className="relative grid gap-1">
        <h2 className="font-serif text-[1.7rem] leading-tight tracking-[-0.01em] text-pretty">
          <QuestionSpans question={turn.question} spans={spans} />
        </h2>
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-[13px] text-faint">
            asked of {turn.sourceName}
            {turn.kept === undefined ? "" : `, ${whenAsked(turn.kept.askedAt, new Date())}`}
            {turn.state === "done" && turn.elapsedMs !== undefined
              ? ` · answered in ${formatDuration(turn.elapsedMs)}`
              : ""}
          </p>
          {isRunning ? null : <TurnActions turn={turn} conversationId={conversationId} />}
        </div>
      </header>
      <TurnOutcome turn={turn} isLast={isLast} isYours={isYours} onAsk={onAsk} />
    </article>
  );
}

function TurnOutcome({ turn, isLast, isYours, onAsk }: Omit<TurnViewProps, "conversationId">) {
  switch (turn.state) {
    case "running":
      return (
        <>
          <Running turn={turn} />
          {turn.answer === undefined ? null : (
            <div inert className="opacity-50">
              <AnswerCard sourceId={turn.sourceId} answer={turn.answer} isLast={false} onAsk={onAsk} />
            </div>
          )}
        </>
      );
    case "cancelled":
      return <Stopped turn={turn} />;
    case "failed":
      return (
        <ErrorPanel problem={turn.error}>
          {turn.error?.code === "QUERY_OVER_BUDGET" ? (
            <Button size="small" className="justify-self-start" onClick={() => askAgain(turn, true)}>
              Run it all the same
            </Button>
          ) : (
            <Again turn={turn} />
          )}
        </ErrorPanel>
      );
    case "done":
      if (turn.answer === undefined) return <KeptWords turn={turn} />;
      return (
        <AnswerCard
          key={turn.answer.sql}
          sourceId={turn.sourceId}
          answer={turn.answer}
          kept={turn.kept}
          isLast={isLast}
          isChosen={turn.reading !== undefined}
          modelSql={turn.modelSql}
          onAsk={onAsk}
          onChoose={isYours && turn.sourceId !== "" ? (sql) => chooseReading(turn, sql) : undefined}
        />
      );
  }
}

function Running({ turn }: { turn: Turn }) {
  return (
    <div className="card flex items-center gap-4 px-5 py-4" role="status">
      <span aria-hidden className="flex h-5 items-end gap-1">
        {[0, 1, 2].map((bar) => (
          <span
            key={bar}
            className="w-1 animate-pulse-bar rounded-full bg-accent"
            style={{ height: `${10 + bar * 5}px`, animationDelay: `${bar * 140}ms` }}
          />
        ))}
      </span>
      <span className="flex-1 text-soft">{turn.sentence ?? `${turn.stage}…`}</span>
      <Button size="small" onClick={() => cancel(turn.id)}>
        <X size={14} aria-hidden /> Stop <kbd className="text-xs text-faint max-sm:hidden">Esc</kbd>
      </Button>
    </div>
  );
}

const Stopped = ({ turn }: { turn: Turn }) => (
  <div className="card flex flex-wrap items-center gap-3 px-5 py-4 text-soft" role="status">
    <span className="flex-1">Stopped. Nothing is running any more.</span>
    <Again turn={turn} />
  </div>
);

const Again = ({ turn }: { turn: Turn }) =>
  turn.sourceId === "" ? null : (
    <Button size="small" className="justify-self-start" onClick={() => askAgain(turn)}>
      <RotateCcw size={14} aria-hidden /> Ask again
    </Button>
  );
