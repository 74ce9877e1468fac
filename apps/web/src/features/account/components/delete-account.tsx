import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Account, type DeletionPreview, deleteAccount, deletionQuery } from "../api/account.ts";
import { AccountForm } from "./account-form.tsx";
import { PasswordField } from "./password-field.tsx";

/** Told first what goes with it, then asked for the password. */
export function DeleteAccount({ account }: { account: Account }) {
  const [isAsked, setIsAsked] = useState(false);
  const preview = useQuery({ ...deletionQuery, enabled: isAsked });
  if (!isAsked) {
    return (
      <Button look="danger" className="justify-self-start" onClick={() => setIsAsked(true)}>
        Delete my account
      </Button>
    );
  }
  if (preview.isError) return <ErrorPanel error={preview.error} />;
  if (preview.data === undefined) return null;
  if (preview.data.isOnlyInstanceAdmin) {
    return (
      <p role="status">
        You are the only one who looks after this server. Name another administrator first, in the administration.
      </p>
    );
  }
  return <ReallyDelete account={account} preview={preview.data} onCancel={() => setIsAsked(false)} />;
}

interface ReallyDeleteProps {
  readonly account: Account;
  readonly preview: DeletionPreview;
  readonly onCancel: () => void;
}

function ReallyDelete({ account, preview, onCancel }: ReallyDeleteProps) {
  const remove = useMutation({ mutationFn: deleteAccount, onSuccess: () => window.location.assign("/") });
  const workspaceIds = preview.workspaces.map(({ id }) => id);
  return (
    <div className="card grid gap-5 p-5">
      <Losses preview={preview} />
      <AccountForm
        onSubmit={(value) =>
          remove.mutate({ workspaceIds, ...(account.hasPassword ? { password: value("password") } : {}) })
        }
        isBusy={remove.isPending || remove.isSuccess}
        error={remove.error}
        action="Delete my account for good"
        busyAction="Deleting…"
        look="danger"
      >
        {(problem) =>
          account.hasPassword ? (
            <PasswordField label="Password, to be sure it is you" autoFocus problem={problem("password")} />
          ) : null
        }
      </AccountForm>
      <Button look="quiet" onClick={onCancel}>
        Keep it
      </Button>
    </div>
  );
}

function Losses({ preview: { workspaces } }: { preview: DeletionPreview }) {
  if (workspaces.length === 0) {
    return (
      <p>Your conversations go with the account. What you shared in your workspaces stays with the others there.</p>
    );
  }
  return (
    <div className="grid gap-2">
      <p>
        Nobody else owns these workspaces. They go with the account, with all their data; make somebody else an owner to
        keep one:
      </p>
      <ul className="grid list-disc gap-1 pl-5">
        {workspaces.map(({ id, name, otherMembers }) => (
          <li key={id}>
            <span className="font-medium">{name}</span>
            {otherMembers === 0
              ? ""
              : `, in which ${otherMembers === 1 ? "one other person works" : `${otherMembers} others work`}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
