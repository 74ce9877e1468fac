import { useEffect, useRef, useState } from "react";
import { isAbort } from "../../../http/problem.ts";
import type { RunState } from "../../sql/api/use-query-run.ts";
import { runSaved } from "./saved-answers.ts";

/** One run of a saved answer at a time; leaving the page stops it. */
export function useSavedRun(id: string) {
  const [state, setState] = useState<RunState>({ state: "idle" });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const run = (acceptsCost: boolean): void => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setState({ state: "running" });
    runSaved(id, acceptsCost, controller.signal).then(
      (done) => setState({ state: "done", run: done }),
      (error: unknown) => {
        if (!isAbort(error)) setState({ state: "failed", error });
      },
    );
  };
  return { state, run };
}
