import type { components } from "@parlance/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export type AuditEvent = components["schemas"]["AuditEvent"];

/** Empty texts stand for "any". */
export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly outcome: "" | AuditEvent["outcome"];
  /** Days, as a date field gives them. */
  readonly from: string;
  readonly to: string;
}

export const ANY: AuditFilter = { actor: "", action: "", outcome: "", from: "", to: "" };

const DAY_MS = 24 * 3_600_000;

/** A whole day of the reader's zone belongs to the filter, its last moment included. */
const dayStart = (day: string, plusDays = 0): string =>
  new Date(new Date(`${day}T00:00`).getTime() + plusDays * DAY_MS).toISOString();

const wanted = ({ actor, action, outcome, from, to }: AuditFilter) => ({
  ...(actor === "" ? {} : { actor }),
  ...(action === "" ? {} : { action }),
  ...(outcome === "" ? {} : { outcome }),
  ...(from === "" ? {} : { from: dayStart(from) }),
  ...(to === "" ? {} : { to: dayStart(to, 1) }),
});

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["instance", "audit", filter],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET("/api/v1/instance/audit", {
          params: { query: { ...wanted(filter), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Where the browser downloads what the filter finds. */
export const auditFileAddress = (filter: AuditFilter, format: "csv" | "ndjson"): string =>
  `/api/v1/instance/audit/export?${new URLSearchParams({ ...wanted(filter), format })}`;
