import { Button } from "@parlance/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type HistoryEntry, historyQuery } from "../api/conversations.ts";
import { useGoing } from "../api/deletions.ts";
import { byDay, whenAsked } from "../day-groups.ts";

const ENDS = { done: null, failed: "failed", cancelled: "stopped" } as const;

/** Questions of all conversations, latest first; each leads to its place. */
export function HistoryList({ words, sourceId }: { words: string; sourceId: string | undefined }) {
  const history = useInfiniteQuery(historyQuery(words, sourceId));
  const going = useGoing();
  const items = (history.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ conversationId }) => !going.has(conversationId));
  if (history.isError) return <ErrorPanel error={history.error} />;
  if (history.isPending) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  if (items.length === 0) return <Nothing words={words} />;
  const now = new Date();
  return (
    <>
      {byDay(items, ({ askedAt }) => askedAt, now).map((group) => (
        <section key={group.name} aria-label={group.name} className="grid grid-cols-1 gap-2">
          <h2 className="font-medium">{group.name}</h2>
          <ul className="card divide-y divide-line overflow-hidden">
            {group.items.map((entry) => (
              <li key={`${entry.conversationId} ${entry.id}`}>
                <EntryLink entry={entry} now={now} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {history.hasNextPage ? (
        <Button
          className="justify-self-start"
          disabled={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show older ones
        </Button>
      ) : null}
    </>
  );
}

function EntryLink({ entry, now }: { entry: HistoryEntry; now: Date }) {
  const { conversationId, id, question, sentence, sourceName, sourceId, askedAt, state } = entry;
  const end = ENDS[state];
  return (
    <Link
      to="/c/$conversationId"
      params={{ conversationId }}
      hash={id}
      className="grid gap-1 px-5 py-3.5 -outline-offset-2 hover:bg-sunken"
    >
      <span className="font-serif text-[1.15rem] leading-snug">{question}</span>
      {sentence === null ? null : <span className="line-clamp-2 text-sm text-soft">{sentence}</span>}
      <span className="text-[13px] text-faint">
        {sourceName}
        {sourceId === null ? " (gone)" : ""} · {whenAsked(askedAt, now)}
        {end === null ? null : <span className="text-warn"> · {end}</span>}
      </span>
    </Link>
  );
}

const Nothing = ({ words }: { words: string }) => (
  <div className="grid justify-items-center gap-2 rounded-card border border-dashed border-edge px-6 py-14 text-center">
    <p className="font-serif text-2xl">{words === "" ? "Nothing asked yet" : "Nothing found"}</p>
    <p className="text-sm text-soft">
      {words === ""
        ? "Your questions and their answers are kept here."
        : `No question, answer or SQL holds “${words}”.`}
    </p>
    <Link to="/" className="mt-2 text-accent underline underline-offset-4">
      Ask a question
    </Link>
  </div>
);
