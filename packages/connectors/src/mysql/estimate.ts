import type { CostEstimate } from "@parlance/core";
import { ask, type Session } from "./session.ts";

/** The server's plan of a statement that the guard has allowed, and the rows it expects to read. Nothing runs. */
export async function readEstimate({ connection }: Session, sql: string): Promise<CostEstimate> {
  const lines = await ask(connection, `EXPLAIN ${sql}`);
  // id, select_type, table, [partitions,] type, possible_keys, key, key_len, ref, rows, [filtered,] Extra
  const hasMore = (lines[0]?.length ?? 0) > 10;
  const rowsAt = hasMore ? 9 : 8;
  const byStep = new Map<string, number>();
  for (const line of lines) {
    const step = line[0] ?? "";
    const rows = Number(line[rowsAt] ?? 1);
    // Tables of one step are read for each row of those before them.
    byStep.set(step, (byStep.get(step) ?? 1) * Math.max(1, Number.isFinite(rows) ? rows : 1));
  }
  const rows = [...byStep.values()].reduce((sum, step) => sum + step, 0);
  const plan = lines.map((line) => line.map((cell) => cell ?? "-").join(" | ")).join("\n");
  return { ...(lines.length > 0 ? { rows } : {}), plan };
}
