import { Button } from "@parlance/ui";
import { useNavigate } from "@tanstack/react-router";
import { Bookmark, BookmarkCheck, GitFork } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import type { Turn } from "../../ask/api/ask-events.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { conversationsChanged, forkConversation } from "../api/conversations.ts";
import { SaveDialog } from "./save-dialog.tsx";

/** What can be done with one answer of a conversation. */
export function TurnActions({ turn, conversationId }: { turn: Turn; conversationId: string | null }) {
  const navigate = useNavigate();
  const [isSaving, setIsSaving] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const sql = turn.answer?.sql ?? null;
  const maySave = useMay("savedAnswer.change");
  const fork = async (from: string) => {
    try {
      const { id } = await forkConversation(from, turn.id);
      conversationsChanged();
      void navigate({ to: "/c/$conversationId", params: { conversationId: id } });
      tell({ id, text: "You are in a conversation of its own now; the other one is as it was." });
    } catch (error) {
      tell({ id: turn.id, tone: "failed", text: `It could not be forked. ${problemOf(error).message}` });
    }
  };
  const Icon = isSaved ? BookmarkCheck : Bookmark;
  return (
    <div className="-mr-2 flex max-sm:-ml-2.5">
      {sql === null || turn.sourceId === "" || !maySave ? null : (
        <Button look="quiet" size="small" onClick={() => setIsSaving(true)}>
          <Icon size={14} aria-hidden /> {isSaved ? "Saved" : "Save"}
        </Button>
      )}
      {conversationId === null ? null : (
        <Button
          look="quiet"
          size="small"
          title="Go on from here in a conversation of its own"
          onClick={() => void fork(conversationId)}
        >
          <GitFork size={14} aria-hidden /> Fork
        </Button>
      )}
      {isSaving && sql !== null ? (
        <SaveDialog
          answer={{ sourceId: turn.sourceId, question: turn.question, sql, chart: turn.answer?.chart ?? null }}
          onClose={() => setIsSaving(false)}
          onSaved={() => setIsSaved(true)}
        />
      ) : null}
    </div>
  );
}
