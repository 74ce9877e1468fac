import { useMutation, useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { newId } from "../../../http/new-id.ts";
import { problemOf } from "../../../http/problem.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { changeEntry, type Entry, knowledgeQuery, removeEntry, writeDown } from "../api/knowledge.ts";

export interface DescriptionProps {
  readonly sourceId: string;
  readonly table: string;
  readonly column?: string;
  /** What the source itself says; shown where nobody has said anything better. */
  readonly comment: string | undefined;
}

/** What a table or column holds, to be written where it is read. */
export function Description({ sourceId, table, column, comment }: DescriptionProps) {
  const knowledge = useQuery(knowledgeQuery(sourceId));
  const mayChange = useMay("knowledge.change");
  const [isOpen, setIsOpen] = useState(false);
  const entry = knowledge.data?.items.find(
    ({ body, status }) =>
      status === "approved" && body.kind === "description" && body.table === table && body.column === column,
  );
  const own = entry?.body.kind === "description" ? entry.body.text : undefined;
  const text = own ?? comment;
  const what = column === undefined ? table : `${table}.${column}`;
  if (isOpen)
    return (
      <DescriptionForm
        sourceId={sourceId}
        place={column === undefined ? { table } : { table, column }}
        label={`Description of ${what}`}
        entry={entry}
        text={text ?? ""}
        onDone={() => setIsOpen(false)}
      />
    );
  if (!mayChange) return text === undefined ? null : <p className="text-[13px] text-soft">{text}</p>;
  return (
    <p className="flex items-baseline gap-1.5 text-[13px] text-soft">
      {text === undefined ? null : <span>{text}</span>}
      <button
        type="button"
        aria-label={`${text === undefined ? "Describe" : "Edit the description of"} ${what}`}
        onClick={() => setIsOpen(true)}
        className={`inline-flex cursor-pointer items-center gap-1 rounded px-1 text-faint hover:text-ink ${text === undefined ? "-ml-1 opacity-0 group-focus-within/described:opacity-100 group-hover/described:opacity-100 focus-visible:opacity-100 max-md:opacity-100" : ""}`}
      >
        <Pencil size={12} aria-hidden /> {text === undefined ? "Describe" : null}
      </button>
    </p>
  );
}

interface DescriptionFormProps {
  readonly sourceId: string;
  readonly place: { readonly table: string; readonly column?: string };
  readonly label: string;
  readonly entry: Entry | undefined;
  readonly text: string;
  readonly onDone: () => void;
}

/** Enter or leaving saves, Escape gives up; nothing left is a deletion. */
function DescriptionForm({ sourceId, place, label, entry, text, onDone }: DescriptionFormProps) {
  const [next, setNext] = useState(text);
  const key = useRef(newId());
  const save = useMutation({
    mutationFn: (said: string) => {
      const body = { kind: "description" as const, ...place, text: said };
      if (said === "") return entry === undefined ? Promise.resolve() : removeEntry(sourceId, entry);
      return entry === undefined
        ? writeDown(sourceId, { body, key: key.current })
        : changeEntry(sourceId, entry, { body });
    },
    onSuccess: onDone,
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (save.isPending) return;
    if (next.trim() === text.trim()) onDone();
    else save.mutate(next.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <input
        aria-label={label}
        aria-invalid={save.isError}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        value={next}
        maxLength={2000}
        onChange={(event) => setNext(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => submit()}
        className="h-8 w-full min-w-0 rounded-field border border-accent bg-surface px-2 text-[13px] sm:min-w-72"
      />
      {save.isError ? (
        <p role="alert" className="py-1 text-xs text-bad">
          {problemOf(save.error).message}
        </p>
      ) : null}
    </form>
  );
}
