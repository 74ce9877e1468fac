import type { ModelFetch } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";

export interface ServerAddress {
  readonly url: string;
  /** fetch for addresses below `url`; where that was given without a path, also for those below /v1. */
  readonly fetch: ModelFetch;
}

/** People give the server's address with or without /v1; the first 404 at the root tells which it is. */
export function serverAddress(baseUrl: string, fetch: ModelFetch): ServerAddress {
  const url = withoutSlash(baseUrl.trim());
  if (new URL(url).pathname !== "/") return { url, fetch };
  let isBelowV1 = false;
  const below = (input: string | URL | Request): string => `${url}/v1${String(input).slice(url.length)}`;
  return {
    url,
    fetch: async (input, init) => {
      if (isBelowV1) return fetch(below(input), init);
      const response = await fetch(input, init);
      if (response.status !== 404 && !isPage(response)) return response;
      const second = await fetch(below(input), init);
      if (second.status === 404) {
        await second.body?.cancel();
        return response;
      }
      await response.body?.cancel();
      isBelowV1 = true;
      return second;
    },
  };
}

/** A web page at the root of a server that also has a user interface. */
const isPage = (response: Response): boolean => (response.headers.get("content-type") ?? "").startsWith("text/html");
