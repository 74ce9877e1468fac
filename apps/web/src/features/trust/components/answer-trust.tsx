import type { Receipt, Remedy, Trust } from "@parlance/core";
import { type ReceiptEdits, TrustBadge, TrustDrawer } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { problemOf } from "../../../http/problem.ts";
import { editedStatement, examinationQuery, type ReceiptEdit } from "../api/examine.ts";

/** What is judged: a statement that ran, and the question it answers; none of a person's own statement. */
export interface Judged {
  readonly sql: string | null;
  readonly question: string;
  readonly trust: Trust;
  readonly receipt: Receipt | null;
  readonly remedies: readonly Remedy[];
}

export interface AnswerTrustProps {
  readonly sourceId: string;
  readonly judged: Judged;
  /** Runs an edited statement in place of this one; absent for those who may not. */
  readonly onRun: ((sql: string) => void) | undefined;
}

/** The badge, and behind it the checks and the receipt, looked into when somebody opens them. */
export function AnswerTrust({ sourceId, judged, onRun }: AnswerTrustProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const sql = judged.sql ?? "";
  const examined = useQuery({ ...examinationQuery(sourceId, sql, judged.question), enabled: isOpen && sql !== "" });
  const { trust, receipt, remedies } = examined.data ?? judged;
  const runEdited = (edited: string): void => {
    setIsOpen(false);
    onRun?.(edited);
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
        remedies={onRun === undefined ? [] : remedies}
        onRunRemedy={(remedy) => runEdited(remedy.sql)}
        note={problem ?? noteOf(examined)}
        definitionsLink={
          <Link
            to="/sources/$sourceId"
            params={{ sourceId }}
            search={{ view: "knowledge" }}
            className="text-[13px] text-accent underline underline-offset-4"
          >
            Change what your team has defined
          </Link>
        }
        {...(onRun === undefined ? {} : editsOf(edit))}
      />
    </>
  );
}

const editsOf = (edit: (change: ReceiptEdit) => void): ReceiptEdits => ({
  onRemoveCondition: ({ id }) => edit({ kind: "removeCondition", id }),
  onSetJoin: (id, join) => edit({ kind: "setJoin", id, join }),
  onKeepMissing: ({ by, of }) => edit({ kind: "keepMissing", by, of }),
  onSetWindow: (from, to) => edit({ kind: "setDateWindow", from, to }),
});

function noteOf({ isFetching, error }: { readonly isFetching: boolean; readonly error: unknown }): string | null {
  if (isFetching) return "Counting rows around joins, missing values and a second reading…";
  return error === null ? null : `The source could not be asked again: ${problemOf(error).message}`;
}
