import { Button } from "@parlance/ui";
import { Link, useNavigate } from "@tanstack/react-router";
import { PanelLeftClose, Search, SquarePen } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { forget } from "../../ask/api/conversation.ts";
import { SEARCH_ID } from "../api/sidebar-state.ts";
import { useConversationList } from "../api/use-conversation-list.ts";
import { byDay } from "../day-groups.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { ShareDialog } from "./share-dialog.tsx";

export interface ConversationListProps {
  readonly openId: string | null;
  readonly onClose: () => void;
  /** After one was opened, or a new one begun. */
  readonly onPicked?: () => void;
}

/** What was asked before: to search, take up, rename, fork, share and delete. */
export function ConversationList({ openId, onClose, onPicked }: ConversationListProps) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [sharingId, setSharingId] = useState<string | null>(null);
  const words = useDeferredValue(text.trim());
  const { items, isError, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useConversationList(words);
  const sharing = items.find(({ id }) => id === sharingId);
  const beginNew = () => {
    forget();
    void navigate({ to: "/" });
    onPicked?.();
  };
  return (
    <nav aria-label="Conversations" className="flex h-full flex-col">
      <div className="flex items-center gap-1 px-3 pt-3 pb-2">
        <Button size="small" onClick={beginNew} title="Alt N" className="flex-1 justify-start!">
          <SquarePen size={14} aria-hidden /> New conversation
        </Button>
        <Button look="quiet" size="icon" aria-label="Hide conversations" className="size-8!" onClick={onClose}>
          <PanelLeftClose size={16} aria-hidden />
        </Button>
      </div>
      <SearchBox text={text} onText={setText} />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {isError ? <ErrorPanel error={error} /> : null}
        {items.length === 0 && !isPending && !isError ? <Nothing words={words} /> : null}
        {byDay(items, ({ updatedAt }) => updatedAt, new Date()).map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h2 className="px-2 pt-3 pb-1 text-xs text-soft">{group.name}</h2>
            <ul>
              {group.items.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  conversation={conversation}
                  isOpen={conversation.id === openId}
                  onPicked={onPicked}
                  onShare={() => setSharingId(conversation.id)}
                />
              ))}
            </ul>
          </section>
        ))}
        {hasNextPage ? (
          <Button look="quiet" size="small" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        ) : null}
      </div>
      <p className="border-t border-line px-4 py-2.5 text-[13px]">
        <Link to="/history" className="text-soft underline decoration-edge underline-offset-4 hover:text-ink">
          All history and saved answers
        </Link>
      </p>
      {sharing === undefined ? null : <ShareDialog conversation={sharing} onClose={() => setSharingId(null)} />}
    </nav>
  );
}

function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <div className="relative px-3 pb-1">
      <Search size={14} aria-hidden className="absolute top-2.5 left-5.5 text-faint" />
      <input
        id={SEARCH_ID}
        type="search"
        aria-label="Search conversations"
        placeholder="Search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.preventDefault();
          onText("");
        }}
        className="h-8.5 w-full rounded-field border border-line bg-surface pr-2 pl-8 text-[13px] focus:border-accent"
      />
    </div>
  );
}

const Nothing = ({ words }: { words: string }) => (
  <p className="px-2 pt-6 text-center text-[13px] text-soft text-balance">
    {words === "" ? "What you ask is kept here." : `No conversation holds “${words}”.`}
  </p>
);
