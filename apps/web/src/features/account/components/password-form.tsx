import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changePassword } from "../api/account.ts";
import { AccountForm } from "./account-form.tsx";
import { KeysToReview } from "./keys-to-review.tsx";
import { PasswordField } from "./password-field.tsx";

export function PasswordForm() {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => client.invalidateQueries({ queryKey: ["account"] }),
  });
  if (change.isSuccess) {
    const { endedSessions, apiKeys } = change.data;
    return (
      <>
        <p role="status">
          Your password is new.{" "}
          {endedSessions === 0
            ? ""
            : `${endedSessions} other ${endedSessions === 1 ? "session is" : "sessions are"} over.`}
        </p>
        <KeysToReview keys={apiKeys} />
      </>
    );
  }
  return (
    <AccountForm
      onSubmit={(value) => change.mutate({ current: value("current"), password: value("password") })}
      isBusy={change.isPending}
      error={change.error}
      action="Change the password"
      busyAction="One moment…"
    >
      {(problem) => (
        <>
          <PasswordField label="Present password" name="current" problem={problem("current")} />
          <PasswordField label="New password" isNew problem={problem("password")} />
        </>
      )}
    </AccountForm>
  );
}
