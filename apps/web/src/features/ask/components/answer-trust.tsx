import type { Answer } from "@parlance/core";
import { TrustBadge, TrustDrawer } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { problemOf } from "../../../http/problem.ts";
import { editedStatement, examinationQuery, type ReceiptEdit } from "../api/examine.ts";

export interface AnswerTrustProps {
  readonly sourceId: string;
  readonly answer: Answer;
  /** Runs an edited statement in place of the answer's. */
  readonly onRun: (sql: string) => void;
  /** What a person can do about the answer: say whether it is right, teach, verify. */
  readonly actions?: ReactNode;
}

/** The badge, and behind it the checks and the receipt, looked into when somebody opens them. */
export function AnswerTrust({ sourceId, answer, onRun, actions }: AnswerTrustProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const sql = answer.sql ?? "";
  const question = answer.receipt?.draftedBy === "person" && answer.spans.length === 0 ? "" : answer.question;
  const examined = useQuery({ ...examinationQuery(sourceId, sql, question), enabled: isOpen && sql !== "" });
  const { trust, receipt, remedies } = examined.data ?? { ...answer };
  const runEdited = (edited: string): void => {
    setIsOpen(false);
    onRun(edited);
  };
  const edit = (change: ReceiptEdit): void => {
    setProblem(null);
    editedStatement(sourceId, sql, change).then(runEdited, (error: unknown) => setProblem(problemOf(error).message));
  };
  return (
    <>
      <TrustBadge trust={trust} onOpen={() => setIsOpen(true)} />
      <TrustDrawer
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        trust={trust}
        receipt={receipt}
        remedies={remedies}
        onRunRemedy={(remedy) => runEdited(remedy.sql)}
        note={problem ?? noteOf(examined)}
        onRemoveCondition={({ id }) => edit({ kind: "removeCondition", id })}
        onSetWindow={(from, to) => edit({ kind: "setDateWindow", from, to })}
        actions={actions}
      />
    </>
  );
}

function noteOf({ isFetching, error }: { readonly isFetching: boolean; readonly error: unknown }): string | null {
  if (isFetching) return "Counting rows around joins, missing values and a second reading…";
  return error === null ? null : `The source could not be asked again: ${problemOf(error).message}`;
}
