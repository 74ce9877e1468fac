import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { forget } from "../../ask/api/conversation.ts";
import { findConversation } from "./sidebar-state.ts";
import { useConversationList } from "./use-conversation-list.ts";

/**
 * Alt N: a new one. Alt up and down: the one above and below. Alt H: search. By the key's place, since Alt with a letter
 * writes another letter on some keyboards.
 */
export function useConversationKeys(openId: string | null): void {
  const navigate = useNavigate();
  const { items } = useConversationList("");
  useEffect(() => {
    const go = (step: number) => {
      const at = items.findIndex(({ id }) => id === openId);
      const next = items[at === -1 ? 0 : at + step];
      if (next !== undefined) void navigate({ to: "/c/$conversationId", params: { conversationId: next.id } });
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      if (event.code === "KeyN") {
        forget();
        void navigate({ to: "/" });
      } else if (event.code === "KeyH") findConversation();
      else if (event.code === "ArrowUp") go(-1);
      else if (event.code === "ArrowDown") go(1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [items, openId, navigate]);
}
