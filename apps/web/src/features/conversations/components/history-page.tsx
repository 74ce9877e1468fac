import { Segments } from "@parlance/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { HistoryList } from "./history-list.tsx";
import { SavedList } from "./saved-list.tsx";

const VIEWS = [
  { value: "asked", label: "Asked" },
  { value: "saved", label: "Saved" },
] as const;

/** Everything asked before, to search through; and the answers that were saved. */
export function HistoryPage() {
  const { q, source, view } = useSearch({ from: "/history" });
  const navigate = useNavigate();
  const [text, setText] = useState(q ?? "");
  const words = useDeferredValue(text.trim());
  const isSaved = view === "saved";
  const show = (next: "asked" | "saved") =>
    void navigate({ to: "/history", search: next === "saved" ? { view: next } : {} });
  return (
    <div className="page grid gap-6 pt-10 pb-20">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-serif text-4xl tracking-[-0.02em]">History</h1>
          <p className="mt-1 text-soft">
            {isSaved ? "Answers worth running again." : "What you asked, in all conversations."}
          </p>
        </div>
        <Segments label="What to show" value={isSaved ? "saved" : "asked"} options={VIEWS} onChange={show} />
      </header>
      <div className="relative">
        <Search size={16} aria-hidden className="absolute top-3.5 left-4 text-faint" />
        <input
          type="search"
          aria-label={isSaved ? "Search saved answers" : "Search history"}
          placeholder={isSaved ? "Name, question or SQL" : "Question, answer or SQL"}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-11 w-full rounded-field border border-edge bg-surface pr-3 pl-11 focus:border-accent"
        />
      </div>
      {isSaved ? <SavedList words={words} /> : <HistoryList words={words} sourceId={source} />}
    </div>
  );
}
