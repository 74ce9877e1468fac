import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tell } from "../../../state/notes.ts";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { changeWorkspace, type Workspace } from "../api/workspaces.ts";

export function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (to: { name: string; description: string }) => changeWorkspace(workspace, to),
    onSuccess: () => {
      tell({ id: "workspace", text: "The workspace is changed." });
      void client.invalidateQueries({ queryKey: ["workspaces"] });
      void client.invalidateQueries({ queryKey: ["me"] });
    },
  });
  return (
    <AccountForm
      onSubmit={(value) => change.mutate({ name: value("name"), description: value("description") })}
      isBusy={change.isPending}
      error={change.error}
      action="Save"
      busyAction="Saving…"
    >
      {(problem) => (
        <>
          <AccountField
            label="Name"
            name="name"
            maxLength={100}
            defaultValue={workspace.name}
            problem={problem("name")}
          />
          <AccountField
            label="What it is for"
            name="description"
            maxLength={500}
            required={false}
            defaultValue={workspace.description}
            problem={problem("description")}
          />
        </>
      )}
    </AccountForm>
  );
}
