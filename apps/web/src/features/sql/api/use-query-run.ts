import { useCallback, useRef, useState } from "react";
import type { QueryRun } from "../../../http/api-types.ts";
import { isAbort, problemOf } from "../../../http/problem.ts";
import { runQuery } from "../../results/api/results.ts";

export type RunState =
  | { readonly state: "idle" | "running" | "cancelled" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "done"; readonly run: QueryRun };

/** One statement at a time against one source; a new run stops the one before. */
export function useQueryRun(sourceId: string) {
  const [state, setState] = useState<RunState>({ state: "idle" });
  const current = useRef<AbortController | null>(null);

  const run = useCallback(
    async (sql: string, acceptCost = false) => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      setState({ state: "running" });
      const next = await runQuery(sourceId, { sql, acceptCost }, controller.signal).then(
        (done): RunState => ({ state: "done", run: done }),
        (error: unknown): RunState => (isAbort(error) ? { state: "cancelled" } : { state: "failed", error }),
      );
      if (current.current === controller) setState(next);
    },
    [sourceId],
  );
  const cancel = useCallback(() => current.current?.abort(), []);
  const reset = useCallback(() => {
    current.current?.abort();
    current.current = null;
    setState({ state: "idle" });
  }, []);
  return { state, run, cancel, reset };
}

/** UTF-16 offset of the fault, where the server knows it. */
export function faultPosition(error: unknown): number | null {
  const { position } = problemOf(error).details;
  return typeof position === "number" ? position : null;
}
