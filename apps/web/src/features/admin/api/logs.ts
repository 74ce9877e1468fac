import type { components } from "@parlance/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type LogLine = components["schemas"]["LogLine"];
export type LogLevel = LogLine["level"];

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const satisfies readonly LogLevel[];

export interface LogFilter {
  readonly level: LogLevel;
  readonly text: string;
}

const SHOWN = 300;
const FOLLOW_EVERY_MS = 3_000;

export const logsQuery = (filter: LogFilter, isFollowed: boolean) =>
  queryOptions({
    queryKey: ["instance", "logs", filter],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/instance/logs", { params: { query: { ...filter, limit: SHOWN } }, signal })),
    refetchInterval: isFollowed ? FOLLOW_EVERY_MS : false,
    placeholderData: keepPreviousData,
  });
