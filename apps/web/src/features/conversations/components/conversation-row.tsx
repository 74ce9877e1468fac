import { Button } from "@parlance/ui";
import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis, GitFork, Link2, Pencil, Trash2, Users } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Menu, MenuItem } from "../../../components/menu.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Conversation, conversationsChanged, forkConversation, renameConversation } from "../api/conversations.ts";
import { deleteWithUndo } from "../api/deletions.ts";
import { InlineName } from "./inline-name.tsx";

export interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly isOpen: boolean;
  readonly onPicked: (() => void) | undefined;
  readonly onShare: () => void;
}

/** One conversation of the list. F2 renames, Delete deletes. */
export function ConversationRow({ conversation, isOpen, onPicked, onShare }: ConversationRowProps) {
  const { id, title, sourceName, sharedAt, workspaceSharedAt } = conversation;
  const mayShare = useMay("conversation.share");
  const navigate = useNavigate();
  const [isRenaming, setIsRenaming] = useState(false);
  const remove = () => {
    if (isOpen) void navigate({ to: "/" });
    void deleteWithUndo(conversation);
  };
  const fork = async () => {
    try {
      const made = await forkConversation(id);
      conversationsChanged();
      void navigate({ to: "/c/$conversationId", params: { conversationId: made.id } });
      onPicked?.();
    } catch (error) {
      tell({ id, tone: "failed", text: `It could not be forked. ${problemOf(error).message}` });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "F2") setIsRenaming(true);
    else if (event.key === "Delete") remove();
    else return;
    event.preventDefault();
  };
  if (isRenaming)
    return (
      <li>
        <InlineName
          label="Name of the conversation"
          name={title}
          save={(name) => renameConversation(conversation, name)}
          onDone={() => {
            setIsRenaming(false);
            conversationsChanged();
          }}
        />
      </li>
    );
  return (
    <li
      className={`group relative flex items-center rounded-lg ${isOpen ? "bg-accent-wash" : "hover:bg-sunken"} focus-within:bg-sunken`}
    >
      <Link
        to="/c/$conversationId"
        params={{ conversationId: id }}
        aria-current={isOpen ? "page" : undefined}
        title={title}
        onClick={onPicked}
        onKeyDown={onKeyDown}
        onDoubleClick={() => setIsRenaming(true)}
        className="min-w-0 flex-1 rounded-lg px-2 py-1.5"
      >
        <span className={`block truncate text-[13.5px] ${isOpen ? "font-medium text-accent" : "text-ink"}`}>
          {title}
        </span>
        <span className="flex items-center gap-1.5 truncate text-xs text-soft">
          {workspaceSharedAt === null ? null : (
            <Users size={11} aria-label="Shared with the workspace" className="shrink-0" />
          )}
          {sharedAt === null ? null : <Link2 size={11} aria-label="Shared" className="shrink-0" />}
          {sourceName}
        </span>
      </Link>
      <Menu
        trigger={
          <Button
            look="quiet"
            size="icon"
            aria-label={`More for ${title}`}
            className="size-8! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
          >
            <Ellipsis size={16} aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setIsRenaming(true)}>
          <Pencil size={14} aria-hidden /> <span className="flex-1">Rename</span> <Key name="F2" />
        </MenuItem>
        <MenuItem onSelect={() => void fork()}>
          <GitFork size={14} aria-hidden /> Fork
        </MenuItem>
        {mayShare ? (
          <MenuItem onSelect={onShare}>
            <Link2 size={14} aria-hidden /> Share…
          </MenuItem>
        ) : null}
        <MenuItem onSelect={remove}>
          <Trash2 size={14} aria-hidden /> <span className="flex-1">Delete</span> <Key name="Del" />
        </MenuItem>
      </Menu>
    </li>
  );
}

const Key = ({ name }: { name: string }) => <kbd className="font-sans text-xs text-faint max-sm:hidden">{name}</kbd>;
