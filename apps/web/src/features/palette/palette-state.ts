import { Store, useStore } from "../../state/store.ts";

export type OpenDialog = "palette" | "shortcuts" | null;

const dialog = new Store<OpenDialog>(null);

export const useOpenDialog = (): OpenDialog => useStore(dialog);
export const openPalette = (): void => dialog.set("palette");
export const openShortcuts = (): void => dialog.set("shortcuts");
export const closeDialog = (): void => dialog.set(null);
