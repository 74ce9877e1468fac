import type { components } from "@parlance/client";
import type { ChartSpec, JsonCell } from "@parlance/core";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import { queryClient } from "../../../http/query-client.ts";

export type Conversation = components["schemas"]["Conversation"];
export type ConversationWithMessages = components["schemas"]["ConversationWithMessages"];
export type Message = components["schemas"]["Message"];
export type HistoryEntry = components["schemas"]["HistoryEntry"];
export type SharedConversation = components["schemas"]["SharedConversation"];
export type SharedMessage = SharedConversation["messages"][number];

const KEY = "conversations";
const PAGE = 40;

const searchOf = (words: string, cursor: string) => ({
  limit: PAGE,
  ...(words === "" ? {} : { q: words }),
  ...(cursor === "" ? {} : { cursor }),
});

/** Latest first, page by page. */
export const conversationsQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, "list", words],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/conversations", { params: { query: searchOf(words, pageParam) }, signal })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 30_000,
    placeholderData: (before) => before,
  });

/** Always read anew: it may have gone on in another tab. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, "one", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/conversations/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });

export const historyQuery = (words: string, sourceId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [KEY, "history", words, sourceId ?? ""],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...searchOf(words, pageParam), ...(sourceId === undefined ? {} : { sourceId }) };
      return bodyOf(api.GET("/api/v1/history", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });

/** A cell is any JSON to OpenAPI; see api-types.ts. */
export interface SharedResult {
  readonly columns: SharedMessageColumns;
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
  readonly isTruncated: boolean;
  readonly chart: ChartSpec | null;
}
type SharedMessageColumns = NonNullable<SharedMessage["result"]>["columns"];

export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: [KEY, "shared", token],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/shared-conversation", { params: { header: { "x-share-token": token } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Lists and histories are read again; what is open is not. */
export const conversationsChanged = (): void => {
  void queryClient.invalidateQueries({ queryKey: [KEY, "list"] });
  void queryClient.invalidateQueries({ queryKey: [KEY, "history"] });
};

export async function beginConversation(sourceId: string): Promise<Conversation> {
  return bodyOf(api.POST("/api/v1/conversations", { body: { sourceId } }));
}

export async function renameConversation({ id, revision }: Conversation, title: string): Promise<Conversation> {
  const params = { path: { id }, header: { "if-match": `"${revision}"` } };
  return bodyOf(api.PATCH("/api/v1/conversations/{id}", { params, body: { title } }));
}

export async function deleteConversation(id: string): Promise<void> {
  await done(api.DELETE("/api/v1/conversations/{id}", { params: { path: { id } } }));
}

export async function restoreConversation(id: string): Promise<void> {
  await bodyOf(api.POST("/api/v1/conversations/{id}/restore", { params: { path: { id } } }));
}

export async function forkConversation(id: string, messageId?: string): Promise<Conversation> {
  const body = messageId === undefined ? {} : { messageId };
  return bodyOf(api.POST("/api/v1/conversations/{id}/fork", { params: { path: { id } }, body }));
}

export async function shareConversation(id: string): Promise<string> {
  const { token } = await bodyOf(api.POST("/api/v1/conversations/{id}/share", { params: { path: { id } } }));
  // Behind the hash: what stands there is sent to no server and no page that is linked to.
  return `${location.origin}/shared#${token}`;
}

export async function unshareConversation(id: string): Promise<void> {
  await done(api.DELETE("/api/v1/conversations/{id}/share", { params: { path: { id } } }));
}
