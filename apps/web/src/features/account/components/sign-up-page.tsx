import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { register } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame, LINK } from "./account-frame.tsx";
import { KeepData } from "./keep-data.tsx";
import { PasswordField } from "./password-field.tsx";

const ToSignIn = () => (
  <>
    Have an account?{" "}
    <Link to="/sign-in" className={LINK}>
      Sign in
    </Link>
  </>
);

/** By invitation, whose link brings its token and the address it went to, or where everybody may. */
export function SignUpPage() {
  const [secrets] = useState(takeLinkSecrets);
  const invitation = secrets.get("invitation");
  const me = useQuery(meQuery);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const signUp = useMutation({
    mutationFn: register,
    onSuccess: (answer, { email }) => {
      if (answer.status === "signedIn") window.location.assign("/");
      else setMailedTo(email);
    },
  });
  if (mailedTo !== null) return <LookIntoYourMail address={mailedTo} />;
  if (invitation === null && me.data !== undefined && me.data.possible.registration !== "open") {
    return (
      <AccountFrame title="By invitation" footer={<ToSignIn />}>
        <p className="text-soft">
          Accounts are made by invitation here. Ask somebody who administers a workspace to invite you.
        </p>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame
      title="Make an account"
      {...(invitation === null ? {} : { about: "You have been invited. Choose a name and a password." })}
      footer={<ToSignIn />}
    >
      <AccountForm
        onSubmit={(value) =>
          signUp.mutate({
            email: value("email"),
            name: value("name"),
            password: value("password"),
            keepData: value("keepData") === "on",
            invitation,
          })
        }
        isBusy={signUp.isPending || (signUp.isSuccess && mailedTo === null)}
        error={signUp.error}
        action="Make the account"
        busyAction="One moment…"
      >
        {(problem) => (
          <>
            <AccountField label="Name" name="name" autoComplete="name" maxLength={200} problem={problem("name")} />
            <AccountField
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              defaultValue={secrets.get("email") ?? ""}
              readOnly={invitation !== null && secrets.get("email") !== null}
              problem={problem("email")}
            />
            <PasswordField isNew problem={problem("password")} />
            <KeepData me={me.data} />
          </>
        )}
      </AccountForm>
    </AccountFrame>
  );
}

const LookIntoYourMail = ({ address }: { address: string }) => (
  <AccountFrame title="Look into your mail" footer={<ToSignIn />}>
    <p role="status">
      A letter is on its way to <strong className="font-medium">{address}</strong>. Open its link to confirm that the
      address is yours; it counts for a day.
    </p>
  </AccountFrame>
);
