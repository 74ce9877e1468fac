import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import type { paths } from "./generated/api.ts";

export type Client = FetchClient<paths>;

/** A client for every request that answers with JSON. `baseUrl` is empty for the server the page came from. */
export const createClient = (baseUrl = ""): Client => createFetchClient<paths>({ baseUrl, credentials: "include" });
