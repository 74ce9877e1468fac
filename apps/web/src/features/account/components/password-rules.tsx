import { WHY_GUESSED } from "@parlance/core";
import { useQuery } from "@tanstack/react-query";
import { Check, Circle, TriangleAlert } from "lucide-react";
import { passwordJudge } from "../known-passwords.ts";

const RULES: readonly { readonly words: string; readonly isKept: (text: string) => boolean }[] = [
  { words: "8 characters", isKept: (text) => [...text].length >= 8 },
  { words: "lower-case letter", isKept: (text) => /\p{Ll}/u.test(text) },
  { words: "upper-case letter", isKept: (text) => /\p{Lu}/u.test(text) },
  { words: "digit", isKept: (text) => /\p{Nd}/u.test(text) },
  { words: "symbol", isKept: (text) => /[^\p{L}\p{Nd}]/u.test(text) },
];

const judgeQuery = { queryKey: ["password-judge"], queryFn: passwordJudge, staleTime: Number.POSITIVE_INFINITY };

export interface PasswordRulesProps {
  readonly text: string;
  /** What else stands in the form: name and address are guessed first. */
  readonly about: readonly string[];
}

/** What a new password has to have, and why one that has it all would be guessed nevertheless. */
export function PasswordRules({ text, about }: PasswordRulesProps) {
  return (
    <>
      <ul className="flex flex-wrap gap-x-3 gap-y-1">
        {RULES.map(({ words, isKept }) => (
          <li key={words} className={`flex items-center gap-1 ${isKept(text) ? "text-ink" : ""}`}>
            {isKept(text) ? (
              <Check size={13} aria-hidden className="text-accent" />
            ) : (
              <Circle size={13} aria-hidden className="scale-75 text-edge" />
            )}
            {words}
            <span className="sr-only">{isKept(text) ? " (there)" : " (missing)"}</span>
          </li>
        ))}
      </ul>
      <div role="status">{text === "" ? null : <Guessed text={text} about={about} />}</div>
    </>
  );
}

/** Says nothing where the list cannot be fetched: the server has the last word in any case. */
function Guessed({ text, about }: PasswordRulesProps) {
  const judge = useQuery(judgeQuery);
  const keepsRules = RULES.every(({ isKept }) => isKept(text));
  const guess = keepsRules ? judge.data?.(text, about) : undefined;
  if (guess === undefined || guess === null) return null;
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-bad">
      <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span>Among the first that would be tried: {WHY_GUESSED[guess]}. Take several unrelated words.</span>
    </p>
  );
}
