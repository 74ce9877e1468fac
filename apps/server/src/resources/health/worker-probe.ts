import type { Clock, QueryWorkerPool } from "@parlance/core";
import type { Probe } from "./service.ts";

const FRESH_MS = 30_000;
/** A process that takes longer to parse one statement is stuck. */
const PATIENCE_MS = 15_000;

/**
 * Asks a worker to parse a statement, at most every 30 s however often health is read. A check that has not ended
 * says nothing yet, since a process may be starting: until it does, the outcome of the one before holds.
 */
export function workerProbe(workers: QueryWorkerPool, clock: Clock, workspaceId: string): Probe {
  let isWell = true;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;

  const check = async (): Promise<void> => {
    const request = { sourceId: workspaceId, sql: "SELECT 1", policy: { tables: [] } };
    const answer = workers.forWorkspace(workspaceId).check(request, AbortSignal.timeout(PATIENCE_MS));
    isWell = await answer.then(
      ({ isAllowed }) => isAllowed,
      // Whatever the reason, it cannot serve; the worker's own log has it.
      () => false,
    );
    checkedAt = clock.now();
    checking = undefined;
  };

  return async () => {
    if (clock.now() - checkedAt >= FRESH_MS) checking ??= check();
    await Promise.race([checking, new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref())]);
    return isWell;
  };
}

/** Less than the deadline that health gives its probes. */
const WAIT_MS = 1_000;
