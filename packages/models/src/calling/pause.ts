/** Resolves after a while, or rejects with the signal's reason as soon as that is given. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}

const FIRST_MS = 400;
const LONGEST_MS = 8_000;

/** Doubling, and spread so that many callers who failed together do not come back together. */
export const backoffMs = (retry: number, random: () => number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** retry) * (0.5 + random() / 2);
