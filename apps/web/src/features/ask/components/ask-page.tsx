import { Button } from "@parlance/ui";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { History, Plus } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { setDrawer } from "../../conversations/api/sidebar-state.ts";
import { ConversationFrame } from "../../conversations/components/conversation-frame.tsx";
import { findSource, firstSource, type SourceGroup, useSourceGroups } from "../../sources/api/sources.ts";
import { SourcePicker } from "../../sources/components/source-picker.tsx";
import { ask, cancelAll, forget, goOnWith, useCurrent } from "../api/conversation.ts";
import type { Talk } from "../api/talks.ts";
import { useTalk } from "../api/use-talk.ts";
import { Landing } from "./landing.tsx";
import { QuestionBox } from "./question-box.tsx";
import { TurnView } from "./turn-view.tsx";

/** Ask: the invitation, and the conversation that grows from it or is taken up again. */
export function AskPage() {
  const { conversationId } = useParams({ strict: false });
  const current = useCurrent();
  const { talk, isLoading, error } = useTalk(conversationId ?? current);
  useEffect(() => {
    if (conversationId !== undefined && talk !== undefined) goOnWith(talk.key);
  }, [conversationId, talk]);
  useEscapeToStop(talk);
  // A conversation that the tab remembers may be gone; its own address says so, the first page simply begins anew.
  const isMissing = error !== null && conversationId !== undefined;
  return (
    <ConversationFrame openId={talk?.id ?? null}>
      {isMissing ? (
        <Missing error={error} />
      ) : isLoading ? (
        <Loading />
      ) : (
        <AskOrTalk talk={talk} isAt={conversationId} />
      )}
    </ConversationFrame>
  );
}

function AskOrTalk({ talk, isAt }: { talk: Talk | undefined; isAt: string | undefined }) {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const groups = useSourceGroups();
  useAddress(talk, isAt);
  const all = groups.data ?? [];
  const last = talk?.turns.at(-1)?.sourceId;
  const isTalking =
    talk !== undefined &&
    talk.turns.length > 0 &&
    (isAt !== undefined ||
      search.source === undefined ||
      talk.turns.some(({ sourceId }) => sourceId === search.source));
  const source = findSource(all, search.source) ?? findSource(all, last) ?? (isTalking ? undefined : firstSource(all));
  const pick = (next: Source) => void navigate({ to: "/", search: { source: next.id } });
  const askThis = (question: string) => {
    if (source === undefined) return;
    ask(source, question, isTalking ? talk : undefined);
    // Each answer brings itself into view; the router would go back to the top.
    if (!isTalking) void navigate({ to: "/", search: { source: source.id }, replace: true, resetScroll: false });
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
        {talk.turns.map((turn, index) => (
          <TurnView
            key={turn.id}
            turn={turn}
            conversationId={talk.id}
            isLast={index === talk.turns.length - 1}
            onAsk={askThis}
          />
        ))}
      </div>
      <Docked>
        <QuestionBox
          size="small"
          placeholder={source === undefined ? "The data of this conversation is gone" : "Ask more, or follow up"}
          isDisabled={source === undefined}
          onAsk={askThis}
          footer={<TalkFooter groups={all} source={source} onPick={pick} onNew={startOver} />}
        />
      </Docked>
    </>
  );
}

interface TalkFooterProps {
  readonly groups: readonly SourceGroup[];
  readonly source: Source | undefined;
  readonly onPick: (source: Source) => void;
  readonly onNew: () => void;
}

const TalkFooter = ({ groups, source, onPick, onNew }: TalkFooterProps) => (
  <>
    <Button
      look="quiet"
      size="small"
      className="-mr-2 px-2! lg:hidden"
      aria-label="Show conversations"
      onClick={() => setDrawer(true)}
    >
      <History size={15} aria-hidden />
    </Button>
    <SourcePicker groups={groups} current={source} onPick={onPick} />
    <Button look="quiet" size="small" onClick={onNew}>
      <Plus size={14} aria-hidden /> New
    </Button>
  </>
);

const Docked = ({ children }: { children: ReactNode }) => (
  <div
    data-docked
    className="fixed right-0 bottom-0 left-[var(--beside,0px)] z-20 bg-gradient-to-t from-canvas from-60% to-transparent pt-8 pb-4"
  >
    <div className="page">{children}</div>
  </div>
);

const Loading = () => (
  <div className="page grid gap-4 pt-10" role="status">
    <span className="sr-only">Reading the conversation…</span>
    <span aria-hidden className="h-8 w-2/3 animate-pulse rounded-field bg-sunken" />
    <span aria-hidden className="h-72 animate-pulse rounded-card bg-sunken" />
  </div>
);

const Missing = ({ error }: { error: unknown }) => (
  <div className="page grid gap-4 pt-16">
    <ErrorPanel error={error} />
    <Link to="/" className="text-accent underline underline-offset-4" onClick={() => forget()}>
      Ask a new question
    </Link>
  </div>
);

/** A conversation begun on the first page gets its own address as soon as it has an id. */
function useAddress(talk: Talk | undefined, isAt: string | undefined): void {
  const navigate = useNavigate();
  const unnamed = useRef<string | null>(null);
  const key = talk?.key ?? null;
  const id = talk?.id ?? null;
  useEffect(() => {
    if (key !== null && id === null) unnamed.current = key;
    else if (key !== null && id !== null && unnamed.current === key) {
      unnamed.current = null;
      if (isAt !== id)
        void navigate({ to: "/c/$conversationId", params: { conversationId: id }, replace: true, resetScroll: false });
    }
  }, [key, id, isAt, navigate]);
}

function useEscapeToStop(talk: Talk | undefined): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) cancelAll(talk);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [talk]);
}
