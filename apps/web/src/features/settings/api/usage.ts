import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type ModelUsage = components["schemas"]["ModelUsage"];

export const usageQuery = (days: number) =>
  queryOptions({
    queryKey: ["model-usage", days],
    queryFn: ({ signal }): Promise<ModelUsage> =>
      bodyOf(api.GET("/api/v1/usage/models", { params: { query: { days } }, signal })),
  });
