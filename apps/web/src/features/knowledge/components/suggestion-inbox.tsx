import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, Pencil, X } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { changeEntry, complaintsQuery, type Entry, type EntryEdit, tryEntry } from "../api/knowledge.ts";
import { KIND_WORDS } from "../body-words.ts";
import { EffectView } from "./effect-view.tsx";
import { EntryWords } from "./entry-card.tsx";

export interface SuggestionInboxProps {
  readonly sourceId: string;
  readonly entries: readonly Entry[];
  readonly onEdit: (entry: Entry) => void;
}

/** What corrections and habits suggest; nothing of it counts before somebody says yes. */
export function SuggestionInbox({ sourceId, entries, onEdit }: SuggestionInboxProps) {
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="suggested" className="card overflow-hidden border-accent/40">
      <header className="bg-accent-wash px-4 py-3 sm:px-5">
        <h2 id="suggested" className="font-serif text-xl">
          {entries.length === 1 ? "One suggestion" : `${entries.length} suggestions`}
        </h2>
        <p className="text-[13px] text-soft">From corrections and from what is chosen often. Nothing counts yet.</p>
      </header>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <Suggestion key={entry.id} sourceId={sourceId} entry={entry} onEdit={() => onEdit(entry)} />
        ))}
      </ul>
    </section>
  );
}

function Suggestion({ sourceId, entry, onEdit }: { sourceId: string; entry: Entry; onEdit: () => void }) {
  const question = questionOf(entry);
  const effect = useMutation({ mutationFn: () => tryEntry(sourceId, entry.body, question) });
  const decide = useMutation({ mutationFn: (edit: EntryEdit) => changeEntry(sourceId, entry, edit) });
  const isTaken = decide.isError && problemOf(decide.error).code === "KNOWLEDGE_EXISTS";
  return (
    <li className="grid gap-2.5 px-4 py-4 sm:px-5">
      <p className="text-[13px] text-faint">{KIND_WORDS[entry.body.kind].one}</p>
      <EntryWords entry={entry} />
      {effect.data === undefined ? null : <EffectView trial={effect.data} question={question} />}
      {effect.isError ? <ErrorPanel error={effect.error} /> : null}
      {decide.isError ? <ErrorPanel error={decide.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          look="solid"
          size="small"
          disabled={decide.isPending}
          onClick={() => decide.mutate({ status: "approved", replace: isTaken })}
        >
          <Check size={14} aria-hidden /> {isTaken ? "Approve in its place" : "Approve"}
        </Button>
        <Button size="small" disabled={decide.isPending} onClick={() => decide.mutate({ status: "rejected" })}>
          <X size={14} aria-hidden /> Reject
        </Button>
        <Button size="small" onClick={onEdit}>
          <Pencil size={14} aria-hidden /> Edit
        </Button>
        {effect.data === undefined ? (
          <Button look="quiet" size="small" disabled={effect.isPending} onClick={() => effect.mutate()}>
            {effect.isPending ? "Trying…" : "What would change?"}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** The question that led to it stands in quotes in its note. */
const questionOf = ({ body, note }: Entry): string | undefined =>
  body.kind === "verified" ? body.question : /"([^"]+)"/.exec(note ?? "")?.[1];

/** Answers that people said were wrong, for whoever looks after the source. */
export function Complaints({ sourceId }: { sourceId: string }) {
  const complaints = useQuery(complaintsQuery(sourceId));
  const items = complaints.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="wrong" className="card overflow-hidden">
      <h2 id="wrong" className="px-4 pt-3 font-medium sm:px-5">
        Answers that were wrong
      </h2>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="px-4 py-2.5 text-sm sm:px-5">
            <p>“{item.question}”</p>
            {item.comment === null || item.comment === "" ? null : <p className="text-soft">{item.comment}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
