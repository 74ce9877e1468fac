import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import { queryClient } from "../../../http/query-client.ts";
import { type Conversation, conversationsChanged } from "./conversations.ts";
import { type SavedAnswer, savedAnswersChanged } from "./saved-answers.ts";

const KEY = "shared in the workspace";

const searchOf = (words: string, cursor: string) => ({
  scope: "workspace" as const,
  ...(words === "" ? {} : { q: words }),
  ...(cursor === "" ? {} : { cursor }),
});

export const sharedConversationsQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, "conversations", words],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/conversations", { params: { query: searchOf(words, pageParam) }, signal })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });

export const sharedSavedQuery = (words: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, "saved answers", words],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/saved-answers", { params: { query: searchOf(words, pageParam) }, signal })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });

const changed = (): void => {
  void queryClient.invalidateQueries({ queryKey: [KEY] });
  conversationsChanged();
  savedAnswersChanged();
};

/** Shares a conversation with everybody in the workspace, or takes that back. */
export async function setConversationShared({ id }: Pick<Conversation, "id">, isShared: boolean): Promise<void> {
  const params = { path: { id } };
  const path = "/api/v1/conversations/{id}/workspace-share";
  await done(isShared ? api.PUT(path, { params }) : api.DELETE(path, { params })).finally(changed);
}

export async function setSavedShared({ id }: Pick<SavedAnswer, "id">, isShared: boolean): Promise<void> {
  const params = { path: { id } };
  const path = "/api/v1/saved-answers/{id}/workspace-share";
  await done(isShared ? api.PUT(path, { params }) : api.DELETE(path, { params })).finally(changed);
}
