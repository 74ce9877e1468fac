import { Button } from "@parlance/ui";
import { CopyButton } from "../../../components/copy-button.tsx";

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown once: nobody can look them up again. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  return (
    <div className="grid gap-4">
      <p role="status">
        Keep these recovery codes where you find them without your phone. Each signs in once, and they are not shown
        again.
      </p>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-1.5 rounded-card border border-line bg-sunken p-4 font-mono text-[15px] sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")} label="Copy the codes" />
        <Button look="solid" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
