import { QuestionSpans } from "@parlance/ui";
import { Check } from "lucide-react";
import { SPECIMEN } from "../specimen.ts";

/** One answer from the demo as a picture of what to expect: the question as it was read, the figure, the SQL, the checks. */
export function SpecimenAnswer() {
  const { question, spans, region, profit, sql, checks } = SPECIMEN;
  return (
    <figure className="card grid gap-5 p-6 shadow-lift max-sm:p-5">
      <p className="font-serif text-xl leading-snug">
        <QuestionSpans question={question} spans={spans} />
      </p>
      <div className="grid gap-0.5">
        <p className="text-sm text-soft">{region}</p>
        <p className="font-serif text-[2.6rem] leading-none tracking-[-0.02em] tabular-nums">{profit}</p>
      </div>
      <pre className="overflow-x-auto rounded-field bg-sunken px-4 py-3 font-mono text-[12.5px] leading-relaxed whitespace-pre-wrap text-soft">
        {sql}
      </pre>
      <ul className="grid gap-1.5 text-sm" aria-label="What was checked">
        {checks.map((check) => (
          <li key={check} className="flex gap-2">
            <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-accent" />
            {check}
          </li>
        ))}
      </ul>
      <figcaption className="border-t border-line pt-3 text-[13px] text-faint">
        An answer from the sales demo, as the embedded engine gave it.
      </figcaption>
    </figure>
  );
}
