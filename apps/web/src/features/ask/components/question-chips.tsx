import { CornerDownRight } from "lucide-react";

export interface QuestionChipsProps {
  readonly label: string;
  readonly questions: readonly string[];
  readonly onPick: (question: string) => void;
}

/** Questions that are known to run; one click asks. */
export function QuestionChips({ label, questions, onPick }: QuestionChipsProps) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {questions.map((question) => (
        <li key={question}>
          <button
            type="button"
            onClick={() => onPick(question)}
            className="inline-flex cursor-pointer items-baseline gap-2 rounded-2xl border border-line bg-surface px-3.5 py-1.5 text-left text-[14px] text-soft transition-colors hover:border-accent hover:text-ink"
          >
            <CornerDownRight size={13} aria-hidden className="shrink-0 translate-y-0.5 text-accent" />
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
