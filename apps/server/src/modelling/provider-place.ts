import type { ConnectionPlace } from "../connecting/credentials.ts";
import type { ProviderPlace } from "../resources/providers/store.ts";

/** Where a provider's secrets are at home: neither another provider nor another owner can open them. */
export const providerPlace = ({ workspaceId, owner, provider }: ProviderPlace): ConnectionPlace => ({
  workspaceId,
  sourceId: `provider:${provider}:${owner}`,
});
