import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Prompt, type PromptPreview, previewPrompt } from "../api/prompts.ts";
import { SourceChoice } from "./source-choice.tsx";

export interface PromptPreviewPanelProps {
  readonly prompt: Prompt;
  readonly text: string;
  readonly hasFaults: boolean;
}

/** All that a model would be told of a question with this text. Nobody is asked. */
export function PromptPreviewPanel({ prompt, text, hasFaults }: PromptPreviewPanelProps) {
  const id = useId();
  const [sourceId, setSourceId] = useState("");
  const [question, setQuestion] = useState("");
  const preview = useMutation({ mutationFn: () => previewPrompt(prompt.id, { text, sourceId, question }) });
  // Only the draft is told before anything else; the other texts follow what a model has answered.
  if (prompt.id !== "draft") return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="font-serif text-2xl tracking-[-0.01em]">
        Preview
      </h2>
      <p className="text-sm text-soft">What a model would be told of a question. Nothing is sent anywhere.</p>
      <form onSubmit={submit} className="grid items-end gap-3 md:grid-cols-[14rem_1fr_auto]">
        <SourceChoice value={sourceId} onChange={setSourceId} />
        <div className="grid min-w-0 gap-1.5">
          <label htmlFor={`${id}-question`} className="text-sm font-medium">
            Question
          </label>
          <input
            id={`${id}-question`}
            value={question}
            maxLength={2_000}
            onChange={(event) => setQuestion(event.target.value)}
            className="h-10 w-full rounded-field border border-edge bg-surface px-3 text-sm"
          />
        </div>
        <Button
          type="submit"
          className="h-10"
          disabled={hasFaults || sourceId === "" || question.trim() === "" || preview.isPending}
        >
          Preview
        </Button>
      </form>
      {preview.isError ? <ErrorPanel error={preview.error} /> : null}
      {preview.data === undefined ? null : <Told told={preview.data.told} />}
    </section>
  );
}

function Told({ told }: { told: PromptPreview["told"] }) {
  if (told === null) return <p className="text-soft">A model would not be asked.</p>;
  return (
    <div className="grid gap-3">
      <p role="status" className="text-[13px] text-soft">
        {told.tokens} tokens
      </p>
      <Text label="Before the question" text={told.system} />
      <Text label="The question" text={told.user} />
    </div>
  );
}

const Text = ({ label, text }: { label: string; text: string }) => (
  <figure className="grid gap-1.5">
    <figcaption className="text-sm font-medium">{label}</figcaption>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text is scrolled with the keyboard. */}
    <pre tabIndex={0} className="card max-h-96 overflow-auto p-4 font-mono text-[12px] whitespace-pre-wrap">
      {text}
    </pre>
  </figure>
);
