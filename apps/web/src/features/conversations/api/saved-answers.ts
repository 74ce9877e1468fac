import type { components } from "@parlance/client";
import type { ChartSpec } from "@parlance/core";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { QueryRun } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { queryClient } from "../../../http/query-client.ts";

export type SavedAnswer = components["schemas"]["SavedAnswer"];

const KEY = "saved answers";

export const savedAnswersQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, words],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(words === "" ? {} : { q: words }), ...(pageParam === "" ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET("/api/v1/saved-answers", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });

const changed = (): void => void queryClient.invalidateQueries({ queryKey: [KEY] });

/** For whoever changes them elsewhere. */
export const savedAnswersChanged = changed;

export interface AnswerToSave {
  readonly sourceId: string;
  readonly question: string;
  readonly sql: string;
  readonly chart: ChartSpec | null;
}

export async function saveAnswer(answer: AnswerToSave, name: string): Promise<SavedAnswer> {
  const chart =
    answer.chart === null
      ? null
      : { ...answer.chart, y: [...answer.chart.y], alternatives: [...answer.chart.alternatives] };
  const params = { header: { "idempotency-key": newId() } };
  const saved = await bodyOf(api.POST("/api/v1/saved-answers", { params, body: { ...answer, chart, name } }));
  changed();
  return saved;
}

export async function renameSaved({ id, revision }: SavedAnswer, name: string): Promise<void> {
  const params = { path: { id }, header: { "if-match": `"${revision}"` } };
  await bodyOf(api.PATCH("/api/v1/saved-answers/{id}", { params, body: { name } })).finally(changed);
}

export async function deleteSaved(id: string): Promise<void> {
  await done(api.DELETE("/api/v1/saved-answers/{id}", { params: { path: { id } }, keepalive: true })).finally(changed);
}

export async function runSaved(id: string, acceptCost: boolean, signal: AbortSignal): Promise<QueryRun> {
  const params = { path: { id } };
  const answer = await bodyOf(api.POST("/api/v1/saved-answers/{id}/run", { params, body: { acceptCost }, signal }));
  // Cells are core's JSON cells; see api-types.ts.
  return answer as QueryRun;
}
