const KEY = "parlance.conversation";

/** Which conversation this tab goes on with after a reload; the conversation itself is the server's to keep. */
export function writeCurrent(storage: Storage, id: string | null): void {
  try {
    if (id === null) storage.removeItem(KEY);
    else storage.setItem(KEY, id);
  } catch (error) {
    // Private windows may refuse storage; the address still names the conversation.
    console.info("The conversation is not remembered:", error instanceof Error ? error.name : error);
  }
}

export const readCurrent = (storage: Storage): string | null => storage.getItem(KEY);
