import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { conversationQuery } from "../../conversations/api/conversations.ts";
import { findTalk, openKept, useTalks } from "./conversation.ts";
import type { Talk } from "./talks.ts";

export interface OpenTalk {
  readonly talk: Talk | undefined;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** A conversation by its key or id: what this tab holds of it, else read from the server. */
export function useTalk(name: string | null): OpenTalk {
  const talk = findTalk(useTalks(), name);
  const isElsewhere = name !== null && talk === undefined;
  const kept = useQuery({ ...conversationQuery(name ?? ""), enabled: isElsewhere });
  useEffect(() => {
    if (isElsewhere && kept.data?.conversation.id === name) openKept(kept.data);
  }, [isElsewhere, kept.data, name]);
  const error = isElsewhere ? kept.error : null;
  return { talk, isLoading: isElsewhere && error === null, error };
}
