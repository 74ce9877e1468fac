import type { Answer } from "@parlance/core";
import { FAMILY_STYLE, SPAN_FAMILY } from "@parlance/ui";
import type { ReactNode } from "react";

/** How the question was understood: word by word, what was assumed. What stands behind the number is in the receipt. */
export function HowRead({ answer, children }: { answer: Answer; children?: ReactNode }) {
  const used = answer.spans.filter(({ role }) => role !== "unused");
  const unused = answer.spans.filter(({ role }) => role === "unused");
  const word = (start: number, end: number) => answer.question.slice(start, end);
  return (
    <div className="grid gap-5 text-sm">
      {answer.explanation === "" ? null : (
        <p className="max-w-prose text-[15px] leading-relaxed">{answer.explanation}</p>
      )}
      {used.length === 0 ? null : (
        <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-5 gap-y-1.5">
          {used.map(({ start, end, role, meaning }) => (
            <WordMeaning key={start} word={word(start, end)} family={SPAN_FAMILY[role]} role={role} meaning={meaning} />
          ))}
        </dl>
      )}
      {unused.length === 0 ? null : (
        <p className="text-soft">Not used: {unused.map(({ start, end }) => `“${word(start, end)}”`).join(", ")}.</p>
      )}
      <Assumptions items={answer.assumptions} />
      {children}
    </div>
  );
}

interface WordMeaningProps {
  readonly word: string;
  readonly family: (typeof SPAN_FAMILY)[keyof typeof SPAN_FAMILY];
  readonly role: string;
  readonly meaning: string | undefined;
}

function WordMeaning({ word, family, role, meaning }: WordMeaningProps) {
  return (
    <>
      <dt>
        <span className={`font-medium underline decoration-2 underline-offset-4 ${FAMILY_STYLE[family]}`}>{word}</span>
      </dt>
      <dd className="text-soft">
        {meaning ?? role}
        {meaning === undefined ? null : <span className="text-faint"> · {role}</span>}
      </dd>
    </>
  );
}

export function Assumptions({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div className="rounded-field bg-warn-wash px-4 py-3">
      <p className="font-medium text-warn">
        {items.length === 1 ? "One choice you did not make" : "Choices you did not make"}
      </p>
      <ul className="mt-1 grid list-disc gap-1 pl-4">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
