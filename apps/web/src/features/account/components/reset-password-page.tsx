import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { resetPassword } from "../api/auth.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame, LINK } from "./account-frame.tsx";
import { KeysToReview } from "./keys-to-review.tsx";
import { NoLink } from "./no-link.tsx";
import { PasswordField } from "./password-field.tsx";

export function ResetPasswordPage() {
  const [token] = useState(() => takeLinkSecrets().get("token"));
  const reset = useMutation({ mutationFn: resetPassword });
  if (token === null) return <NoLink title="A new password" />;
  if (reset.isSuccess) {
    return (
      <AccountFrame title="Your password is new">
        <p role="status">Everything that was signed in is signed out. Sign in with the new password.</p>
        <KeysToReview keys={reset.data.apiKeys} />
        <Link to="/sign-in" className={LINK}>
          Sign in
        </Link>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="A new password" about="Choose one you use nowhere else.">
      <AccountForm
        onSubmit={(value) => reset.mutate({ token, password: value("password") })}
        isBusy={reset.isPending}
        error={reset.error}
        action="Use this password"
        busyAction="One moment…"
      >
        {(problem) => <PasswordField isNew autoFocus label="New password" problem={problem("password")} />}
      </AccountForm>
    </AccountFrame>
  );
}
