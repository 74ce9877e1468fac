import type { CheckState, TrustCheck } from "@parlance/core";
import { Check, CircleX, type LucideIcon, Minus, TriangleAlert } from "lucide-react";
import { byUrgency, CHECK_WORDS, STATE_WORDS } from "./trust-words.ts";

const LOOKS: Readonly<Record<CheckState, { readonly icon: LucideIcon; readonly style: string }>> = {
  pass: { icon: Check, style: "text-accent" },
  warn: { icon: TriangleAlert, style: "text-warn" },
  fail: { icon: CircleX, style: "text-bad" },
  unknown: { icon: Minus, style: "text-faint" },
};

/** Every check with what it found, the urgent ones first. */
export function CheckList({ checks }: { checks: readonly TrustCheck[] }) {
  return (
    <ul className="grid gap-3">
      {byUrgency(checks).map((check) => (
        <CheckItem key={check.id} check={check} />
      ))}
    </ul>
  );
}

function CheckItem({ check: { id, state, why, evidence } }: { check: TrustCheck }) {
  const { icon: Icon, style } = LOOKS[state];
  return (
    <li className="grid grid-cols-[1.25rem_1fr] gap-x-2 text-sm">
      <Icon size={16} aria-hidden className={`mt-0.5 ${style}`} />
      <div>
        <p className={state === "unknown" ? "text-faint" : "font-medium"}>
          {CHECK_WORDS[id]}
          <span className={`ml-1.5 text-[13px] font-normal ${style}`}>{STATE_WORDS[state]}</span>
        </p>
        <p className={state === "unknown" ? "text-[13px] text-faint" : "text-soft"}>{why}</p>
        {state === "unknown" || evidence.length === 0 ? null : (
          <ul className="mt-0.5 text-[13px] break-words text-faint">
            {evidence.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
