import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Prompt, promptsQuery } from "../api/prompts.ts";
import { PromptDesk } from "./prompt-desk.tsx";

/** What language models are told: reworded, tried on verified questions, and only then used. */
export function PromptsPage() {
  const prompts = useQuery(promptsQuery);
  const [id, setId] = useState("draft");
  if (prompts.isError) return <ErrorPanel error={prompts.error} />;
  const items = prompts.data?.items ?? [];
  const prompt = items.find((each) => each.id === id);
  return (
    <div className="grid gap-6">
      <p className="max-w-[65ch] text-soft">
        A text is kept as a version and used only once it is activated. The parts in double braces are filled in by the
        product and have to stay: they keep other people's data from being read as instructions.
      </p>
      <PromptList items={items} chosen={id} onChoose={setId} />
      {prompt === undefined ? null : <PromptDesk key={prompt.id} prompt={prompt} />}
    </div>
  );
}

interface PromptListProps {
  readonly items: readonly Prompt[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const PromptList = ({ items, chosen, onChoose }: PromptListProps) => (
  <fieldset className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
    <legend className="sr-only">Prompt</legend>
    {items.map(({ id, label, activeVersion, tokens }) => (
      <label
        key={id}
        className="grid cursor-pointer grid-cols-[auto_1fr] items-baseline gap-x-2.5 rounded-card border border-line bg-surface px-4 py-3 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2"
      >
        <input type="radio" name="prompt" checked={id === chosen} onChange={() => onChoose(id)} />
        <span className="text-sm font-medium">{label}</span>
        <span className="col-start-2 text-[13px] text-soft">
          {activeVersion === null ? "Built in" : `Version ${activeVersion}`}, {tokens} tokens
        </span>
      </label>
    ))}
  </fieldset>
);
