import { AppError } from "@parlance/core";
import type { AskEvent, Emit } from "./events.ts";
import type { AskNeeds } from "./needs.ts";

export interface StepContext {
  readonly needs: AskNeeds;
  readonly signal: AbortSignal | undefined;
}

/** One stage of a question's life: a function from what is known to more of it, and what the stream is told afterwards. */
export interface Step<In, Out> {
  readonly name: string;
  run(state: In, context: StepContext): Out | Promise<Out>;
  events?(state: Out): readonly AskEvent[];
}

export async function takeStep<In, Out>(
  step: Step<In, Out>,
  state: In,
  context: StepContext,
  emit: Emit,
): Promise<Out> {
  stopIfCancelled(context.signal);
  const { telemetry } = context.needs;
  const run = async (): Promise<Out> => step.run(state, context);
  const next = await (telemetry === undefined ? run() : telemetry.measure({ kind: "step", name: step.name }, run));
  stopIfCancelled(context.signal);
  for (const event of step.events?.(next) ?? []) emit(event);
  return next;
}

export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
}
