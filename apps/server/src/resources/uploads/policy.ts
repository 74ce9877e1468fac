/** Uploads are found by their owner and key together, so a key guessed or reused by somebody else finds nothing. */
export const ownedKey = (workspaceId: string, key: string): string => `${workspaceId}:${key}`;
