import type { components } from "@parlance/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

type Wire = components["schemas"];
export type Operations = Wire["Operations"];
export type InstalledPlugin = Wire["InstalledPlugin"];

const REFRESH_MS = 15_000;

export const operationsQuery = queryOptions({
  queryKey: ["instance", "operations"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/instance/operations", { signal })),
  refetchInterval: REFRESH_MS,
});

/** All on one page; a server has few. */
export const pluginsQuery = infiniteQueryOptions({
  queryKey: ["instance", "plugins"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/instance/plugins", { signal })),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});

export const switchPlugin = (id: string, isEnabled: boolean): Promise<InstalledPlugin> =>
  bodyOf(api.PATCH("/api/v1/instance/plugins/{id}", { params: { path: { id } }, body: { isEnabled } }));
