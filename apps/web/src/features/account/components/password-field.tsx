import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { AccountField } from "./account-field.tsx";
import { PasswordRules } from "./password-rules.tsx";

export interface PasswordFieldProps {
  readonly label?: string;
  readonly name?: string;
  /** A new one is held against the rules while it is typed. */
  readonly isNew?: boolean;
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean;
}

export function PasswordField({
  label = "Password",
  name = "password",
  isNew = false,
  problem,
  autoFocus = false,
}: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const [{ text, about }, setTyped] = useState<{ text: string; about: readonly string[] }>({ text: "", about: [] });
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
      onChange={({ target }) =>
        setTyped({ text: target.value, about: othersIn(target).filter((it) => it !== target.value) })
      }
      {...(isNew ? { hint: <PasswordRules text={text} about={about} /> } : {})}
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

/** What else is typed into the same form: a name, an address. */
const othersIn = (input: HTMLInputElement): readonly string[] =>
  [...(input.form?.elements ?? [])].flatMap((each) =>
    each instanceof HTMLInputElement && (each.type === "text" || each.type === "email") ? [each.value] : [],
  );
