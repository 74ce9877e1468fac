import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { AccountForm } from "../../account/components/account-form.tsx";
import { PasswordField } from "../../account/components/password-field.tsx";
import { type Proof, renewRecoveryCodes, turnOff } from "../api/two-factor.ts";
import { CodeField } from "./code-field.tsx";

export interface ProofFormProps {
  readonly kind: "renew" | "off";
  readonly hasPassword: boolean;
  /** Told the new recovery codes, where there are any. */
  readonly onDone: (recoveryCodes: readonly string[] | null) => void;
  readonly onCancel: () => void;
}

const WORK: Readonly<Record<ProofFormProps["kind"], (proof: Proof) => Promise<readonly string[] | null>>> = {
  renew: renewRecoveryCodes,
  off: (proof) => turnOff(proof).then(() => null),
};

/** Password and code together: a browser left open is not enough. */
export function ProofForm({ kind, hasPassword, onDone, onCancel }: ProofFormProps) {
  const work = useMutation({ mutationFn: WORK[kind], onSuccess: onDone });
  return (
    <div className="grid gap-4">
      <AccountForm
        onSubmit={(value) => work.mutate({ password: value("password"), code: value("code") })}
        isBusy={work.isPending}
        error={work.error}
        action={kind === "off" ? "Turn it off" : "Make new codes"}
        busyAction="Checking…"
        look={kind === "off" ? "danger" : "solid"}
      >
        {(problem) => (
          <>
            {hasPassword ? <PasswordField problem={problem("password")} /> : null}
            <CodeField label="Code of the app, or a recovery code" problem={problem("code")} />
          </>
        )}
      </AccountForm>
      <Button className="justify-self-start" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
