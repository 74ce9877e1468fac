import type { Expiring } from "../jobs/sweeper.ts";
import { ConversationMemory } from "../resources/conversations/conversation-memory.ts";
import { ConversationStore } from "../resources/conversations/conversation-store.ts";
import { MessageStore } from "../resources/conversations/message-store.ts";
import { conversationRoutes } from "../resources/conversations/routes.ts";
import { ConversationService } from "../resources/conversations/service.ts";
import { savedAnswerRoutes } from "../resources/saved-answers/routes.ts";
import { SavedAnswerService } from "../resources/saved-answers/service.ts";
import { SavedAnswerStore } from "../resources/saved-answers/store.ts";
import type { ServerOptions } from "../server-options.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedConversations extends Composed {
  readonly expiring: readonly Expiring[];
}

/** What was asked before: conversations, their history, and answers somebody saved. */
export function composeConversations(
  { options, clock, database: { db } }: AppNeeds,
  { access, workspaceStore }: ComposedSources,
  { results, queries }: ComposedAsking,
): ComposedConversations {
  const lifetimeMs = conversationLifetime(options);
  const conversations = new ConversationService({
    clock,
    store: new ConversationStore(db, workspaceStore),
    messages: new MessageStore(db),
    access,
    results,
    lifetimeMs,
  });
  const saved = new SavedAnswerService({
    clock,
    store: new SavedAnswerStore(db, workspaceStore),
    access,
    queries,
    lifetimeMs,
  });
  return {
    expiring: [conversations, saved],
    routes(api) {
      conversationRoutes(api, conversations);
      savedAnswerRoutes(api, saved);
    },
  };
}

/** What questions take from their conversations and leave there. */
export const conversationMemory = (
  { options, clock, database: { db } }: AppNeeds,
  { workspaceStore }: ComposedSources,
): ConversationMemory =>
  new ConversationMemory({
    clock,
    conversations: new ConversationStore(db, workspaceStore),
    messages: new MessageStore(db),
    lifetimeMs: conversationLifetime(options),
  });

const conversationLifetime = ({ conversationLifetimeMs }: ServerOptions): number | null =>
  conversationLifetimeMs === 0 ? null : conversationLifetimeMs;
