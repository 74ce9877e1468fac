import { Button } from "@parlance/ui";
import { Pencil, Trash2, TriangleAlert } from "lucide-react";
import { newId } from "../../../http/new-id.ts";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type Entry, removeEntry, writeDown } from "../api/knowledge.ts";
import { bodyWords } from "../body-words.ts";

export interface EntryCardProps {
  readonly sourceId: string;
  readonly entry: Entry;
  readonly onEdit: () => void;
}

/** One entry that is in force, with what is wrong with it. */
export function EntryCard({ sourceId, entry, onEdit }: EntryCardProps) {
  const mayChange = useMay("knowledge.change");
  const { title } = bodyWords(entry.body);
  const remove = async () => {
    try {
      await removeEntry(sourceId, entry);
      const undo = () => void writeDown(sourceId, { body: entry.body, key: newId() });
      tell({ id: entry.id, text: `“${title}” is deleted.`, action: { label: "Undo", run: undo } });
    } catch (error) {
      tell({ id: entry.id, tone: "failed", text: problemOf(error).message });
    }
  };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3 sm:px-5">
      <EntryWords entry={entry} />
      {mayChange ? (
        <div className="-mr-2 flex">
          <Button look="quiet" size="icon" aria-label={`Edit ${title}`} onClick={onEdit}>
            <Pencil size={15} aria-hidden />
          </Button>
          <Button look="quiet" size="icon" aria-label={`Delete ${title}`} onClick={() => void remove()}>
            <Trash2 size={15} aria-hidden />
          </Button>
        </div>
      ) : null}
    </li>
  );
}

export function EntryWords({ entry: { body, faults, note, writtenBy } }: { entry: Entry }) {
  const { title, text, isCode = false } = bodyWords(body);
  const more = [
    body.kind === "metric" ? body.description : undefined,
    body.kind === "filter" ? body.text : undefined,
    note ?? undefined,
  ].filter((one) => one !== undefined);
  return (
    <div className="min-w-0">
      <p className="font-medium">{title}</p>
      <p className={isCode ? "line-clamp-3 font-mono text-[12px] whitespace-pre-wrap text-soft" : "text-sm text-soft"}>
        {text}
      </p>
      {more.map((one) => (
        <p key={one} className="text-[13px] text-faint">
          {one}
        </p>
      ))}
      {writtenBy === null ? null : <p className="text-[13px] text-faint">Written down by {writtenBy}</p>}
      {faults.map((fault) => (
        <p key={fault.field + fault.message} className="mt-1 flex gap-1.5 text-[13px] text-warn">
          <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          <span>Not used: {fault.message}</span>
        </p>
      ))}
    </div>
  );
}
