import { Check, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { AccountField } from "./account-field.tsx";

export interface PasswordFieldProps {
  readonly label?: string;
  readonly name?: string;
  /** A new one is held against the rules while it is typed. */
  readonly isNew?: boolean;
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean;
}

const RULES: readonly { readonly words: string; readonly isKept: (text: string) => boolean }[] = [
  { words: "8 characters", isKept: (text) => [...text].length >= 8 },
  { words: "small letter", isKept: (text) => /\p{Ll}/u.test(text) },
  { words: "capital letter", isKept: (text) => /\p{Lu}/u.test(text) },
  { words: "digit", isKept: (text) => /\p{Nd}/u.test(text) },
  { words: "sign", isKept: (text) => /[^\p{L}\p{Nd}]/u.test(text) },
];

export function PasswordField({
  label = "Password",
  name = "password",
  isNew = false,
  problem,
  autoFocus = false,
}: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const [text, setText] = useState("");
  const Icon = isShown ? EyeOff : Eye;
  return (
    <AccountField
      label={label}
      name={name}
      type={isShown ? "text" : "password"}
      autoComplete={isNew ? "new-password" : "current-password"}
      maxLength={1024}
      autoFocus={autoFocus}
      problem={problem}
      onChange={(event) => setText(event.target.value)}
      {...(isNew ? { hint: <Rules text={text} /> } : {})}
      beside={
        <button
          type="button"
          aria-label={isShown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
          className="absolute inset-y-0 right-0 grid w-10 cursor-pointer place-items-center rounded-field text-soft hover:text-ink"
        >
          <Icon size={16} aria-hidden />
        </button>
      }
    />
  );
}

const Rules = ({ text }: { text: string }) => (
  <ul className="flex flex-wrap gap-x-3 gap-y-1">
    {RULES.map(({ words, isKept }) => (
      <li key={words} className={`flex items-center gap-1 ${isKept(text) ? "text-ink" : ""}`}>
        <Check size={13} aria-hidden className={isKept(text) ? "text-accent" : "invisible"} />
        {words}
        <span className="sr-only">{isKept(text) ? " (there)" : " (missing)"}</span>
      </li>
    ))}
  </ul>
);
