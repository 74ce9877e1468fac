import { type Frame, type GuardPolicy, isAppError } from "@parlance/core";
import { type StepContext, stopIfCancelled } from "../step.ts";

const TIMEOUT_MS = 3_000;

/** The rows of a statement run beside the answer, up to a limit; null where they could not be had cheaply. */
export async function readFrame(
  sql: string,
  maxRows: number,
  policy: GuardPolicy,
  { needs, signal }: StepContext,
): Promise<Frame | null> {
  const limits = { ...needs.limits, maxRows, timeoutMs: Math.min(needs.limits.timeoutMs, TIMEOUT_MS) };
  try {
    const { columns, frames } = await needs.connection.stream({ sql, policy, limits }, signal);
    const data = columns.map((): Frame["data"][number][number][] => []);
    let rowCount = 0;
    for await (const frame of frames) {
      frame.data.forEach((cells, index) => {
        for (const cell of cells) data[index]?.push(cell);
      });
      rowCount += frame.rowCount;
    }
    return { columns, data, rowCount };
  } catch (error) {
    stopIfCancelled(signal);
    // What stands behind an answer is a courtesy: the answer itself is not touched by it.
    if (isAppError(error)) return null;
    throw error;
  }
}
