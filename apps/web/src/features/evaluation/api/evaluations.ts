import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";

export type Evaluation = components["schemas"]["Evaluation"];
export type EvaluationWithAnswers = components["schemas"]["EvaluationWithAnswers"];
export type EvaluatedAnswer = EvaluationWithAnswers["answers"][number];
export type Tally = Evaluation["tallies"][number];

export const draftersQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["drafters", sourceId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/sources/{id}/drafters", { params: { path: { id: sourceId } }, signal })),
  });

const WATCH_MS = 1_000;

export const evaluationsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["evaluations", sourceId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/sources/{id}/evaluations", { params: { path: { id: sourceId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: now }) => now === "running") ? WATCH_MS : false),
  });

/** Asked again as long as answers are coming. */
export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluation", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/evaluations/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? WATCH_MS : false),
  });

export const differenceQuery = (id: string, { position, drafter }: EvaluatedAnswer) =>
  queryOptions({
    queryKey: ["evaluation-difference", id, position, drafter],
    queryFn: ({ signal }) => {
      const params = { path: { id }, query: { position, drafter } };
      return bodyOf(api.GET("/api/v1/evaluations/{id}/difference", { params, signal }));
    },
  });

export function startEvaluation(sourceId: string, drafters: readonly string[]): Promise<Evaluation> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const body = { drafters: [...drafters], timeZone };
  return bodyOf(api.POST("/api/v1/sources/{id}/evaluations", { params: { path: { id: sourceId } }, body }));
}

/** Stops one that runs, forgets one that has ended. */
export const endEvaluation = (id: string): Promise<void> =>
  done(api.DELETE("/api/v1/evaluations/{id}", { params: { path: { id } } }));
