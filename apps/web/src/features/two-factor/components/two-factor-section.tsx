import { Button } from "@parlance/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { SettingsSection } from "../../account/components/settings-section.tsx";
import { type TwoFactorState, twoFactorQuery } from "../api/two-factor.ts";
import { EnrolApp } from "./enrol-app.tsx";
import { ProofForm } from "./proof-form.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

export interface TwoFactorSectionProps {
  /** People who only sign in through their company have no password to prove themselves with. */
  readonly hasPassword: boolean;
}

type Step = "rest" | "enrol" | "renew" | "off";

/** The second factor in the settings of an account: set up, looked after, turned off. */
export function TwoFactorSection({ hasPassword }: TwoFactorSectionProps) {
  const query = useQuery(twoFactorQuery);
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>("rest");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const settle = (fresh: readonly string[] | null): void => {
    setCodes(fresh);
    setStep("rest");
    void queries.invalidateQueries({ queryKey: ["account"] });
  };
  return (
    <SettingsSection title="Two-factor sign-in" about="A code from your phone, after the password.">
      {query.isError ? <ErrorPanel error={query.error} /> : null}
      {codes === null ? null : <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {query.data === undefined || codes !== null ? null : (
        <>
          <Standing state={query.data} />
          {step === "rest" ? <Choices isOn={query.data.isOn} onChoose={setStep} /> : null}
          {step === "enrol" ? (
            <EnrolApp hasPassword={hasPassword} onDone={settle} onCancel={() => setStep("rest")} />
          ) : null}
          {step === "renew" || step === "off" ? (
            <ProofForm kind={step} hasPassword={hasPassword} onDone={settle} onCancel={() => setStep("rest")} />
          ) : null}
        </>
      )}
    </SettingsSection>
  );
}

function Standing({ state: { isOn, isRequired, isShown, recoveryCodesLeft } }: { state: TwoFactorState }) {
  return (
    <div className="grid gap-1 text-sm" role="status">
      <p>{isOn ? "It is on." : "It is off."}</p>
      {isOn ? (
        <p className="text-soft">
          {recoveryCodesLeft} recovery {recoveryCodesLeft === 1 ? "code is" : "codes are"} left.
        </p>
      ) : null}
      {isRequired && !isShown ? (
        <p className="text-bad">The workspace you are in is only for people who use it.</p>
      ) : null}
    </div>
  );
}

function Choices({ isOn, onChoose }: { isOn: boolean; onChoose: (step: Step) => void }) {
  return (
    <div className="flex flex-wrap gap-2">
      {isOn ? (
        <>
          <Button onClick={() => onChoose("renew")}>Make new recovery codes</Button>
          <Button look="danger" onClick={() => onChoose("off")}>
            Turn it off
          </Button>
        </>
      ) : (
        <Button onClick={() => onChoose("enrol")}>Set it up</Button>
      )}
    </div>
  );
}
