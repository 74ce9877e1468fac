import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { goOn, leaveWorkspace, type Workspace } from "../api/workspaces.ts";

export function LeaveWorkspace({ workspace: { id, name } }: { workspace: Workspace }) {
  const [isAsked, setIsAsked] = useState(false);
  const leave = useMutation({
    mutationFn: async () => {
      await leaveWorkspace(id);
      await goOn(id);
    },
  });
  if (!isAsked) {
    return (
      <Button className="justify-self-start" onClick={() => setIsAsked(true)}>
        Leave the workspace
      </Button>
    );
  }
  return (
    <div className="card grid gap-4 p-5">
      <p>
        You will not see “{name}” any more, and your API keys for it stop working. What you made and shared stays there.
      </p>
      {leave.isError ? <ErrorPanel error={leave.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button look="danger" disabled={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
          Leave
        </Button>
        <Button look="quiet" onClick={() => setIsAsked(false)}>
          Stay
        </Button>
      </div>
    </div>
  );
}
