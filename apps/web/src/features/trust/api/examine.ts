import type { paths } from "@parlance/client";
import type { FollowUp, Receipt, Remedy, Trust } from "@parlance/core";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

export interface Examined {
  readonly trust: Trust;
  readonly receipt: Receipt;
  readonly remedies: readonly Remedy[];
}

const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The checks that ask the source again; made when somebody looks. */
export const examinationQuery = (sourceId: string, sql: string, question: string) =>
  queryOptions({
    queryKey: ["examined", sourceId, question, sql],
    queryFn: ({ signal }): Promise<Examined> =>
      bodyOf(api.POST("/api/v1/ask/examine", { body: { sourceId, sql, question, timeZone: timeZone() }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What one might ask next; asked for when the answer is there. */
export const followUpsQuery = (sourceId: string, sql: string, question: string) =>
  queryOptions({
    queryKey: ["follow-ups", sourceId, question, sql],
    queryFn: async ({ signal }): Promise<readonly FollowUp[]> => {
      const body = { sourceId, sql, question, timeZone: timeZone() };
      return (await bodyOf(api.POST("/api/v1/ask/follow-ups", { body, signal }))).followUps;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What POST /ask/edit can change. */
export type ReceiptEdit =
  paths["/api/v1/ask/edit"]["post"]["requestBody"]["content"]["application/json"]["edits"][number];

/** The statement with one item of its receipt changed. */
export async function editedStatement(sourceId: string, sql: string, edit: ReceiptEdit): Promise<string> {
  const body = { sourceId, sql, edits: [edit], timeZone: timeZone() };
  return (await bodyOf(api.POST("/api/v1/ask/edit", { body }))).sql;
}
