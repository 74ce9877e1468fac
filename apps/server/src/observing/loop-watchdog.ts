import type { FastifyBaseLogger } from "fastify";
import type { Metrics } from "./metrics.ts";

const EVERY_MS = 250;
const BLOCK_MS = 1_000;

/** Notices when nothing could run for a while: a pause of the garbage collector, a starved processor, a fault of ours. */
export function watchEventLoop(
  { loopBlocks, loopLongest }: Pick<Metrics, "loopBlocks" | "loopLongest">,
  log: Pick<FastifyBaseLogger, "warn">,
): () => Promise<void> {
  let expectedAt = performance.now() + EVERY_MS;
  let longestMs = 0;
  const timer = setInterval(() => {
    const lateMs = performance.now() - expectedAt;
    expectedAt = performance.now() + EVERY_MS;
    if (lateMs > longestMs) {
      longestMs = lateMs;
      loopLongest.set(lateMs / 1000);
    }
    if (lateMs < BLOCK_MS) return;
    loopBlocks.inc();
    log.warn({ blockedMs: Math.round(lateMs) }, "the event loop stood still");
  }, EVERY_MS);
  timer.unref();
  return async () => clearInterval(timer);
}
