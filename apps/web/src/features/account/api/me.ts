import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type Me = components["schemas"]["Me"];

/** Who is here, and what they can do: asked once, and again when something about it changes. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => bodyOf(api.GET("/api/v1/auth/me", { signal })),
  staleTime: 5 * 60_000,
});
