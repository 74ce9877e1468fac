import type { Answer } from "@parlance/core";
import { FollowUpList, InsightList } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { followUpsQuery } from "../api/examine.ts";

export interface WhatNextProps {
  readonly sourceId: string;
  readonly answer: Answer;
  readonly onAsk: (question: string) => void;
}

/** What else the rows show, and what one might ask next. */
export function WhatNext({ sourceId, answer, onAsk }: WhatNextProps) {
  const { sql, question, receipt, insights } = answer;
  const isEngines = sql !== null && receipt?.draftedBy === "engine";
  const { data: followUps = [] } = useQuery({
    ...followUpsQuery(sourceId, sql ?? "", question),
    enabled: isEngines,
  });
  if (insights.length + followUps.length === 0) return null;
  return (
    <div className="grid gap-3 px-5 pt-1 pb-4">
      <InsightList insights={insights} />
      <FollowUpList followUps={followUps} onAsk={onAsk} />
    </div>
  );
}
