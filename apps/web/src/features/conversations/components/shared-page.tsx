import type { ChartSpec } from "@parlance/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Section } from "../../../components/section.tsx";
import { type SharedMessage, type SharedResult, sharedQuery } from "../api/conversations.ts";
import { whenAsked } from "../day-groups.ts";
import { KeptResult } from "./kept-result.tsx";

/** A conversation somebody shared, to be read and nothing else. */
export function SharedPage() {
  const token = useLocation().hash;
  const shared = useQuery(sharedQuery(token));
  if (shared.isError)
    return (
      <div className="page grid gap-4 pt-16">
        <ErrorPanel error={shared.error} />
        <AskYourself />
      </div>
    );
  if (shared.data === undefined)
    return (
      <div className="page pt-16" role="status">
        Reading the conversation…
      </div>
    );
  const { title, sharedAt, messages } = shared.data;
  return (
    <div className="page grid gap-10 pt-10 pb-24">
      <header className="grid gap-1.5">
        <p className="text-[13px] text-soft">Shared with you to read, {whenAsked(sharedAt, new Date())}</p>
        <h1 className="font-serif text-4xl tracking-[-0.02em]">{title}</h1>
      </header>
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shared conversation holds no ids and never changes in place
        <SharedTurn key={index} message={message} isTitle={message.question === title} />
      ))}
      <AskYourself />
    </div>
  );
}

function SharedTurn({ message, isTitle }: { message: SharedMessage; isTitle: boolean }) {
  const { question, sentence, explanation, sql, sourceName, askedAt, state, isWithheld } = message;
  const result = resultOf(message);
  return (
    <article className="grid grid-cols-1 gap-4">
      <header className="grid gap-1">
        <h2 className={isTitle ? "sr-only" : "font-serif text-[1.7rem] leading-tight tracking-[-0.01em]"}>
          {question}
        </h2>
        <p className="text-[13px] text-faint">
          asked of {sourceName}, {whenAsked(askedAt, new Date())}
        </p>
      </header>
      <div className="card overflow-hidden">
        <p className="px-5 pt-5 pb-3 font-serif text-[1.4rem] leading-snug">
          {sentence ?? (isWithheld ? WITHHELD : NO_WORDS[state])}
        </p>
        {result === null ? null : (
          <KeptResult
            title={question}
            columns={result.columns}
            rows={result.rows}
            rowCount={result.rowCount}
            chart={result.chart}
          />
        )}
        {explanation === null || explanation === "" ? null : (
          <Section title="How it was read" note={explanation}>
            {() => <p className="max-w-prose text-[15px]">{explanation}</p>}
          </Section>
        )}
        {sql === null ? null : (
          <Section title="SQL" note={sql.replace(/\s+/g, " ")}>
            {() => (
              <pre className="overflow-x-auto rounded-field bg-sunken px-4 py-3 font-mono text-[13px] whitespace-pre-wrap">
                {sql}
              </pre>
            )}
          </Section>
        )}
      </div>
    </article>
  );
}

const WITHHELD = "This source is under rules, so that its answers are not shown here. Ask it yourself to see yours.";

const NO_WORDS = {
  done: "The data behind this answer is gone.",
  failed: "This could not be answered.",
  cancelled: "This was stopped before it was answered.",
} as const;

function resultOf({ result, chart }: SharedMessage): SharedResult | null {
  // Cells are core's JSON cells and charts core's charts; see api-types.ts.
  return result === null ? null : ({ ...result, chart: chart as ChartSpec | null } as SharedResult);
}

const AskYourself = () => (
  <p className="text-sm text-soft">
    <Link to="/" className="text-accent underline underline-offset-4">
      Ask something yourself
    </Link>{" "}
    of the demo data or of your own file.
  </p>
);
