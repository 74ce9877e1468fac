import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type Job = components["schemas"]["Job"];

const REFRESH_MS = 5_000;

export const jobsQuery = queryOptions({
  queryKey: ["instance", "jobs"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/instance/jobs", { signal })),
  refetchInterval: REFRESH_MS,
});

export const cancelJob = (id: string) =>
  bodyOf(api.POST("/api/v1/instance/jobs/{id}/cancel", { params: { path: { id } } }));

export const runJob = (id: string) => bodyOf(api.POST("/api/v1/instance/jobs/{id}/run", { params: { path: { id } } }));
