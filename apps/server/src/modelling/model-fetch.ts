import type { Outbound } from "@parlance/core";
import type { ModelFetch } from "@parlance/models";

/**
 * fetch for providers that people configure: judged addresses only. A redirect is an error, since vendors put their
 * keys into headers of their own, which would go along to wherever it leads.
 */
export const modelFetch =
  (outbound: Outbound): ModelFetch =>
  async (input, init) => {
    if (!(input instanceof Request)) return outbound.request(String(input), { ...init, redirect: "error" });
    const { url, method, headers, signal } = input;
    const body = method === "GET" || method === "HEAD" ? {} : { body: await input.arrayBuffer() };
    return outbound.request(url, { method, headers, signal, ...body, ...init, redirect: "error" });
  };

/** fetch for the provider that the operator has configured: its address is trusted, and no other is followed to. */
export const trustedFetch: ModelFetch = (input, init) => fetch(input, { ...init, redirect: "error" });
