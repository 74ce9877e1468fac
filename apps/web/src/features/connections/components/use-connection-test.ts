import type { ProbeStep } from "@parlance/core";
import { useEffect, useRef, useState } from "react";
import { isAbort, type Problem, problemOf } from "../../../http/problem.ts";
import { type TestRequest, testConnection } from "../api/connections.ts";

export interface ConnectionTest {
  readonly state: "idle" | "running" | "passed" | "failed";
  readonly steps: readonly ProbeStep[];
  readonly problem?: Problem;
}

const IDLE: ConnectionTest = { state: "idle", steps: [] };

const withStep = (steps: readonly ProbeStep[], step: ProbeStep): readonly ProbeStep[] =>
  steps.some(({ id }) => id === step.id) ? steps.map((one) => (one.id === step.id ? step : one)) : [...steps, step];

/** One test at a time; leaving the page stops it. */
export function useConnectionTest() {
  const [test, setTest] = useState<ConnectionTest>(IDLE);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** True when every step went well. */
  const start = async (request: TestRequest): Promise<boolean> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setTest({ state: "running", steps: [] });
    const onStep = (step: ProbeStep) => setTest((now) => ({ ...now, steps: withStep(now.steps, step) }));
    try {
      await testConnection(request, onStep, controller.signal);
      setTest((now) => ({ ...now, state: "passed" }));
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
      setTest((now) => ({ state: "failed", steps: ended(now.steps), problem: problemOf(error) }));
      return false;
    }
  };
  return { test, start, forget: () => setTest(IDLE) };
}

/** The failed step says the same already. */
export const isToldBy = (steps: readonly ProbeStep[], problem: Problem): boolean =>
  steps.some(({ state, message }) => state === "failed" && message === problem.message);

/** The step under way when a test fails is the one that failed. */
const ended = (steps: readonly ProbeStep[]): readonly ProbeStep[] =>
  steps.map((step) => (step.state === "running" ? { ...step, state: "failed" } : step));
