import { useEffect, useRef, useState } from "react";
import { isAbort, type Problem, problemOf } from "../../../http/problem.ts";
import { type ModelRequest, type ModelTest, testModel } from "../api/providers.ts";

export type TestState =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly startedAt: number }
  | { readonly state: "passed"; readonly result: ModelTest }
  | { readonly state: "failed"; readonly problem: Problem };

/** One test at a time; leaving the page stops it. */
export function useModelTest() {
  const [test, setTest] = useState<TestState>({ state: "idle" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** True when the model answered. */
  const start = async (request: ModelRequest): Promise<boolean> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setTest({ state: "running", startedAt: performance.now() });
    try {
      setTest({ state: "passed", result: await testModel(request, controller.signal) });
      return true;
    } catch (error) {
      if (!isAbort(error)) setTest({ state: "failed", problem: problemOf(error) });
      return false;
    }
  };
  const forget = (): void => {
    running.current?.abort();
    setTest({ state: "idle" });
  };
  return { test, start, forget };
}
