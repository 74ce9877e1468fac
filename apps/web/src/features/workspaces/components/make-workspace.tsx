import { useMutation } from "@tanstack/react-query";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { makeWorkspace } from "../api/workspaces.ts";

export function MakeWorkspace() {
  const make = useMutation({ mutationFn: makeWorkspace });
  return (
    <AccountForm
      onSubmit={(value) => make.mutate(value("name"))}
      isBusy={make.isPending || make.isSuccess}
      error={make.error}
      action="Make it and go there"
      busyAction="One moment…"
    >
      {(problem) => <AccountField label="Name" name="name" maxLength={100} autoFocus problem={problem("name")} />}
    </AccountForm>
  );
}
