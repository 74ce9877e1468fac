import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { evaluationQuery } from "../../evaluation/api/evaluations.ts";
import { OneEvaluation } from "../../evaluation/components/one-evaluation.tsx";
import { testVersion } from "../api/prompts.ts";
import { SourceChoice } from "./source-choice.tsx";

/** A source's verified questions, put to the model with this version and with what is in use. */
export function PromptTest({ promptId, number }: { promptId: string; number: number }) {
  const [sourceId, setSourceId] = useState("");
  const start = useMutation({ mutationFn: () => testVersion(promptId, number, sourceId) });
  return (
    <div className="grid gap-3">
      <p className="text-[13px] text-soft">
        Puts the source's verified questions to the language model twice: with this version, and with what is in use.
      </p>
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,18rem)_auto] sm:justify-start">
        <SourceChoice value={sourceId} onChange={setSourceId} />
        <Button className="h-10" disabled={sourceId === "" || start.isPending} onClick={() => start.mutate()}>
          Start the test
        </Button>
      </div>
      {start.isError ? <ErrorPanel error={start.error} /> : null}
      {start.data === undefined ? null : <Followed id={start.data.id} />}
    </div>
  );
}

function Followed({ id }: { id: string }) {
  const evaluation = useQuery(evaluationQuery(id));
  if (evaluation.isError) return <ErrorPanel error={evaluation.error} />;
  return evaluation.data === undefined ? null : <OneEvaluation evaluation={evaluation.data} isOpenFirst={false} />;
}
