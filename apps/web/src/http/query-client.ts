import { QueryClient } from "@tanstack/react-query";
import { tell } from "../state/notes.ts";
import { isWorthRetrying, secondsToWait } from "./problem.ts";

/** As usual: a second, two, four ... */
const usualDelayMs = (count: number): number => Math.min(1000 * 2 ** count, 30_000);

/** What a page needs comes by itself once the limit counts anew; meanwhile the person is told why it does not. */
function delayMs(count: number, error: Error): number {
  const seconds = secondsToWait(error);
  if (seconds === null) return usualDelayMs(count);
  const text = `Many requests in one minute. The page goes on by itself in ${seconds} s.`;
  tell({ id: "rate-limit", text, tone: "failed" });
  return seconds * 1000;
}

const mayRetry = (count: number, error: Error): boolean => count < 4 && isWorthRetrying(error);

/** One for the app, so that what happens outside of React can tell that lists have changed. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: mayRetry, retryDelay: delayMs, refetchOnWindowFocus: false } },
});
