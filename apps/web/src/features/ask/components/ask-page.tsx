import { Button } from "@parlance/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useEffect } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { findSource, firstSource, useSourceGroups } from "../../sources/api/sources.ts";
import { SourcePicker } from "../../sources/components/source-picker.tsx";
import { ask, cancelAll, forget, useTurns } from "../api/conversation.ts";
import { Landing } from "./landing.tsx";
import { QuestionBox } from "./question-box.tsx";
import { TurnView } from "./turn-view.tsx";

/** Ask: the invitation, and the conversation that grows from it. */
export function AskPage() {
  const search = useSearch({ from: "/" });
  const navigate = useNavigate();
  const groups = useSourceGroups();
  const turns = useTurns();
  useEscapeToStop();
  const all = groups.data ?? [];
  const source = findSource(all, search.source) ?? findSource(all, turns.at(-1)?.sourceId) ?? firstSource(all);
  const isTalking =
    turns.length > 0 && (search.source === undefined || turns.some(({ sourceId }) => sourceId === search.source));
  const pick = (next: Source) => void navigate({ to: "/", search: { source: next.id } });
  const askThis = (question: string) => {
    if (source === undefined) return;
    ask(source, question);
    // Each answer brings itself into view; the router would go back to the top.
    void navigate({ to: "/", search: { source: source.id }, replace: true, resetScroll: false });
  };
  if (groups.isError) {
    return (
      <div className="page pt-16">
        <ErrorPanel error={groups.error}>
          <Button className="justify-self-start" onClick={() => void groups.refetch()}>
            Try again
          </Button>
        </ErrorPanel>
      </div>
    );
  }
  if (!isTalking) return <Landing groups={all} source={source} onPick={pick} onAsk={askThis} />;
  const startOver = () => {
    forget();
    void navigate({ to: "/", search: source === undefined ? {} : { source: source.id } });
  };
  return (
    <>
      <h1 className="sr-only">Your questions and answers</h1>
      <div className="page grid min-w-0 gap-14 pt-10 pb-48">
        {turns.map((turn, index) => (
          <TurnView key={turn.id} turn={turn} isLast={index === turns.length - 1} onAsk={askThis} />
        ))}
      </div>
      <div
        data-docked
        className="fixed inset-x-0 bottom-0 z-20 bg-gradient-to-t from-canvas from-60% to-transparent pt-8 pb-4"
      >
        <div className="page">
          <QuestionBox
            size="small"
            placeholder="Ask more, or follow up"
            isDisabled={source === undefined}
            onAsk={askThis}
            footer={
              <>
                <SourcePicker groups={all} current={source} onPick={pick} />
                <Button look="quiet" size="small" onClick={startOver}>
                  <Plus size={14} aria-hidden /> New
                </Button>
              </>
            }
          />
        </div>
      </div>
    </>
  );
}

function useEscapeToStop(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) cancelAll();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
