import type { Answer, Reading } from "@parlance/core";

const MAX_CHOICES = 4;

/** What sets a reading apart where that is known, else all of it. */
export function wordsOf({ difference, explanation }: Reading): string {
  const words = (difference ?? explanation).replace(/\.$/, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Other ways to read the question, told apart by what they would show; each sentence is offered once. */
export function choicesOf(answer: Pick<Answer, "alternatives" | "explanation" | "result">): readonly Reading[] {
  const seen = new Set(answer.result === null ? [] : [answer.explanation]);
  const choices = answer.alternatives.filter(({ explanation }) => {
    const isNew = explanation !== "" && !seen.has(explanation);
    seen.add(explanation);
    return isNew;
  });
  return choices.slice(0, MAX_CHOICES);
}

export interface ReadingChoicesProps {
  readonly label: string;
  readonly answer: Answer;
  /** Absent where the answer is only read, as in somebody else's conversation. */
  readonly onPick: ((reading: Reading) => void) | undefined;
}

/** One click answers another reading. */
export function ReadingChoices({ label, answer, onPick }: ReadingChoicesProps) {
  const choices = choicesOf(answer);
  if (choices.length === 0) return null;
  if (onPick === undefined) {
    return (
      <div className="grid gap-1.5 text-sm">
        <p className="font-medium">{label}</p>
        <ul aria-label={label} className="grid list-disc gap-1 pl-4 text-soft">
          {choices.map((reading) => (
            <li key={reading.sql} title={reading.explanation}>
              {wordsOf(reading)}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-1.5 text-sm">
      <p className="font-medium">{label}</p>
      <ul aria-label={label} className="flex flex-wrap gap-2">
        {choices.map((reading) => (
          <li key={reading.sql}>
            <button
              type="button"
              onClick={() => onPick(reading)}
              title={reading.explanation}
              className="cursor-pointer rounded-2xl border border-edge px-3.5 py-1.5 text-left text-soft hover:border-accent hover:text-ink"
            >
              {wordsOf(reading)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
