import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { saveAddress } from "../../../components/save-file.ts";
import { tell } from "../../../state/notes.ts";
import { type Change, type ImportOutcome, importYaml, yamlAddress } from "../api/knowledge.ts";
import { bodyWords, KIND_WORDS } from "../body-words.ts";

/** The whole of it as one file, out and in. */
export function Exchange({ sourceId, name }: { sourceId: string; name: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [yaml, setYaml] = useState<string | null>(null);
  return (
    <>
      <Button onClick={() => saveAddress(yamlAddress(sourceId), `${name}.knowledge.yaml`)}>
        <Download size={15} aria-hidden /> Export
      </Button>
      <Button onClick={() => input.current?.click()}>
        <Upload size={15} aria-hidden /> Import
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml"
        className="sr-only"
        tabIndex={-1}
        aria-label="Knowledge file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          void file?.text().then(setYaml);
        }}
      />
      {yaml === null ? null : <ImportDialog sourceId={sourceId} yaml={yaml} onClose={() => setYaml(null)} />}
    </>
  );
}

interface ImportDialogProps {
  readonly sourceId: string;
  readonly yaml: string;
  readonly onClose: () => void;
}

/** What a file would change, before it does. */
function ImportDialog({ sourceId, yaml, onClose }: ImportDialogProps) {
  const look = useQuery({
    queryKey: ["knowledge-import", sourceId, yaml],
    queryFn: () => importYaml(sourceId, yaml, false),
    gcTime: 0,
  });
  const apply = useMutation<ImportOutcome>({
    mutationFn: () => importYaml(sourceId, yaml, true),
    onSuccess: ({ isApplied, changes }) => {
      if (!isApplied) return;
      onClose();
      tell({ id: "knowledge-import", text: `${changes.length} ${changes.length === 1 ? "change" : "changes"} made.` });
    },
  });
  const outcome = apply.data ?? look.data;
  const isReady = outcome !== undefined && outcome.problems.length === 0 && outcome.changes.length > 0;
  return (
    <Dialog title="Import knowledge" isOpen onClose={onClose}>
      <div className="grid max-h-[calc(76dvh-3.75rem)] content-start gap-4 overflow-y-auto p-5 pt-3">
        {look.isError ? <ErrorPanel error={look.error} /> : null}
        {apply.isError ? <ErrorPanel error={apply.error} /> : null}
        {outcome === undefined ? (
          <p className="text-sm text-soft">{look.isError ? null : "Comparing…"}</p>
        ) : (
          <Outcome outcome={outcome} />
        )}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="solid" disabled={!isReady || apply.isPending} onClick={() => apply.mutate()}>
            Make these changes
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Outcome({ outcome: { problems, changes } }: { outcome: ImportOutcome }) {
  if (problems.length > 0)
    return (
      <div role="alert" className="grid gap-1 text-sm">
        <p className="font-medium text-bad">The file cannot be taken in yet.</p>
        <ul className="grid gap-1">
          {problems.map((problem) => (
            <li key={`${problem.line} ${problem.field} ${problem.message}`}>
              {problem.line === 0 ? "" : <span className="text-faint tabular-nums">line {problem.line}: </span>}
              {problem.message}
            </li>
          ))}
        </ul>
      </div>
    );
  if (changes.length === 0) return <p className="text-sm text-soft">It says what is written down already.</p>;
  return (
    <ul className="grid gap-2 text-sm">
      {changes.map((change) => (
        <ChangeRow key={JSON.stringify(change.after ?? change.before)} change={change} />
      ))}
    </ul>
  );
}

const CHANGES = {
  added: { word: "new", look: "text-accent" },
  changed: { word: "changed", look: "text-warn" },
  removed: { word: "removed", look: "text-bad" },
} as const;

function ChangeRow({ change: { change, before, after } }: { change: Change }) {
  const body = after ?? before;
  if (body === null) return null;
  const { title, text } = bodyWords(body);
  const { word, look } = CHANGES[change];
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2">
      <span className={`${look} text-[13px]`}>{word}</span>
      <span className="min-w-0">
        <span className="text-faint">{KIND_WORDS[body.kind].one}: </span>
        <span className="font-medium">{title}</span>
        {change === "changed" && before !== null ? (
          <span className="block text-soft line-through">{bodyWords(before).text}</span>
        ) : null}
        <span className={`block text-soft ${change === "removed" ? "line-through" : ""}`}>{text}</span>
      </span>
    </li>
  );
}
