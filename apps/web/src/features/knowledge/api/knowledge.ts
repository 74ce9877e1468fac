import type { components } from "@parlance/client";
import type { JsonCell, KnowledgeBody, KnowledgeStatus } from "@parlance/core";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import { queryClient } from "../../../http/query-client.ts";

type Schemas = components["schemas"];

/** Core's body stands in place of the generated one: they are made from the same schema, and core's is read-only. */
export type Entry = Omit<Schemas["KnowledgeEntry"], "body"> & { readonly body: KnowledgeBody };
export type Fault = Schemas["KnowledgeFault"];
export type Trial = Omit<Schemas["KnowledgeTrial"], "value"> & { readonly value?: JsonCell };
export type Feedback = Schemas["Feedback"];

export interface Change {
  readonly change: "added" | "changed" | "removed";
  readonly before: KnowledgeBody | null;
  readonly after: KnowledgeBody | null;
}

export interface ImportOutcome {
  readonly isApplied: boolean;
  readonly changes: readonly Change[];
  readonly problems: readonly { readonly field: string; readonly line: number; readonly message: string }[];
}

/** The client's types can be written to; nothing here does. */
const sent = (body: KnowledgeBody) => structuredClone(body) as Schemas["KnowledgeBody"];

const PAGE = 500;

export const knowledgeQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["knowledge", sourceId],
    queryFn: async ({ signal }): Promise<{ items: Entry[]; proposed: number }> => {
      const items: Entry[] = [];
      let cursor: string | null = null;
      do {
        const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
        const page = await bodyOf(
          api.GET("/api/v1/sources/{id}/knowledge", { params: { path: { id: sourceId }, query }, signal }),
        );
        // One schema, two type systems; see Entry.
        items.push(...(page.items as Entry[]));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { items, proposed: items.filter((item) => item.status === "proposed").length };
    },
    staleTime: 30_000,
  });

export const complaintsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["complaints", sourceId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/sources/{id}/feedback", {
          params: { path: { id: sourceId }, query: { kind: "bad" as const, limit: 20 } },
          signal,
        }),
      ),
  });

/** Everything that is made from what is written down is asked for again. */
export function knowledgeChanged(sourceId: string): void {
  for (const key of ["knowledge", "suggestions", "complaints"])
    void queryClient.invalidateQueries({ queryKey: [key, sourceId] });
}

export interface NewEntry {
  readonly body: KnowledgeBody;
  readonly note?: string;
  readonly replace?: boolean;
  /** Same key, same entry: makes a second click harmless. */
  readonly key: string;
}

export async function writeDown(sourceId: string, { body, note, replace = false, key }: NewEntry): Promise<void> {
  const params = { path: { id: sourceId }, header: { "idempotency-key": key } };
  const entry = { body: sent(body), status: "approved" as const, replace, ...(note === undefined ? {} : { note }) };
  await bodyOf(api.POST("/api/v1/sources/{id}/knowledge", { params, body: entry }));
  knowledgeChanged(sourceId);
}

export interface EntryEdit {
  readonly body?: KnowledgeBody;
  readonly status?: KnowledgeStatus;
  readonly replace?: boolean;
}

export async function changeEntry(sourceId: string, { id, revision }: Entry, edit: EntryEdit): Promise<void> {
  const { body, status, replace = false } = edit;
  const params = { path: { id: sourceId, entryId: id }, header: { "if-match": `"${revision}"` } };
  const patch = {
    replace,
    ...(body === undefined ? {} : { body: sent(body) }),
    ...(status === undefined ? {} : { status }),
  };
  try {
    await bodyOf(api.PATCH("/api/v1/sources/{id}/knowledge/{entryId}", { params, body: patch }));
  } finally {
    knowledgeChanged(sourceId);
  }
}

export async function removeEntry(sourceId: string, { id, revision }: Entry): Promise<void> {
  const params = { path: { id: sourceId, entryId: id }, header: { "if-match": `"${revision}"` } };
  try {
    await done(api.DELETE("/api/v1/sources/{id}/knowledge/{entryId}", { params }));
  } finally {
    knowledgeChanged(sourceId);
  }
}

export async function tryEntry(
  sourceId: string,
  body: KnowledgeBody,
  question: string | undefined,
  signal?: AbortSignal,
): Promise<Trial> {
  const trial = await bodyOf(
    api.POST("/api/v1/sources/{id}/knowledge/try", {
      params: { path: { id: sourceId } },
      body: { body: sent(body), ...(question === undefined ? {} : { question }) },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  // Its value is one of core's JSON cells; see api-types.ts.
  return trial as Trial;
}

export type Saying =
  | { readonly kind: "good"; readonly question: string; readonly sql: string }
  | { readonly kind: "bad"; readonly question: string; readonly sql?: string; readonly comment?: string }
  | { readonly kind: "picked"; readonly question: string; readonly sql: string }
  | { readonly kind: "edited"; readonly question: string; readonly sql: string }
  | { readonly kind: "meant"; readonly question: string; readonly body: KnowledgeBody };

/** What an answer was worth; answers with what was suggested because of it. */
export async function say(sourceId: string, saying: Saying): Promise<readonly Entry[]> {
  const body = saying.kind === "meant" ? { ...saying, body: sent(saying.body) } : saying;
  const { proposals } = await bodyOf(
    api.POST("/api/v1/sources/{id}/feedback", { params: { path: { id: sourceId } }, body }),
  );
  knowledgeChanged(sourceId);
  // One schema, two type systems; see Entry.
  return proposals as Entry[];
}

/** A choice between readings, remembered in passing: a habit becomes a suggestion. Losing one is no harm. */
export function notePick(sourceId: string, question: string, sql: string): void {
  say(sourceId, { kind: "picked", question, sql }).catch(() => undefined);
}

export const yamlAddress = (sourceId: string): string =>
  `/api/v1/sources/${encodeURIComponent(sourceId)}/knowledge.yaml`;

export async function importYaml(sourceId: string, yaml: string, apply: boolean): Promise<ImportOutcome> {
  const outcome = await bodyOf(
    api.PUT("/api/v1/sources/{id}/knowledge.yaml", {
      params: { path: { id: sourceId }, query: { apply: apply ? "true" : "false" } },
      body: yaml,
      bodySerializer: (text: unknown) => String(text),
      headers: { "content-type": "application/yaml" },
    }),
  );
  if (apply) knowledgeChanged(sourceId);
  // One schema, two type systems; see Entry.
  return outcome as ImportOutcome;
}
