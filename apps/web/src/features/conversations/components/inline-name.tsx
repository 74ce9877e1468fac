import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { problemOf } from "../../../http/problem.ts";

export interface InlineNameProps {
  readonly label: string;
  readonly name: string;
  readonly save: (name: string) => Promise<unknown>;
  /** Saved or given up. */
  readonly onDone: () => void;
}

/** A name in the place where it stands: Enter or leaving saves, Escape gives up. */
export function InlineName({ label, name, save, onDone }: InlineNameProps) {
  const [text, setText] = useState(name);
  const saving = useMutation({ mutationFn: save, onSuccess: onDone });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const next = text.trim();
    if (saving.isPending) return;
    if (next === "" || next === name) onDone();
    else saving.mutate(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <input
        aria-label={label}
        aria-invalid={saving.isError}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        value={text}
        maxLength={200}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => submit()}
        className="h-9 w-full rounded-field border border-accent bg-surface px-2 text-[13.5px]"
      />
      {saving.isError ? (
        <p role="alert" className="px-2 py-1 text-xs text-bad">
          {problemOf(saving.error).message}
        </p>
      ) : null}
    </form>
  );
}
