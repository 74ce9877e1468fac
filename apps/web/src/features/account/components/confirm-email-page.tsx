import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { confirmEmail } from "../api/auth.ts";
import { takeLinkSecrets } from "../link-secrets.ts";
import { AccountFrame, LINK } from "./account-frame.tsx";
import { NoLink } from "./no-link.tsx";

/** Confirmed by a press of a button: programs that look into letters open links, but press nothing. */
export function ConfirmEmailPage() {
  const [token] = useState(() => takeLinkSecrets().get("token"));
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: confirmEmail,
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
  if (token === null) return <NoLink title="Your new address" />;
  return (
    <AccountFrame title="Your new address">
      {confirm.isSuccess ? (
        <>
          <p role="status">
            Your account uses <strong className="font-medium">{confirm.data.email}</strong> from now on.
          </p>
          <Link to="/" className={LINK}>
            Go on
          </Link>
        </>
      ) : (
        <>
          <p className="text-soft">Use this address for your account from now on?</p>
          {confirm.isError ? <ErrorPanel error={confirm.error} /> : null}
          <Button look="solid" className="h-10" disabled={confirm.isPending} onClick={() => confirm.mutate(token)}>
            Use this address
          </Button>
        </>
      )}
    </AccountFrame>
  );
}
