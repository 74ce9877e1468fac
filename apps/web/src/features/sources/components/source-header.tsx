import { Button, formatBytes, formatRows } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { MessageSquareText, Pencil, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { deleteSoon } from "../api/deletions.ts";
import { renameSource, type VersionedSource } from "../api/sources.ts";
import { pickFiles } from "./pick-files.ts";
import { StatusMark } from "./status-mark.tsx";
import { timeLeft } from "./time-left.ts";

/** Name, state and what can be done with the source as a whole. */
export function SourceHeader({ source }: { source: VersionedSource }) {
  const isOwn = source.kind !== "demo";
  const isFiles = source.kind === "files";
  const mayChange = useMay("source.change");
  const mayDelete = useMay("source.delete");
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1.5">
          <p className="text-[13px] text-faint">
            <Link to="/sources" className="underline decoration-edge underline-offset-4 hover:text-ink">
              Sources
            </Link>
          </p>
          {isRenaming ? (
            <RenameForm source={source} onDone={() => setIsRenaming(false)} />
          ) : (
            <h1 className="flex items-center gap-2 font-serif text-4xl tracking-[-0.02em]">
              {source.name}
              {isOwn && mayChange ? (
                <Button look="quiet" size="icon" aria-label="Rename" onClick={() => setIsRenaming(true)}>
                  <Pencil size={15} aria-hidden />
                </Button>
              ) : null}
            </h1>
          )}
          <p className="flex flex-wrap gap-x-4 text-sm text-soft tabular-nums">
            <StatusMark source={source} />
            {source.rowCount === 0 ? null : <span>{formatRows(source.rowCount)}</span>}
            {source.bytes === 0 ? null : <span>{formatBytes(source.bytes)}</span>}
            {isFiles ? <span>{timeLeft(source.expiresAt)}</span> : null}
            {isOwn ? null : <span>Demo, read only</span>}
            {isOwn && !mayChange ? <span>Viewers read it; analysts and admins change it</span> : null}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {isFiles && mayChange ? (
            <Button onClick={() => pickFiles(source.id)}>
              <Plus size={15} aria-hidden /> Add files
            </Button>
          ) : null}
          {isOwn && mayDelete ? <DeleteButton source={source} /> : null}
          <Link
            to="/"
            search={{ source: source.id }}
            className="inline-flex h-9 items-center gap-1.5 rounded-field bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-strong"
          >
            <MessageSquareText size={15} aria-hidden /> Ask this
          </Link>
        </div>
      </div>
    </header>
  );
}

function RenameForm({ source, onDone }: { source: VersionedSource; onDone: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(source.name);
  const readAgain = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["sources"] }),
      client.invalidateQueries({ queryKey: ["source", source.id] }),
    ]);
  const rename = useMutation({
    mutationFn: () => renameSource(source, name.trim()),
    onSuccess: () => readAgain().then(onDone),
    // Somebody else was faster: what they wrote is fetched, and the next Save is about that.
    onError: () => void readAgain(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") rename.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <input
          aria-label="New name"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
          autoFocus
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
          className="h-11 min-w-0 rounded-field border border-edge bg-surface px-3 font-serif text-2xl"
        />
        <Button type="submit" look="solid" className="h-11" disabled={rename.isPending || name.trim() === ""}>
          Save
        </Button>
        <Button look="quiet" className="h-11" onClick={onDone}>
          Cancel
        </Button>
      </div>
      {rename.isError ? <ErrorPanel error={rename.error} /> : null}
    </form>
  );
}

function DeleteButton({ source }: { source: Source }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = () => {
    deleteSoon(source, () => void client.invalidateQueries({ queryKey: ["sources"] }));
    void navigate({ to: "/sources" });
  };
  return (
    <Button onClick={remove}>
      <Trash2 size={15} aria-hidden /> Delete
    </Button>
  );
}
