import { Button } from "@parlance/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import type { Conversation } from "../api/conversations.ts";
import { setConversationShared, sharedConversationsQuery, sharedSavedQuery } from "../api/workspace-sharing.ts";
import { whenAsked } from "../day-groups.ts";
import { SavedCard } from "./saved-card.tsx";

/** What people of the workspace have shared with each other. */
export function WorkspaceSharedList({ words }: { words: string }) {
  const conversations = useInfiniteQuery(sharedConversationsQuery(words));
  const saved = useInfiniteQuery(sharedSavedQuery(words));
  if (conversations.isError || saved.isError) return <ErrorPanel error={conversations.error ?? saved.error} />;
  if (conversations.isPending || saved.isPending)
    return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  const talks = conversations.data.pages.flatMap((page) => page.items);
  const answers = saved.data.pages.flatMap((page) => page.items);
  if (talks.length === 0 && answers.length === 0) return <Nothing words={words} />;
  return (
    <>
      {talks.length === 0 ? null : (
        <section aria-label="Conversations" className="grid gap-2">
          <h2 className="font-medium">Conversations</h2>
          <ul className="card divide-y divide-line overflow-hidden">
            {talks.map((conversation) => (
              <SharedLine key={conversation.id} conversation={conversation} />
            ))}
          </ul>
          <More list={conversations} />
        </section>
      )}
      {answers.length === 0 ? null : (
        <section aria-label="Saved answers" className="grid gap-2">
          <h2 className="font-medium">Saved answers</h2>
          <ul className="grid grid-cols-1 gap-3">
            {answers.map((answer) => (
              <li key={answer.id}>
                <SavedCard saved={answer} />
              </li>
            ))}
          </ul>
          <More list={saved} />
        </section>
      )}
    </>
  );
}

interface MorePages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}

const More = ({ list }: { list: MorePages }) =>
  list.hasNextPage ? (
    <Button className="justify-self-start" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      Show older ones
    </Button>
  ) : null;

function SharedLine({ conversation }: { conversation: Conversation }) {
  const { id, title, owner, isYours, sourceName, messageCount, updatedAt } = conversation;
  const mayRemoveOthers = useMay("member.change");
  const stop = (): void => {
    setConversationShared(conversation, false).catch((error: unknown) =>
      tell({ id, tone: "failed", text: `“${title}” is still shared. ${problemOf(error).message}` }),
    );
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 pr-4 hover:bg-sunken">
      <Link
        to="/c/$conversationId"
        params={{ conversationId: id }}
        className="grid min-w-0 flex-1 basis-64 gap-1 px-5 py-3.5 -outline-offset-2"
      >
        <span className="font-serif text-[1.15rem] leading-snug">{title}</span>
        <span className="text-[13px] text-soft">
          {isYours ? "You" : owner || "Somebody who left"} · {sourceName} · {messageCount}{" "}
          {messageCount === 1 ? "question" : "questions"} · {whenAsked(updatedAt, new Date())}
        </span>
      </Link>
      {isYours || mayRemoveOthers ? (
        <Button size="small" className="max-sm:mb-3 max-sm:ml-5" onClick={stop} aria-label={`Stop sharing ${title}`}>
          Stop sharing
        </Button>
      ) : null}
    </li>
  );
}

const Nothing = ({ words }: { words: string }) => (
  <div className="grid justify-items-center gap-2 rounded-card border border-dashed border-edge px-6 py-14 text-center">
    <Users size={24} aria-hidden className="text-accent" />
    <p className="font-serif text-2xl">{words === "" ? "Nothing shared yet" : "Nothing found"}</p>
    <p className="text-sm text-soft">
      {words === ""
        ? "What you and others share with the workspace is found here."
        : `Nothing that is shared holds “${words}”.`}
    </p>
  </div>
);
