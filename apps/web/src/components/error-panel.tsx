import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type Problem, problemOf } from "../http/problem.ts";

export interface ErrorPanelProps {
  readonly error?: unknown;
  /** Given instead of the error where it is known already. */
  readonly problem?: Problem | undefined;
  readonly children?: ReactNode;
}

/** What went wrong, what to do about it, and the code to quote. */
export function ErrorPanel({ error, problem = problemOf(error), children }: ErrorPanelProps) {
  const { code, message, hint, requestId } = problem;
  return (
    <div role="alert" className="grid grid-cols-[auto_1fr] gap-x-3 rounded-card border border-bad/30 bg-bad-wash p-4">
      <TriangleAlert size={18} className="mt-0.5 text-bad" aria-hidden />
      <div className="grid gap-1.5">
        <p className="font-medium">{message}</p>
        {hint === undefined ? null : <p className="text-sm text-soft">{hint}</p>}
        {children}
        <p className="font-mono text-[11px] text-soft">
          {code}
          {requestId === undefined ? "" : ` · request ${requestId}`}
        </p>
      </div>
    </div>
  );
}
