import { Button } from "@parlance/ui";
import { Trash2, Undo2, X } from "lucide-react";
import { type Deletion, undoDelete, useDeletions } from "../api/deletions.ts";

/** What was just deleted, with the way back. */
export const DeletionNotes = () => useDeletions().map((one) => <DeletionNote key={one.source.id} deletion={one} />);

function DeletionNote({ deletion: { source, error } }: { deletion: Deletion }) {
  return (
    <div
      role={error === undefined ? "status" : "alert"}
      className="flex animate-rise items-center gap-3 rounded-card border border-line bg-raised p-4 text-sm shadow-float"
    >
      <Trash2 size={17} className="shrink-0 text-soft" aria-hidden />
      <p className="min-w-0 flex-1 break-words">
        {error === undefined ? `“${source.name}” is deleted.` : `“${source.name}” was not deleted. ${error.message}`}
      </p>
      <Button size="small" onClick={() => undoDelete(source.id)}>
        {error === undefined ? <Undo2 size={14} aria-hidden /> : <X size={14} aria-hidden />}
        {error === undefined ? "Undo" : "Close"}
      </Button>
    </div>
  );
}
