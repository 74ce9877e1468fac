import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { QUESTION_BOX_ID } from "../features/ask/components/question-box.tsx";
import { openPalette, openShortcuts } from "../features/palette/palette-state.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys that work on every page. Single letters only count while nothing is being typed. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const focusQuestion = async () => {
      if (document.getElementById(QUESTION_BOX_ID) === null) await navigate({ to: "/" });
      requestAnimationFrame(() => document.getElementById(QUESTION_BOX_ID)?.focus());
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") openPalette();
      else if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      else if (event.key === "/") void focusQuestion();
      else if (event.key === "?") openShortcuts();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [navigate]);
}
