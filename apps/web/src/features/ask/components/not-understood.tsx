import type { Answer } from "@parlance/core";
import type { ReactNode } from "react";
import { QuestionChips } from "./question-chips.tsx";

export interface NotUnderstoodProps {
  readonly answer: Answer;
  readonly onAsk: (question: string) => void;
  /** Readings to choose from, where there are any. */
  readonly children?: ReactNode;
}

/** An honest no: which words were not understood, what could be meant, and near questions that work. */
export function NotUnderstood({ answer, onAsk, children }: NotUnderstoodProps) {
  const unknown = answer.spans
    .filter(({ role }) => role === "unused")
    .map(({ start, end }) => answer.question.slice(start, end))
    .filter((word) => !answer.sentence.includes(word));
  // What a language model offers to ask was not tried before it was offered.
  const isTried = answer.receipt?.draftedBy !== "model";
  return (
    <div className="card animate-rise grid gap-4 p-5">
      <p className="font-serif text-[1.4rem] leading-snug text-pretty">
        {answer.sentence || "I would have to guess, so I did not answer."}
      </p>
      {unknown.length === 0 ? null : (
        <p className="text-sm text-soft">
          I do not know what {unknown.map((word) => `“${word}”`).join(", ")} {unknown.length === 1 ? "means" : "mean"}{" "}
          in this data.
        </p>
      )}
      {answer.explanation === "" ? null : <p className="max-w-prose text-sm text-soft">{answer.explanation}</p>}
      {children}
      {answer.suggestions.length === 0 ? null : (
        <div className="grid gap-2">
          <p className="text-sm font-medium">{isTried ? "These work" : "You could ask"}</p>
          <QuestionChips
            label={isTried ? "Questions that work" : "Questions to ask instead"}
            questions={answer.suggestions}
            onPick={onAsk}
          />
        </div>
      )}
    </div>
  );
}
