import type { ReactNode } from "react";
import { Store, useStore } from "./store.ts";

/** Something that was done, told in passing, with the way back where there is one. */
export interface Note {
  readonly id: string;
  readonly text: ReactNode;
  readonly tone?: "done" | "failed";
  readonly action?: { readonly label: string; readonly run: () => void };
}

const notes = new Store<readonly Note[]>([]);

export const useNotes = (): readonly Note[] => useStore(notes);

export const closeNote = (id: string): void => notes.update((all) => all.filter((note) => note.id !== id));

const SHOWN_MS = 8_000;

export function tell(note: Note): void {
  notes.update((all) => [...all.filter(({ id }) => id !== note.id), note]);
  setTimeout(() => closeNote(note.id), SHOWN_MS);
}
