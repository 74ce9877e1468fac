import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type WorkspaceLimits = components["schemas"]["WorkspaceLimits"];

/** What the active workspace may store and spend, and how much of it is used. */
export const limitsQuery = queryOptions({
  queryKey: ["limits"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/limits", { signal })),
  staleTime: 30_000,
});

export interface LimitsChange {
  readonly storageBytes?: number | null;
}

export const changeLimits = (change: LimitsChange): Promise<WorkspaceLimits> =>
  bodyOf(api.PATCH("/api/v1/limits", { body: change }));
