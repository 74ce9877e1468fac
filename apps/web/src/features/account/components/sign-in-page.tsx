import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { singleSignOnProblem } from "../../single-sign-on/problem-words.ts";
import { finishSignIn, signIn } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { safeReturn } from "../safe-return.ts";
import { AccountField } from "./account-field.tsx";
import { AccountForm } from "./account-form.tsx";
import { AccountFrame, LINK } from "./account-frame.tsx";
import { KeepData } from "./keep-data.tsx";
import { PasswordField } from "./password-field.tsx";
import { SingleSignOnOffers } from "./single-sign-on-offers.tsx";

/** A whole new page: nothing that was shown to somebody else stays in memory. */
const enter = (to: string | undefined): void => window.location.assign(safeReturn(to, window.location.origin));

interface Challenge {
  readonly ticket: string;
  readonly keepData: boolean;
}

/** What a sign-in elsewhere has come back with: a second step to be taken here, or why it did not work. */
const broughtBack = (secrets: URLSearchParams): Challenge | null => {
  const ticket = secrets.get("ticket");
  return ticket === null ? null : { ticket, keepData: secrets.get("keepData") === "true" };
};

export function SignInPage() {
  const [secrets] = useState(takeLinkSecrets);
  const search = useSearch({ from: "/sign-in" });
  const to = secrets.get("next") ?? search.to;
  const me = useQuery(meQuery);
  const [challenge, setChallenge] = useState(() => broughtBack(secrets));
  const first = useMutation({
    mutationFn: signIn,
    onSuccess: (answer, { keepData }) => {
      if (answer.status === "signedIn") enter(to);
      else setChallenge({ ticket: answer.ticket, keepData });
    },
  });
  if (challenge !== null) return <SecondStep challenge={challenge} to={to} onBack={() => setChallenge(null)} />;
  const isOpen = me.data?.possible.registration === "open";
  return (
    <AccountFrame
      title="Sign in"
      footer={
        isOpen ? (
          <>
            No account yet?{" "}
            <Link to="/sign-up" className={LINK}>
              Make one
            </Link>
          </>
        ) : me.data?.possible.setup === true ? (
          "Nobody has an account here yet. The link to make the first is in the terminal where this server was started."
        ) : (
          "No account yet? Somebody who administers a workspace can invite you."
        )
      }
    >
      <Problem code={secrets.get("problem")} />
      <AccountForm
        onSubmit={(value) =>
          first.mutate({
            email: value("email"),
            password: value("password"),
            keepData: value("keepData") === "on",
          })
        }
        isBusy={first.isPending || first.isSuccess}
        error={first.error}
        action="Sign in"
        busyAction="Signing in…"
      >
        {(problem) => (
          <>
            <AccountField label="E-mail" name="email" type="email" autoComplete="username" problem={problem("email")} />
            <div className="grid gap-2">
              <PasswordField problem={problem("password")} />
              <Link to="/forgot-password" className={`${LINK} justify-self-start text-[13px]`}>
                Forgot your password?
              </Link>
            </div>
            <KeepData me={me.data} />
          </>
        )}
      </AccountForm>
      <SingleSignOnOffers offers={me.data?.possible.singleSignOn ?? []} to={safeReturn(to, window.location.origin)} />
      {me.data?.possible.credentialSessions === true ? (
        <Link to="/connect-database" className={`${LINK} justify-self-start text-[13px]`}>
          Connect with database credentials, without an account
        </Link>
      ) : null}
    </AccountFrame>
  );
}

function Problem({ code }: { code: string | null }) {
  if (code === null) return null;
  return (
    <ErrorPanel
      problem={{
        code,
        message: singleSignOnProblem(code),
        hint: "Try again, or sign in with your password.",
        details: {},
      }}
    />
  );
}

function SecondStep({ challenge, to, onBack }: { challenge: Challenge; to: string | undefined; onBack: () => void }) {
  const finish = useMutation({ mutationFn: finishSignIn, onSuccess: () => enter(to) });
  return (
    <AccountFrame
      title="One more step"
      about="Your authenticator app shows a code for Parlance. A recovery code works as well."
      footer={
        <button type="button" onClick={onBack} className={`${LINK} cursor-pointer`}>
          Sign in as somebody else
        </button>
      }
    >
      <AccountForm
        onSubmit={(value) => finish.mutate({ ...challenge, code: value("code") })}
        isBusy={finish.isPending || finish.isSuccess}
        error={finish.error}
        action="Go on"
        busyAction="Checking…"
      >
        {(problem) => (
          <AccountField
            label="Code"
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            maxLength={40}
            problem={problem("code")}
          />
        )}
      </AccountForm>
    </AccountFrame>
  );
}
