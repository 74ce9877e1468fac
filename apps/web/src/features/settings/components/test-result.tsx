import { formatCount, formatDuration } from "@parlance/ui";
import { CircleCheck, LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import type { ModelTest } from "../api/providers.ts";
import { costWords } from "./usage-words.ts";
import type { TestState } from "./use-model-test.ts";

/** A test as it goes on, and what came of it. Failures are shown as errors are everywhere. */
export function TestResult({ test }: { test: TestState }) {
  return (
    <div aria-live="polite" className="empty:hidden">
      {test.state === "running" ? <Waiting startedAt={test.startedAt} /> : null}
      {test.state === "passed" ? <Passed result={test.result} /> : null}
    </div>
  );
}

const LOOK = "flex items-start gap-3 rounded-card border border-line bg-sunken p-5 text-sm";
const TICK_MS = 100;

function Waiting({ startedAt }: { startedAt: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className={LOOK}>
      <LoaderCircle size={18} aria-hidden className="animate-spin text-soft motion-reduce:animate-none" />
      <span>
        Asking the model for one word…{" "}
        <span aria-hidden className="text-soft tabular-nums">
          {((now - startedAt) / 1000).toFixed(1)} s
        </span>
      </span>
    </p>
  );
}

function Passed({ result: { model, elapsedMs, inputTokens, outputTokens, costUsd, attempts } }: { result: ModelTest }) {
  return (
    <p className={LOOK}>
      <CircleCheck size={18} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span className="min-w-0">
        <span className="font-medium">{model}</span> answered in {formatDuration(elapsedMs)}.
        <span className="block text-soft">
          {formatCount(inputTokens)} tokens in, {formatCount(outputTokens)} out; {costWords(costUsd)}
          {attempts > 1 ? `; it took ${attempts} attempts` : ""}.
        </span>
      </span>
    </p>
  );
}
