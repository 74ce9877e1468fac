import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { Link2, Link2Off } from "lucide-react";
import { CopyButton } from "../../../components/copy-button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useIsTeam } from "../../workspaces/api/rights.ts";
import {
  type Conversation,
  conversationsChanged,
  shareConversation,
  unshareConversation,
} from "../api/conversations.ts";
import { whenAsked } from "../day-groups.ts";
import { WorkspaceShare } from "./workspace-share.tsx";

/** A read-only link, made, copied and taken back. */
export function ShareDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { id, sharedAt, messageCount, title } = conversation;
  const share = useMutation({ mutationFn: () => shareConversation(id), onSettled: conversationsChanged });
  const stop = useMutation({
    mutationFn: () => unshareConversation(id),
    onSettled: conversationsChanged,
    onSuccess: () => share.reset(),
  });
  const isTeam = useIsTeam();
  const isShared = sharedAt !== null && !stop.isSuccess;
  const error = share.error ?? stop.error;
  return (
    <Dialog title="Share" isOpen onClose={onClose}>
      <div className="grid gap-4 p-5 pt-3 text-sm">
        {isTeam ? <WorkspaceShare conversation={conversation} /> : null}
        <p className="text-soft">
          Whoever has the link can read “{title}” as it is now: {messageCount}{" "}
          {messageCount === 1 ? "question with its answer" : "questions with their answers"}, first rows and SQL. They
          cannot ask, and do not see what you ask later.
        </p>
        {share.isSuccess ? (
          <div className="flex items-center gap-2">
            <input
              readOnly
              autoFocus
              aria-label="Link"
              value={share.data}
              onFocus={(event) => event.target.select()}
              className="h-9 min-w-0 flex-1 rounded-field border border-edge bg-sunken px-3 font-mono text-xs"
            />
            <CopyButton text={share.data} label="Copy link" />
          </div>
        ) : null}
        {isShared && !share.isSuccess && sharedAt !== null ? (
          <p className="rounded-field bg-warn-wash px-4 py-3 text-warn">
            A link was made ({whenAsked(sharedAt, new Date())}). It is not kept, so it cannot be shown again; a new one
            takes its place.
          </p>
        ) : null}
        {error === null ? null : <ErrorPanel error={error} />}
        <div className="flex flex-wrap gap-2">
          {share.isSuccess ? null : (
            <Button look="solid" disabled={share.isPending} onClick={() => share.mutate()}>
              <Link2 size={15} aria-hidden /> {isShared ? "Make a new link" : "Make a link"}
            </Button>
          )}
          {isShared || share.isSuccess ? (
            <Button disabled={stop.isPending} onClick={() => stop.mutate()}>
              <Link2Off size={15} aria-hidden /> Stop sharing
            </Button>
          ) : null}
          <span className="flex-1" />
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
