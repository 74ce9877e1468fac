import type { ProbeStep } from "@parlance/core";
import { CircleAlert, CircleCheck, CircleX, LoaderCircle } from "lucide-react";

const STEP_WORDS: Readonly<Record<ProbeStep["id"], string>> = {
  resolve: "Find the address",
  connect: "Connect",
  "sign-in": "Sign in",
  rights: "Check the rights",
  tables: "Look for tables",
};

const FACES = {
  running: { icon: LoaderCircle, look: "text-soft animate-spin motion-reduce:animate-none", word: "running" },
  done: { icon: CircleCheck, look: "text-accent", word: "done" },
  warned: { icon: CircleAlert, look: "text-warn", word: "done, with a note" },
  failed: { icon: CircleX, look: "text-bad", word: "failed" },
} as const;

/** A connection test as it happens. */
export function ProbeSteps({ steps }: { steps: readonly ProbeStep[] }) {
  if (steps.length === 0) return null;
  return (
    <ol
      aria-label="Connection test"
      aria-live="polite"
      className="grid gap-3 rounded-card border border-line bg-sunken p-5"
    >
      {steps.map((step) => {
        const { icon: Icon, look, word } = FACES[step.state];
        return (
          <li key={step.id} className="grid animate-rise grid-cols-[auto_1fr] gap-x-3">
            <Icon size={18} aria-hidden className={`mt-0.5 ${look}`} />
            <div className="min-w-0">
              <p className="text-sm font-medium">
                {STEP_WORDS[step.id]} <span className="sr-only">{word}</span>
              </p>
              <p className="text-sm text-soft">{step.message}</p>
              {step.hint === undefined ? null : (
                <p className="mt-0.5 text-[13px] whitespace-pre-wrap text-soft">{step.hint}</p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
