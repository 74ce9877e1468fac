import { Button, formatCount } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FilePlus2, FileUp, Undo2 } from "lucide-react";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source, SourceFile } from "../../../http/api-types.ts";
import {
  type ChangeMode,
  type ColumnMapping,
  confirmChange,
  type FileChange,
  previewChange,
  type TableDrift,
  undoChange,
} from "../api/file-changes.ts";
import { chooseFile } from "./pick-files.ts";

/** The means to bring a file up to date, and to take that back. */
export function ChangeFile({ source, file }: { source: Source; file: SourceFile }) {
  const client = useQueryClient();
  const [change, setChange] = useState<FileChange | null>(null);
  const preview = useMutation({
    mutationFn: ({ mode, chosen }: { mode: ChangeMode; chosen: File }) =>
      previewChange(source.id, file.id, mode, chosen),
    onSuccess: setChange,
  });
  const undo = useMutation({ mutationFn: () => undoChange(source.id), onSuccess: () => client.invalidateQueries() });
  const choose = (mode: ChangeMode) => chooseFile((chosen) => preview.mutate({ mode, chosen }));
  const isBusy = preview.isPending || undo.isPending;
  const error = preview.error ?? undo.error;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={isBusy} onClick={() => choose("replace")}>
          <FileUp size={14} aria-hidden /> {preview.isPending ? "Reading…" : "Replace"}
        </Button>
        <Button size="small" disabled={isBusy} onClick={() => choose("append")}>
          <FilePlus2 size={14} aria-hidden /> Add rows
        </Button>
        {source.undoable === null ? null : (
          <Button size="small" look="quiet" disabled={isBusy} onClick={() => undo.mutate()}>
            <Undo2 size={14} aria-hidden /> Undo {source.undoable.change === "append" ? "adding rows" : "replacing"}
          </Button>
        )}
      </div>
      {error === null ? null : <ErrorPanel error={error} />}
      {change === null ? null : (
        <ConfirmChange
          change={change}
          onClose={() => setChange(null)}
          onDone={async () => {
            setChange(null);
            await client.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

interface ConfirmChangeProps {
  readonly change: FileChange;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

function ConfirmChange({ change, onClose, onDone }: ConfirmChangeProps) {
  const [mapping, setMapping] = useState<ColumnMapping>(() => suggested(change.tables));
  const confirm = useMutation({ mutationFn: () => confirmChange(change, mapping), onSuccess: onDone });
  const isAppend = change.mode === "append";
  return (
    <Dialog title={isAppend ? "Add these rows?" : "Replace the file?"} isOpen onClose={onClose}>
      <div className="grid max-h-[64dvh] gap-5 overflow-y-auto px-5 pt-2 pb-5">
        <p className="text-sm text-soft">{change.fileName}</p>
        {change.tables.map((drift) => (
          <DriftView
            key={drift.table ?? drift.incoming}
            drift={drift}
            isAppend={isAppend}
            mapping={mapping[drift.table ?? ""] ?? {}}
            onMap={(next) => drift.table !== null && setMapping({ ...mapping, [drift.table]: next })}
          />
        ))}
        {confirm.isError ? <ErrorPanel error={confirm.error} /> : null}
        <div className="flex gap-2">
          <Button look="solid" disabled={confirm.isPending} onClick={() => confirm.mutate()}>
            {confirm.isPending ? "Working…" : isAppend ? "Add the rows" : "Replace it"}
          </Button>
          <Button look="quiet" onClick={onClose}>
            Leave it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What is probably the same column under another name keeps its name, unless the person says otherwise. */
const suggested = (tables: readonly TableDrift[]): ColumnMapping =>
  Object.fromEntries(
    tables.flatMap(({ table, suggestions }) =>
      table === null || suggestions.length === 0
        ? []
        : [[table, Object.fromEntries(suggestions.map(({ from, to }) => [to, from]))]],
    ),
  );

interface DriftViewProps {
  readonly drift: TableDrift;
  readonly isAppend: boolean;
  readonly mapping: Readonly<Record<string, string>>;
  readonly onMap: (mapping: Record<string, string>) => void;
}

function DriftView({ drift, isAppend, mapping, onMap }: DriftViewProps) {
  const { table, incoming, rowsBefore, rowsIncoming, added, removed, retyped } = drift;
  if (table === null) return <Fact name={incoming ?? ""} text={`is new, with ${formatCount(rowsIncoming)} rows.`} />;
  if (incoming === null)
    return <Fact name={table} text={isAppend ? "stays as it is." : "is not in the new file and goes."} />;
  const rows = isAppend
    ? `${formatCount(rowsBefore)} rows, and ${formatCount(rowsIncoming)} more.`
    : `${formatCount(rowsBefore)} rows become ${formatCount(rowsIncoming)}.`;
  const missing = removed.filter((name) => !Object.values(mapping).includes(name));
  return (
    <section className="grid gap-3 rounded-field border border-line p-4" aria-label={table}>
      <Fact name={table} text={rows} />
      {added.length + removed.length + retyped.length === 0 ? (
        <p className="text-sm text-accent">The columns are the same.</p>
      ) : null}
      {added.map((name) => (
        <label key={name} className="flex flex-wrap items-center gap-2 text-sm">
          <span className="rounded bg-accent-wash px-1.5 font-mono text-xs">{name}</span> in the new file
          <select
            value={mapping[name] ?? ""}
            onChange={(event) => {
              const { [name]: _, ...others } = mapping;
              onMap(event.target.value === "" ? others : { ...others, [name]: event.target.value });
            }}
            className="h-8 rounded-field border border-edge bg-surface px-2 text-[13px]"
          >
            <option value="">is a new column</option>
            {removed.map((old) => (
              <option key={old} value={old}>
                is what was {old}
              </option>
            ))}
          </select>
        </label>
      ))}
      {missing.length === 0 ? null : (
        <p className="text-sm">
          {isAppend ? "Empty in the new rows: " : "Gone, and questions that use it will fail: "}
          <span className="font-mono text-xs">{missing.join(", ")}</span>
        </p>
      )}
      {retyped.map(({ column, from, to }) => (
        <p key={column} className="text-sm">
          <span className="font-mono text-xs">{column}</span> was {from} and comes as {to}
          {isAppend ? "; it is read as it was." : "."}
        </p>
      ))}
    </section>
  );
}

const Fact = ({ name, text }: { name: string; text: string }) => (
  <p>
    <span className="font-medium">{name}</span> <span className="text-soft">{text}</span>
  </p>
);
