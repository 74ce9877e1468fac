import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type Usage = components["schemas"]["Usage"];

export const instanceUsageQuery = (days: number) =>
  queryOptions({
    queryKey: ["instance", "usage", days],
    queryFn: ({ signal }): Promise<Usage> =>
      bodyOf(api.GET("/api/v1/instance/usage", { params: { query: { days } }, signal })),
  });
