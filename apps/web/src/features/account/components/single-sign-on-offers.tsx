import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { signInWith } from "../../single-sign-on/api/single-sign-on.ts";
import type { Me } from "../api/me.ts";

export interface SingleSignOnOffersProps {
  readonly offers: Me["possible"]["singleSignOn"];
  /** Where to come back to. */
  readonly to: string;
}

/** Signing in somewhere else: the browser leaves this site and comes back. */
export function SingleSignOnOffers({ offers, to }: SingleSignOnOffersProps) {
  const leave = useMutation({ mutationFn: signInWith });
  if (offers.length === 0) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      <p className="text-[13px] text-soft">Or with an account you have already</p>
      {offers.map(({ id, label }) => (
        <Button
          key={id}
          className="h-10"
          disabled={leave.isPending || leave.isSuccess}
          onClick={() => leave.mutate({ providerId: id, next: to, keepData: false })}
        >
          Sign in with {label}
        </Button>
      ))}
      {leave.isError ? <ErrorPanel error={leave.error} /> : null}
    </div>
  );
}
