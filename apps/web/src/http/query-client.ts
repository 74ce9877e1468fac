import { QueryClient } from "@tanstack/react-query";
import { isWorthRetrying } from "./problem.ts";

const mayRetry = (count: number, error: Error): boolean => count < 4 && isWorthRetrying(error);

/** One for the app, so that what happens outside of React can tell that lists have changed. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: mayRetry, refetchOnWindowFocus: false } },
});
