import { useInfiniteQuery } from "@tanstack/react-query";
import { type Conversation, conversationsQuery } from "./conversations.ts";
import { useGoing } from "./deletions.ts";

/** Those on their way out are not shown any more. */
export function useConversationList(words: string) {
  const query = useInfiniteQuery(conversationsQuery(words));
  const going = useGoing();
  const items: readonly Conversation[] = (query.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ id }) => !going.has(id));
  return { ...query, items };
}

/** Whether there is anything to show beside the page; a first visitor sees nothing but the invitation. */
export const useHasConversations = (): boolean => useConversationList("").items.length > 0;
