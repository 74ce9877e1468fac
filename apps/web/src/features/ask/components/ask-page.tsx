import { Button } from "@parlance/ui";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { ConversationFrame } from "../../conversations/components/conversation-frame.tsx";
import { findSource, firstSource, useSourceGroups } from "../../sources/api/sources.ts";
import { ask, cancelAll, forget, goOnWith, useCurrent } from "../api/conversation.ts";
import type { Talk } from "../api/talks.ts";
import { useTalk } from "../api/use-talk.ts";
import { Landing } from "./landing.tsx";

/** Tables and charts come after the invitation is drawn, and before the first answer does. */
const loadTalk = () => import("./talk-view.tsx");
const TalkView = lazy(() => loadTalk().then(({ TalkView: component }) => ({ default: component })));

/** Ask: the invitation, and the conversation that grows from it or is taken up again. */
export function AskPage() {
  const { conversationId } = useParams({ strict: false });
  const current = useCurrent();
  const { talk, isLoading, error } = useTalk(conversationId ?? current);
  useEffect(() => {
    if (conversationId !== undefined && talk !== undefined) goOnWith(talk.key);
  }, [conversationId, talk]);
  useEscapeToStop(talk);
  useEffect(() => {
    const waiting = setTimeout(() => void loadTalk(), PRELOAD_AFTER_MS);
    return () => clearTimeout(waiting);
  }, []);
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
    <Suspense fallback={<Loading />}>
      <TalkView talk={talk} groups={all} source={source} onAsk={askThis} onPick={pick} onNew={startOver} />
    </Suspense>
  );
}

const PRELOAD_AFTER_MS = 300;

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
