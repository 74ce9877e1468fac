import { Button } from "@parlance/ui";
import { ArrowUp } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { lastQuestion } from "../api/conversation.ts";

export interface QuestionBoxProps {
  readonly placeholder: string;
  readonly size: "large" | "small";
  readonly isDisabled: boolean;
  readonly footer: ReactNode;
  readonly onAsk: (question: string) => void;
}

export const QUESTION_BOX_ID = "question";

/** Whoever has opened a menu or begun to type while the page still settles is not torn away from it. */
const isElsewhere = (): boolean =>
  document.activeElement?.closest("[role=menu], [role=dialog], input, textarea") instanceof Element;

/** Where questions are typed. Enter asks, Shift with Enter makes a new line, Arrow Up brings the last question back. */
export function QuestionBox({ placeholder, size, isDisabled, footer, onAsk }: QuestionBoxProps) {
  const [text, setText] = useState("");
  const [isHeld, setIsHeld] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // A phone would cover the page with its keyboard before anything was read.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches && !isElsewhere()) field.current?.focus({ preventScroll: true });
  }, []);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const question = text.trim();
    if (question === "") return;
    setIsHeld(isDisabled);
    if (isDisabled) return;
    setText("");
    onAsk(question);
  };
  // Who is faster than the page is not asked to press Enter again.
  useEffect(() => {
    if (!isHeld || isDisabled) return;
    setIsHeld(false);
    setText("");
    onAsk(text.trim());
  }, [isHeld, isDisabled, text, onAsk]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !event.altKey && text === "") {
      const last = lastQuestion();
      if (last === undefined) return;
      event.preventDefault();
      setText(last);
    }
  };
  return (
    <form
      onSubmit={submit}
      className="rounded-[18px] border border-edge bg-surface shadow-lift transition-[border-color,box-shadow] focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_18%,transparent)]"
    >
      <label htmlFor={QUESTION_BOX_ID} className="sr-only">
        Your question
      </label>
      <textarea
        id={QUESTION_BOX_ID}
        ref={field}
        rows={size === "large" ? 2 : 1}
        value={text}
        placeholder={placeholder}
        enterKeyHint="send"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setIsHeld(false);
        }}
        onKeyDown={onKeyDown}
        className={`block field-sizing-content max-h-52 w-full resize-none bg-transparent outline-none ${size === "large" ? "px-6 pt-6 pb-3 font-serif text-[1.6rem] leading-snug max-sm:px-4 max-sm:text-[1.35rem]" : "px-5 pt-4 pb-1 font-serif text-[1.25rem] leading-snug"}`}
      />
      <div className={`flex min-w-0 items-center gap-2 ${size === "large" ? "px-4 pb-4" : "px-3 pb-3"}`}>
        {footer}
        <span className="min-w-0 flex-1" />
        <Button type="submit" look="solid" disabled={text.trim() === "" || isDisabled}>
          Ask <ArrowUp size={15} aria-hidden />
        </Button>
      </div>
    </form>
  );
}
