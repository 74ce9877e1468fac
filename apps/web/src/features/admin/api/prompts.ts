import type { components } from "@parlance/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";
import type { Evaluation } from "../../evaluation/api/evaluations.ts";

type Wire = components["schemas"];
export type Prompt = Wire["Prompt"];
export type PromptVersion = Wire["PromptVersion"];
export type PromptPreview = Wire["PromptPreview"];

export const promptsQuery = queryOptions({
  queryKey: ["prompts"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/prompts", { signal })),
});

export const promptVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["prompt-versions", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/prompts/{id}/versions", { params: { path: { id } }, signal })),
  });

/** What is wrong with a text, and how long it is; asked again for every text. */
export const promptCheckQuery = (id: string, text: string) =>
  queryOptions({
    queryKey: ["prompt-check", id, text],
    queryFn: ({ signal }) =>
      bodyOf(api.POST("/api/v1/prompts/{id}/preview", { params: { path: { id } }, body: { text }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

export interface PreviewRequest {
  readonly text: string;
  readonly sourceId: string;
  readonly question: string;
}

export const previewPrompt = (id: string, body: PreviewRequest): Promise<PromptPreview> =>
  bodyOf(api.POST("/api/v1/prompts/{id}/preview", { params: { path: { id } }, body: { ...body } }));

export const writeVersion = (id: string, text: string, note: string): Promise<PromptVersion> =>
  bodyOf(api.POST("/api/v1/prompts/{id}/versions", { params: { path: { id } }, body: { text, note } }));

export function testVersion(id: string, number: number, sourceId: string): Promise<Evaluation> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const body = { sourceId, timeZone };
  return bodyOf(api.POST("/api/v1/prompts/{id}/versions/{number}/test", { params: { path: { id, number } }, body }));
}

/** Refused when another version is in use than the one that was seen. Null: what is built in. */
export const activateVersion = ({ id, activeVersion }: Prompt, version: number | null): Promise<Prompt> =>
  bodyOf(
    api.PUT("/api/v1/prompts/{id}/active", {
      params: { path: { id }, header: { "if-match": `"${activeVersion ?? 0}"` } },
      body: { version },
    }),
  );
