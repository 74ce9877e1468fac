import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Conversation } from "../api/conversations.ts";
import { setConversationShared } from "../api/workspace-sharing.ts";

/** Sharing with the people one works with: they read it, and go on in one of their own. */
export function WorkspaceShare({ conversation }: { conversation: Conversation }) {
  const isShared = conversation.workspaceSharedAt !== null;
  const change = useMutation({ mutationFn: (next: boolean) => setConversationShared(conversation, next) });
  return (
    <section aria-label="With the workspace" className="grid gap-2 border-b border-line pb-4">
      <p className="text-soft">
        {isShared
          ? "Everybody in the workspace can read it, with what you ask later."
          : "Everybody in the workspace could read it, with what you ask later, and go on in one of their own."}
      </p>
      <Button className="justify-self-start" disabled={change.isPending} onClick={() => change.mutate(!isShared)}>
        <Users size={15} aria-hidden /> {isShared ? "Stop sharing with the workspace" : "Share with the workspace"}
      </Button>
      {change.isError ? <ErrorPanel error={change.error} /> : null}
    </section>
  );
}
