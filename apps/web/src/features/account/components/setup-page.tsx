import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { setUp } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame, LINK } from "./account-frame.tsx";
import { KeepData } from "./keep-data.tsx";
import { PasswordField } from "./password-field.tsx";

/** The first account, by the link that the server printed when it started. */
export function SetupPage() {
  const [token] = useState(() => takeLinkSecrets().get("token"));
  const me = useQuery(meQuery);
  const setup = useMutation({ mutationFn: setUp, onSuccess: () => window.location.assign("/") });
  if (token === null || me.data?.possible.setup === false) {
    return (
      <AccountFrame title="Set up Parlance">
        <p className="text-soft">
          {me.data?.possible.setup === false
            ? "This server has been set up already."
            : "The link to set up this server is in the terminal where it was started. A restart prints a new one."}
        </p>
        <Link to="/sign-in" className={LINK}>
          Sign in
        </Link>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame
      title="Set up Parlance"
      about="The first account owns the first workspace and looks after this server. Others come by invitation."
    >
      <AccountForm
        onSubmit={(value) =>
          setup.mutate({
            token,
            email: value("email"),
            name: value("name"),
            password: value("password"),
            workspaceName: value("workspaceName"),
            keepData: value("keepData") === "on",
          })
        }
        isBusy={setup.isPending || setup.isSuccess}
        error={setup.error}
        action="Set up"
        busyAction="Setting up…"
      >
        {(problem) => (
          <>
            <AccountField label="Your name" name="name" autoComplete="name" maxLength={200} problem={problem("name")} />
            <AccountField label="E-mail" name="email" type="email" autoComplete="username" problem={problem("email")} />
            <PasswordField isNew problem={problem("password")} />
            <AccountField
              label="Name of the workspace"
              name="workspaceName"
              autoComplete="organization"
              defaultValue="Our data"
              maxLength={100}
              hint="Such as your team or company. It can be changed."
              problem={problem("workspaceName")}
            />
            <KeepData me={me.data} isOnAtFirst />
          </>
        )}
      </AccountForm>
    </AccountFrame>
  );
}
