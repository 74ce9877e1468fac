import { lineDifference } from "../line-difference.ts";

export interface TextDifferenceProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const LOOKS = {
  same: { sign: " ", words: "", look: "text-soft" },
  gone: { sign: "-", words: "taken out: ", look: "bg-bad-wash" },
  new: { sign: "+", words: "put in: ", look: "bg-accent-wash" },
} as const;

export function TextDifference({ label, before, after }: TextDifferenceProps) {
  const lines = lineDifference(before, after);
  const isSame = lines.every(({ kind }) => kind === "same");
  return (
    <figure className="grid gap-1.5">
      <figcaption className="text-[13px] text-soft">{isSame ? `${label}: the same` : label}</figcaption>
      {isSame ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text is scrolled with the keyboard.
        <pre tabIndex={0} className="card max-h-96 overflow-auto py-2 font-mono text-[12px] whitespace-pre-wrap">
          {lines.map(({ kind, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, and their places are all that tells them apart.
            <span key={at} className={`block px-4 ${LOOKS[kind].look}`}>
              <span aria-hidden>{LOOKS[kind].sign} </span>
              <span className="sr-only">{LOOKS[kind].words}</span>
              {text}
            </span>
          ))}
        </pre>
      )}
    </figure>
  );
}
