import type { FollowUp } from "@parlance/core";
import { CornerDownRight } from "lucide-react";

/** What one might ask next; each was tried before it is shown. */
export function FollowUpList({
  followUps,
  onAsk,
}: {
  followUps: readonly FollowUp[];
  onAsk: (question: string) => void;
}) {
  if (followUps.length === 0) return null;
  return (
    <ul aria-label="Ask next" className="flex flex-wrap gap-2">
      {followUps.map(({ question }) => (
        <li key={question}>
          <button
            type="button"
            onClick={() => onAsk(question)}
            className="inline-flex cursor-pointer items-baseline gap-2 rounded-2xl border border-line bg-surface px-3 py-1 text-left text-[14px] text-soft transition-colors hover:border-accent hover:text-ink"
          >
            <CornerDownRight size={13} aria-hidden className="shrink-0 translate-y-0.5 text-accent" />
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
