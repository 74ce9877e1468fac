import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { membersQuery } from "../../members/api/members.ts";
import { handOverWorkspace, type Workspace } from "../api/workspaces.ts";

export function HandOver({ workspace }: { workspace: Workspace }) {
  const others = (useQuery(membersQuery).data ?? []).filter(({ isYou }) => !isYou);
  const [to, setTo] = useState("");
  const fieldId = useId();
  const handOver = useMutation({
    mutationFn: () => handOverWorkspace(workspace.id, to),
    onSuccess: () => location.reload(),
  });
  if (others.length === 0) return <p className="text-soft">There is nobody else in it yet.</p>;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-0 flex-1 basis-56 gap-1.5">
          <label htmlFor={fieldId} className="text-sm font-medium">
            New owner
          </label>
          <select
            id={fieldId}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            className="h-10 min-w-0 rounded-field border border-edge bg-surface px-2.5 text-sm"
          >
            <option value="">Choose a member</option>
            {others.map(({ userId, name, email }) => (
              <option key={userId} value={userId}>
                {email === "" ? name : `${name} (${email})`}
              </option>
            ))}
          </select>
        </div>
        <Button className="h-10" disabled={to === "" || handOver.isPending} onClick={() => handOver.mutate()}>
          Hand over
        </Button>
      </div>
      {handOver.isError ? <ErrorPanel error={handOver.error} /> : null}
    </div>
  );
}
