import type { Cell, GuardPolicy } from "@parlance/core";
import type { StepContext } from "../step.ts";
import { readFrame } from "./read-frame.ts";

/** The first row of a statement run beside the answer, under the same guard; null where it could not be had cheaply. */
export async function readRow(
  sql: string | null,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly Cell[] | null> {
  const frame = sql === null ? null : await readFrame(sql, 1, policy, context);
  return frame === null || frame.rowCount === 0 ? null : frame.data.map((column) => column[0] ?? null);
}

export async function readCount(sql: string | null, policy: GuardPolicy, context: StepContext): Promise<number | null> {
  const row = await readRow(sql, policy, context);
  const [cell] = row ?? [];
  return cell === undefined || cell === null ? null : Number(cell);
}
