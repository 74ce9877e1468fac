import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Source } from "../../../http/api-types.ts";
import { isAbort, type Problem, problemOf } from "../../../http/problem.ts";
import { followSync, type SyncProgress } from "./syncs.ts";

/** Everything that a sync may have changed. */
const TOUCHED = ["sources", "source", "tables", "table", "catalog", "syncs", "suggestions", "preview"];

/** The sync of a source: starts one when asked, and follows one that is already under way. */
export function useSync({ id, status }: Pick<Source, "id" | "status">) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<SyncProgress | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const following = useRef<AbortController>(null);

  const follow = useCallback(async () => {
    if (following.current !== null) return;
    const controller = new AbortController();
    following.current = controller;
    setProblem(null);
    setProgress({ phase: "connect", rows: 0, tables: 0 });
    try {
      await followSync(id, setProgress, controller.signal);
    } catch (error) {
      if (!isAbort(error)) setProblem(problemOf(error));
    }
    following.current = null;
    if (controller.signal.aborted) return;
    await Promise.all(TOUCHED.map((key) => client.invalidateQueries({ queryKey: [key] })));
    setProgress(null);
  }, [id, client]);

  useEffect(() => {
    if (status === "syncing") void follow();
  }, [status, follow]);
  useEffect(
    () => () => {
      following.current?.abort();
      following.current = null;
    },
    [],
  );
  return { progress, problem, start: () => void follow() };
}
