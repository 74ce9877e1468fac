import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

export type ApiKey = components["schemas"]["ApiKey"];
export type ApiKeyCreated = components["schemas"]["ApiKeyCreated"];
export type KeyAccess = "read" | "ask" | "full";

/** As many as a page of settings shows; a person has fifty at most. */
const SHOWN = 200;

export const apiKeysQuery = queryOptions({
  queryKey: ["api keys"],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.GET("/api/v1/api-keys", { params: { query: { limit: SHOWN } }, signal }))).items,
});

export interface NewApiKey {
  readonly name: string;
  readonly access: KeyAccess;
  readonly expiresInDays: number | null;
}

export async function makeApiKey(key: NewApiKey): Promise<ApiKeyCreated> {
  return bodyOf(api.POST("/api/v1/api-keys", { body: key }));
}

export async function revokeApiKey(id: string): Promise<void> {
  await done(api.DELETE("/api/v1/api-keys/{id}", { params: { path: { id } } }));
}
