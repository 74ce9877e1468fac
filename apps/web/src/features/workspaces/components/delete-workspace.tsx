import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { deleteWorkspace, goOn, type Workspace } from "../api/workspaces.ts";

/** Its name has to be typed, so that nobody deletes another one by habit. */
export function DeleteWorkspace({ workspace: { id, name, sourceCount, memberCount } }: { workspace: Workspace }) {
  const [isAsked, setIsAsked] = useState(false);
  const remove = useMutation({
    mutationFn: async (typed: string) => {
      await deleteWorkspace(id, typed);
      await goOn(id);
    },
  });
  if (!isAsked) {
    return (
      <Button look="danger" className="justify-self-start" onClick={() => setIsAsked(true)}>
        Delete the workspace
      </Button>
    );
  }
  return (
    <div className="card grid gap-5 p-5">
      <p>
        {sourceCount === 1 ? "One source" : `${sourceCount} sources`} with all files, and every conversation and saved
        answer of {memberCount === 1 ? "its one member" : `its ${memberCount} members`} go for good.
      </p>
      <AccountForm
        onSubmit={(value) => remove.mutate(value("name"))}
        isBusy={remove.isPending || remove.isSuccess}
        error={remove.error}
        action="Delete it for good"
        busyAction="Deleting…"
        look="danger"
      >
        <AccountField label={`Type “${name}”`} name="name" autoComplete="off" autoFocus />
      </AccountForm>
      <Button look="quiet" onClick={() => setIsAsked(false)}>
        Keep it
      </Button>
    </div>
  );
}
