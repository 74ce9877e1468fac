import { api, done } from "../../../http/api.ts";
import type { Source } from "../../../http/api-types.ts";
import { type Problem, problemOf } from "../../../http/problem.ts";
import { Store, useStore } from "../../../state/store.ts";

/** Long enough to see the mistake, short enough to trust that the data is gone. */
export const UNDO_MS = 8_000;

export interface Deletion {
  readonly source: Pick<Source, "id" | "name">;
  /** Present when the server would not delete it; the source is still there then. */
  readonly error?: Problem;
}

const deletions = new Store<readonly Deletion[]>([]);
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Sources on their way out: hidden at once, deleted when the time to undo is over. */
export const useDeletions = (): readonly Deletion[] => useStore(deletions);

const drop = (id: string): void => deletions.update((all) => all.filter(({ source }) => source.id !== id));

/** `onGone` is called when the server has deleted it. */
export function deleteSoon(source: Deletion["source"], onGone: () => void): void {
  drop(source.id);
  deletions.update((all) => [...all, { source }]);
  waiting.set(
    source.id,
    setTimeout(() => void deleteNow(source, onGone), UNDO_MS),
  );
}

export function undoDelete(id: string): void {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  drop(id);
}

async function deleteNow(source: Deletion["source"], onGone: () => void): Promise<void> {
  waiting.delete(source.id);
  try {
    await sendDelete(source.id);
    onGone();
    drop(source.id);
  } catch (error) {
    deletions.update((all) =>
      all.map((one) => (one.source.id === source.id ? { source, error: problemOf(error) } : one)),
    );
  }
}

/** The request outlives the page that sends it. */
const sendDelete = (id: string): Promise<void> =>
  done(api.DELETE("/api/v1/sources/{id}", { params: { path: { id } }, keepalive: true }));

/** Who closes the tab has not undone anything. */
function deleteAllWaiting(): void {
  for (const [id, timer] of waiting) {
    clearTimeout(timer);
    void sendDelete(id);
  }
  waiting.clear();
}

if (typeof window !== "undefined") window.addEventListener("pagehide", deleteAllWaiting);
