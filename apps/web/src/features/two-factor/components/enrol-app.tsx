import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { AccountForm } from "../../account/components/account-form.tsx";
import { PasswordField } from "../../account/components/password-field.tsx";
import { beginEnrolment, confirmEnrolment, type Enrolment } from "../api/two-factor.ts";
import { CodeField } from "./code-field.tsx";

export interface EnrolAppProps {
  readonly hasPassword: boolean;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** Password, then the picture for the app, then a code of the app. */
export function EnrolApp({ hasPassword, onDone, onCancel }: EnrolAppProps) {
  const begin = useMutation({ mutationFn: beginEnrolment });
  const confirm = useMutation({ mutationFn: confirmEnrolment, onSuccess: onDone });
  return (
    <div className="grid gap-4">
      {begin.data === undefined ? (
        <AccountForm
          onSubmit={(value) => begin.mutate(value("password"))}
          isBusy={begin.isPending}
          error={begin.error}
          action="Go on"
          busyAction="One moment…"
        >
          {(problem) =>
            hasPassword ? <PasswordField problem={problem("password")} /> : <p className="text-sm">You need a phone.</p>
          }
        </AccountForm>
      ) : (
        <>
          <AppPicture enrolment={begin.data} />
          <AccountForm
            onSubmit={(value) => confirm.mutate(value("code"))}
            isBusy={confirm.isPending}
            error={confirm.error}
            action="Turn it on"
            busyAction="Checking…"
          >
            {(problem) => <CodeField label="Code that the app shows" problem={problem("code")} />}
          </AccountForm>
        </>
      )}
      <Button className="justify-self-start" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function AppPicture({ enrolment: { qrCode, secret } }: { enrolment: Enrolment }) {
  return (
    <div className="grid gap-3">
      <p>Scan this with an authenticator app on your phone.</p>
      {/* As an image its markup cannot do anything. Dark on white, whatever the theme: cameras want it so. */}
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(qrCode)}`}
        alt="QR code with the key that is written below"
        className="size-48 rounded-card border border-line bg-white p-2"
      />
      <p className="text-sm text-soft">
        Without a camera, type this key: <span className="font-mono break-all text-ink">{secret}</span>
      </p>
    </div>
  );
}
