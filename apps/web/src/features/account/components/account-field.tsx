import { type InputHTMLAttributes, type ReactNode, useId } from "react";

export interface AccountFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  /** Beside the input, such as a button that shows what is typed. */
  readonly beside?: ReactNode;
}

/** A labelled input that tells what is wrong with it. */
export function AccountField({ label, hint, problem, beside, ...input }: AccountFieldProps) {
  const id = useId();
  const notes = [...(hint === undefined ? [] : [`${id}-hint`]), ...(problem === undefined ? [] : [`${id}-problem`])];
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative grid">
        <input
          id={id}
          required
          aria-invalid={problem !== undefined}
          {...(notes.length === 0 ? {} : { "aria-describedby": notes.join(" ") })}
          className={`h-10 w-full min-w-0 rounded-field border bg-surface px-3 text-[15px] ${problem === undefined ? "border-edge" : "border-bad"} ${beside === undefined ? "" : "pr-11"}`}
          {...input}
        />
        {beside}
      </div>
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="text-[13px] text-bad">
          {problem}
        </p>
      )}
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="text-[13px] text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}
