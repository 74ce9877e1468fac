import { Store, useStore } from "../../../state/store.ts";

const KEY = "parlance.sidebar";

const isOpen = new Store<boolean>(typeof localStorage === "undefined" || readOpen());
/** The drawer of narrow windows covers the page, so it is never open by itself. */
const isDrawerOpen = new Store<boolean>(false);

export const useSidebar = (): boolean => useStore(isOpen);
export const useDrawer = (): boolean => useStore(isDrawerOpen);
export const setDrawer = (open: boolean): void => isDrawerOpen.set(open);

export function setSidebar(open: boolean): void {
  isOpen.set(open);
  try {
    localStorage.setItem(KEY, open ? "open" : "closed");
  } catch (error) {
    // Private windows may refuse storage; the choice then lasts as long as the page.
    console.info("The side bar is not remembered:", error instanceof Error ? error.name : error);
  }
}

function readOpen(): boolean {
  try {
    return localStorage.getItem(KEY) !== "closed";
  } catch (error) {
    console.info("The side bar is not remembered:", error instanceof Error ? error.name : error);
    return true;
  }
}

export const isWide = (): boolean => matchMedia("(min-width: 64rem)").matches;

/** Wherever the list is, or comes to be, it is shown and its search gets the cursor. */
export function findConversation(): void {
  if (isWide()) setSidebar(true);
  else setDrawer(true);
  setTimeout(() => document.getElementById(SEARCH_ID)?.focus(), FOCUS_AFTER_MS);
}

export const SEARCH_ID = "conversation-search";
/** The list may have to be drawn first. */
const FOCUS_AFTER_MS = 60;
