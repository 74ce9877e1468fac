import { useMutation } from "@tanstack/react-query";
import { type Account, changeEmail } from "../api/account.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { PasswordField } from "./password-field.tsx";

export function EmailForm({ account }: { account: Account }) {
  const change = useMutation({ mutationFn: changeEmail });
  if (change.isSuccess) {
    return (
      <p role="status">
        A letter is on its way to <strong className="font-medium">{change.variables.email}</strong>. The address changes
        when its link is opened; until then you sign in with {account.email}.
      </p>
    );
  }
  return (
    <AccountForm
      onSubmit={(value) =>
        change.mutate({ email: value("email"), ...(account.hasPassword ? { password: value("password") } : {}) })
      }
      isBusy={change.isPending}
      error={change.error}
      action="Change the address"
      busyAction="One moment…"
    >
      {(problem) => (
        <>
          <p className="text-sm">
            Now: <span className="font-medium">{account.email}</span>
          </p>
          <AccountField label="New e-mail" name="email" type="email" autoComplete="email" problem={problem("email")} />
          {account.hasPassword ? (
            <PasswordField label="Password, to be sure it is you" problem={problem("password")} />
          ) : null}
        </>
      )}
    </AccountForm>
  );
}
