import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { verifyEmail } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame } from "./account-frame.tsx";
import { KeepData } from "./keep-data.tsx";
import { NoLink } from "./no-link.tsx";
import { PasswordField } from "./password-field.tsx";

export function VerifyEmailPage() {
  const [token] = useState(() => takeLinkSecrets().get("token"));
  const me = useQuery(meQuery);
  const verify = useMutation({ mutationFn: verifyEmail, onSuccess: () => window.location.assign("/") });
  if (token === null) return <NoLink title="Confirm your address" />;
  return (
    <AccountFrame title="Confirm your address" about="Enter the password you chose, and the account is yours.">
      <AccountForm
        onSubmit={(value) =>
          verify.mutate({ token, password: value("password"), keepData: value("keepData") === "on" })
        }
        isBusy={verify.isPending || verify.isSuccess}
        error={verify.error}
        action="Confirm and sign in"
        busyAction="One moment…"
      >
        {(problem) => (
          <>
            <PasswordField autoFocus problem={problem("password")} />
            <KeepData me={me.data} />
          </>
        )}
      </AccountForm>
    </AccountFrame>
  );
}
