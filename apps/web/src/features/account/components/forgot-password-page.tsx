import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { forgotPassword } from "../api/auth.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame, LINK } from "./account-frame.tsx";

export function ForgotPasswordPage() {
  const forgot = useMutation({ mutationFn: forgotPassword });
  const back = (
    <Link to="/sign-in" className={LINK}>
      Back to signing in
    </Link>
  );
  if (forgot.isSuccess) {
    return (
      <AccountFrame title="Look into your mail" footer={back}>
        <p role="status">
          If <strong className="font-medium">{forgot.variables}</strong> has an account here, a letter is on its way.
          Its link counts for an hour.
        </p>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="A new password" about="We send a link to your address to choose one." footer={back}>
      <AccountForm
        onSubmit={(value) => forgot.mutate(value("email"))}
        isBusy={forgot.isPending}
        error={forgot.error}
        action="Send the link"
        busyAction="One moment…"
      >
        {(problem) => (
          <AccountField label="E-mail" name="email" type="email" autoComplete="username" problem={problem("email")} />
        )}
      </AccountForm>
    </AccountFrame>
  );
}
