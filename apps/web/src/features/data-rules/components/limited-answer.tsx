import type { Answer } from "@parlance/core";
import { EyeOff } from "lucide-react";

/** Beside an answer: that rules had a part in it. The receipt says of which tables. */
export function LimitedAnswer({ answer }: { answer: Answer }) {
  const limits = answer.receipt?.limits ?? [];
  if (limits.length === 0) return null;
  const hasFewerRows = limits.some((limit) => limit.hasFewerRows);
  return (
    <p className="flex items-center gap-1.5 text-[13px] text-soft">
      <EyeOff size={14} aria-hidden className="shrink-0 text-faint" />
      {hasFewerRows ? "Rows limited by your workspace's rules" : "Some values are masked by your workspace's rules"}
    </p>
  );
}
