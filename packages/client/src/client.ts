import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import type { paths } from "./generated/api.ts";

export type Client = FetchClient<paths>;

export type SendRequest = (request: Request) => Promise<Response>;

/**
 * A client for every request that answers with JSON. `baseUrl` is empty for the server the page came from; `send` stands
 * in for fetch.
 */
export const createClient = (baseUrl = "", send?: SendRequest): Client =>
  createFetchClient<paths>({ baseUrl, credentials: "include", ...(send === undefined ? {} : { fetch: send }) });
