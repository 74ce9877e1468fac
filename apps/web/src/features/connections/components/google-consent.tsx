import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, LogIn } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { problemOf } from "../../../http/problem.ts";
import { readGoogleConsent, startGoogleConsent } from "../api/google-consents.ts";

export interface GoogleConsentProps {
  readonly label: string;
  readonly help: string;
  readonly value: unknown;
  readonly problem: string | undefined;
  /** An earlier permission is kept and need not be given again. */
  readonly isKept: boolean;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly onGranted: (value: string) => void;
}

const LOOK_EVERY_MS = 1_500;

/** Signing in happens in a window of Google's; this one waits for how it ends. */
export function GoogleConsent(props: GoogleConsentProps) {
  const { label, help, value, problem, isKept, clientId, clientSecret, onGranted } = props;
  const id = useId();
  const opened = useRef<Window | null>(null);
  const start = useMutation({
    mutationFn: () => startGoogleConsent({ clientId: clientId.trim(), clientSecret }),
    onSuccess: ({ authorizeUrl }) => opened.current?.location.replace(authorizeUrl),
    onError: () => opened.current?.close(),
  });
  const consentId = start.data?.id ?? "";
  const state = useQuery({
    queryKey: ["google-consents", consentId],
    queryFn: ({ signal }) => readGoogleConsent(consentId, signal),
    enabled: consentId !== "",
    refetchInterval: ({ state: { data } }) => (data === undefined || data.status === "waiting" ? LOOK_EVERY_MS : false),
  });
  const granted = state.data?.value ?? null;
  useEffect(() => {
    if (granted !== null && granted !== value) onGranted(granted);
  }, [granted, value, onGranted]);
  const isGiven = typeof value === "string" && value !== "";
  // A kept secret cannot be used here: it never leaves the server.
  const isReady = clientId.trim() !== "" && clientSecret !== "";
  const refusal = state.data?.status === "refused" ? state.data.reason : null;
  const trouble = start.isError ? problemOf(start.error).message : (refusal ?? problem);
  const signIn = () => {
    // Opened by the click itself: browsers block windows that come later.
    opened.current = window.open("", "parlance-google", "width=520,height=680");
    start.mutate();
  };
  return (
    <div className="grid min-w-0 gap-2 sm:col-span-2">
      <p id={id} className="text-sm font-medium">
        {label}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button aria-describedby={id} disabled={!isReady || start.isPending} onClick={signIn}>
          <LogIn size={15} aria-hidden />
          {isGiven || isKept ? "Sign in with Google again" : "Sign in with Google"}
        </Button>
        <p aria-live="polite" className="text-sm text-soft">
          {isGiven ? (
            <span className="inline-flex items-center gap-1.5 text-accent">
              <Check size={15} aria-hidden /> Signed in
            </span>
          ) : state.data?.status === "waiting" ? (
            "Waiting for you to agree in the other window…"
          ) : isReady ? null : (
            "Fill in client id and secret first."
          )}
        </p>
      </div>
      {trouble === undefined || isGiven ? null : (
        <p role="alert" className="text-[13px] text-bad">
          {trouble}
        </p>
      )}
      <p className="text-[13px] text-soft">{help}</p>
      {start.data === undefined ? null : (
        <p className="text-[13px] text-soft">
          The client must list this redirect URI: <code className="break-all">{start.data.redirectUri}</code>
        </p>
      )}
    </div>
  );
}
