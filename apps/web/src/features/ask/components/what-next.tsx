import type { Answer } from "@parlance/core";
import { FollowUpList, InsightList } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { followUpsQuery } from "../../trust/api/examine.ts";

export interface WhatNextProps {
  readonly sourceId: string;
  readonly answer: Answer;
  /** Questions to go on with are looked for where somebody is likely to go on. */
  readonly isLast: boolean;
  readonly onAsk: (question: string) => void;
}

/** What else the rows show, and what one might ask next. */
export function WhatNext({ sourceId, answer, isLast, onAsk }: WhatNextProps) {
  const { sql, question, receipt, insights } = answer;
  const canGoOn = isLast && sql !== null && receipt?.draftedBy === "engine";
  const { data: followUps = [] } = useQuery({
    ...followUpsQuery(sourceId, sql ?? "", question),
    enabled: canGoOn,
  });
  if (insights.length + followUps.length === 0) return null;
  return (
    <div className="grid gap-3 px-5 pt-1 pb-4">
      <InsightList insights={insights} />
      <FollowUpList followUps={followUps} onAsk={onAsk} />
    </div>
  );
}
