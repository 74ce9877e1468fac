import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { GitFork } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { conversationsChanged, forkConversation } from "../../conversations/api/conversations.ts";

/** In the place of the question box where somebody else's conversation is read. */
export function SharedBy({ name, conversationId }: { name: string; conversationId: string }) {
  const navigate = useNavigate();
  const fork = useMutation({
    mutationFn: () => forkConversation(conversationId),
    onSuccess: ({ id }) => {
      conversationsChanged();
      void navigate({ to: "/c/$conversationId", params: { conversationId: id } });
    },
  });
  return (
    <div className="card grid gap-3 p-4 shadow-float">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex-1 basis-60">
          {name === "" ? "Somebody" : name} shared this conversation with the workspace.
        </p>
        <Button look="solid" disabled={fork.isPending} onClick={() => fork.mutate()}>
          <GitFork size={15} aria-hidden /> Go on in one of your own
        </Button>
      </div>
      {fork.isError ? <ErrorPanel error={fork.error} /> : null}
    </div>
  );
}
