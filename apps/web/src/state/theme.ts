import { Store, useStore } from "./store.ts";

export type ThemeName = "light" | "dark";

const shown = (): ThemeName => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

const theme = new Store<ThemeName>(typeof document === "undefined" ? "light" : shown());

export const useTheme = (): ThemeName => useStore(theme);

export function switchTheme(): void {
  const next: ThemeName = theme.get() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  rememberTheme(next);
  theme.set(next);
}

function rememberTheme(name: ThemeName): void {
  try {
    localStorage.setItem("parlance.theme", name);
  } catch (error) {
    // Private windows may refuse storage; the choice then lasts as long as the page.
    console.info("The theme is not remembered:", error instanceof Error ? error.name : error);
  }
}
