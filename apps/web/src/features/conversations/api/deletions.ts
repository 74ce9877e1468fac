import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { Store, useStore } from "../../../state/store.ts";
import { closeTalk } from "../../ask/api/conversation.ts";
import { conversationsChanged, deleteConversation, restoreConversation } from "./conversations.ts";
import { deleteSaved, type SavedAnswer, saveAnswer } from "./saved-answers.ts";

const going = new Store<ReadonlySet<string>>(new Set());

/** What was deleted here; the list on its way from the server may still hold it. */
export const useGoing = (): ReadonlySet<string> => useStore(going);

const setGoing = (id: string, isGoing: boolean): void =>
  going.update((all) => new Set(isGoing ? [...all, id] : [...all].filter((one) => one !== id)));

/** Deleted at once, on the server too; it can be restored there for a day, here for as long as the note stands. */
export async function deleteWithUndo({ id, title }: { readonly id: string; readonly title: string }): Promise<void> {
  setGoing(id, true);
  try {
    await deleteConversation(id);
    closeTalk(id);
    tell({ id, text: `“${title}” is deleted.`, action: { label: "Undo", run: () => void undo(id, title) } });
  } catch (error) {
    setGoing(id, false);
    tell({ id, tone: "failed", text: `“${title}” was not deleted. ${problemOf(error).message}` });
  } finally {
    conversationsChanged();
  }
}

async function undo(id: string, title: string): Promise<void> {
  try {
    await restoreConversation(id);
  } catch (error) {
    tell({ id, tone: "failed", text: `“${title}” could not be restored. ${problemOf(error).message}` });
  } finally {
    setGoing(id, false);
    conversationsChanged();
  }
}

/** Deleted at once; undoing saves the same again. */
export async function deleteSavedWithUndo(saved: SavedAnswer): Promise<void> {
  const { id, name, sourceId, question, sql, chart } = saved;
  setGoing(id, true);
  try {
    await deleteSaved(id);
    const again = sourceId === null ? null : { sourceId, question, sql, chart };
    const undoing = again === null ? {} : { action: { label: "Undo", run: () => void saveAnswer(again, name) } };
    tell({ id, text: `“${name}” is deleted.`, ...undoing });
  } catch (error) {
    setGoing(id, false);
    tell({ id, tone: "failed", text: `“${name}” was not deleted. ${problemOf(error).message}` });
  }
}
