import { Segments } from "@parlance/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useIsTeam } from "../../workspaces/api/rights.ts";
import { HistoryList } from "./history-list.tsx";
import { SavedList } from "./saved-list.tsx";
import { WorkspaceSharedList } from "./workspace-shared-list.tsx";

const VIEWS = [
  { value: "asked", label: "Asked" },
  { value: "saved", label: "Saved" },
  { value: "shared", label: "Shared with the workspace" },
] as const;

type View = (typeof VIEWS)[number]["value"];

const WORDS: Readonly<Record<View, { readonly about: string; readonly search: string; readonly hint: string }>> = {
  asked: {
    about: "What you asked, in all conversations.",
    search: "Search history",
    hint: "Question, answer or SQL",
  },
  saved: { about: "Answers worth running again.", search: "Search saved answers", hint: "Name, question or SQL" },
  shared: {
    about: "What people of the workspace let each other read.",
    search: "Search what is shared",
    hint: "Name, question or SQL",
  },
};

/** Everything asked before, to search through; and the answers that were saved. */
export function HistoryPage() {
  const { q, source, view = "asked" } = useSearch({ from: "/history" });
  const isTeam = useIsTeam();
  const navigate = useNavigate();
  const [text, setText] = useState(q ?? "");
  const words = useDeferredValue(text.trim());
  const show = (next: View) => void navigate({ to: "/history", search: next === "asked" ? {} : { view: next } });
  const views = isTeam ? VIEWS : VIEWS.filter(({ value }) => value !== "shared");
  return (
    <div className="page grid gap-6 pt-10 pb-20">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-serif text-4xl tracking-[-0.02em]">History</h1>
          <p className="mt-1 text-soft">{WORDS[view].about}</p>
        </div>
        <Segments label="What to show" value={view} options={views} onChange={show} />
      </header>
      <div className="relative">
        <Search size={16} aria-hidden className="absolute top-3.5 left-4 text-faint" />
        <input
          type="search"
          aria-label={WORDS[view].search}
          placeholder={WORDS[view].hint}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-11 w-full rounded-field border border-edge bg-surface pr-3 pl-11 focus:border-accent"
        />
      </div>
      {view === "asked" ? <HistoryList words={words} sourceId={source} /> : null}
      {view === "saved" ? <SavedList words={words} /> : null}
      {view === "shared" ? <WorkspaceSharedList words={words} /> : null}
    </div>
  );
}
