import type { Settings } from "../configuration/settings.ts";
import type { Expiring } from "../jobs/sweeper.ts";
import { ConversationMemory } from "../resources/conversations/conversation-memory.ts";
import { ConversationStore } from "../resources/conversations/conversation-store.ts";
import { MessageStore } from "../resources/conversations/message-store.ts";
import { conversationRoutes } from "../resources/conversations/routes.ts";
import { ConversationService } from "../resources/conversations/service.ts";
import { savedAnswerRoutes } from "../resources/saved-answers/routes.ts";
import { SavedAnswerService } from "../resources/saved-answers/service.ts";
import { SavedAnswerStore } from "../resources/saved-answers/store.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";
import type { ComposedAsking } from "./compose-asking.ts";
import type { ComposedSources } from "./compose-sources.ts";

export interface ComposedConversations extends Composed {
  readonly expiring: readonly Expiring[];
}

/** What was asked before: conversations, their history, and answers somebody saved. */
export function composeConversations(
  { settings, clock, database: { db } }: AppNeeds,
  { access, workspaceStore }: ComposedSources,
  { results, queries }: ComposedAsking,
): ComposedConversations {
  const conversations = new ConversationService({
    clock,
    store: new ConversationStore(db, workspaceStore),
    messages: new MessageStore(db),
    access,
    results,
    get lifetimeMs() {
      return conversationLifetime(settings);
    },
  });
  const saved = new SavedAnswerService({
    clock,
    store: new SavedAnswerStore(db, workspaceStore),
    access,
    queries,
    get lifetimeMs() {
      return conversationLifetime(settings);
    },
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
  { settings, clock, database: { db } }: AppNeeds,
  { workspaceStore }: ComposedSources,
): ConversationMemory =>
  new ConversationMemory({
    clock,
    conversations: new ConversationStore(db, workspaceStore),
    messages: new MessageStore(db),
    get lifetimeMs() {
      return conversationLifetime(settings);
    },
  });

function conversationLifetime(settings: Settings): number | null {
  const { conversationLifetimeMs } = settings.current();
  return conversationLifetimeMs === 0 ? null : conversationLifetimeMs;
}
