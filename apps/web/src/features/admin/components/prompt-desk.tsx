import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { tell } from "../../../state/notes.ts";
import { type Prompt, promptCheckQuery, promptVersionsQuery, writeVersion } from "../api/prompts.ts";
import { useSettled } from "../use-settled.ts";
import { PromptPreviewPanel } from "./prompt-preview-panel.tsx";
import { PromptVersions } from "./prompt-versions.tsx";

/** One prompt: its text, what a model would be told with it, and what it was before. */
export function PromptDesk({ prompt }: { prompt: Prompt }) {
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState(prompt.text);
  const [note, setNote] = useState("");
  const check = useQuery(promptCheckQuery(prompt.id, useSettled(text)));
  const faults = check.data?.faults ?? [];
  const save = useMutation({
    mutationFn: () => writeVersion(prompt.id, text, note),
    onSuccess: async ({ number }) => {
      setNote("");
      await client.invalidateQueries(promptVersionsQuery(prompt.id));
      tell({ id: "prompt", text: `Kept as version ${number}. It is not in use yet.` });
    },
  });
  return (
    <div className="grid gap-8">
      <section aria-label={prompt.label} className="card grid gap-4 p-5">
        <p className="text-sm text-soft">{prompt.description}</p>
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            Text
          </label>
          <textarea
            id={id}
            rows={prompt.parts.length > 1 ? 18 : 6}
            spellCheck
            value={text}
            aria-invalid={faults.length > 0}
            aria-describedby={`${id}-faults`}
            onChange={(event) => {
              save.reset();
              setText(event.target.value);
            }}
            className="w-full resize-y rounded-field border border-edge bg-surface p-3 font-mono text-[13px] leading-relaxed aria-invalid:border-bad"
          />
          <p aria-live="polite" className="text-[13px] text-soft">
            {check.data === undefined ? "" : `${check.data.tokens} of at most ${prompt.maxTokens} tokens`}
          </p>
          <ul id={`${id}-faults`} aria-live="polite" className="grid gap-1 text-[13px] text-bad">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
        <Parts parts={prompt.parts} />
        <div className="grid gap-1.5">
          <label htmlFor={`${id}-note`} className="text-sm font-medium">
            What is different, and why <span className="font-normal text-soft">optional</span>
          </label>
          <input
            id={`${id}-note`}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
            className="h-10 w-full rounded-field border border-edge bg-surface px-3 text-sm"
          />
        </div>
        {save.isError ? <ErrorPanel error={save.error} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button
            look="solid"
            disabled={faults.length > 0 || save.isPending || text === prompt.text}
            onClick={() => save.mutate()}
          >
            Keep as a version
          </Button>
          <Button look="quiet" disabled={text === prompt.text} onClick={() => setText(prompt.text)}>
            Back to what is in use
          </Button>
          <Button look="quiet" disabled={text === prompt.builtIn} onClick={() => setText(prompt.builtIn)}>
            Take the built-in text
          </Button>
        </div>
      </section>
      <PromptPreviewPanel prompt={prompt} text={text} hasFaults={faults.length > 0} />
      <PromptVersions prompt={prompt} onEdit={setText} />
    </div>
  );
}

function Parts({ parts }: { parts: Prompt["parts"] }) {
  if (parts.length === 0) return null;
  return (
    <dl className="grid gap-x-4 gap-y-1 text-[13px] sm:grid-cols-[auto_1fr]">
      {parts.map(({ name, description }) => (
        <div key={name} className="contents">
          <dt className="font-mono">{`{{${name}}}`}</dt>
          <dd className="text-soft">{description}</dd>
        </div>
      ))}
    </dl>
  );
}
