import type { Verdict } from "@parlance/core";
import { verdictWords } from "@parlance/ui";
import { CircleCheck, CircleHelp, CircleSlash } from "lucide-react";

const TONES = {
  good: { icon: CircleCheck, style: "text-accent bg-accent-wash" },
  warn: { icon: CircleHelp, style: "text-warn bg-warn-wash" },
  bad: { icon: CircleSlash, style: "text-bad bg-bad-wash" },
} as const;

export function VerdictBadge({ verdict, confidence }: { verdict: Verdict; confidence: number }) {
  const { label, meaning, tone } = verdictWords(verdict, confidence);
  const { icon: Icon, style } = TONES[tone];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 rounded-full py-1 pr-3 pl-2 text-[13px] font-medium ${style}`}
    >
      <Icon size={15} aria-hidden />
      {label}
    </span>
  );
}
