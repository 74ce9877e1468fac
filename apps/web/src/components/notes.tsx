import { Button } from "@parlance/ui";
import { Check, TriangleAlert, Undo2, X } from "lucide-react";
import { closeNote, type Note, useNotes } from "../state/notes.ts";

/** What was just done, on every page. */
export const Notes = () => useNotes().map((note) => <NoteCard key={note.id} note={note} />);

function NoteCard({ note: { id, text, tone = "done", action } }: { note: Note }) {
  const Icon = tone === "failed" ? TriangleAlert : Check;
  const act = () => {
    closeNote(id);
    action?.run();
  };
  return (
    <div
      role={tone === "failed" ? "alert" : "status"}
      className="flex animate-rise items-center gap-3 rounded-card border border-line bg-raised p-4 text-sm shadow-float"
    >
      <Icon size={17} className={`shrink-0 ${tone === "failed" ? "text-bad" : "text-accent"}`} aria-hidden />
      <p className="min-w-0 flex-1 break-words">{text}</p>
      {action === undefined ? (
        <Button look="quiet" size="small" aria-label="Close" onClick={() => closeNote(id)}>
          <X size={14} aria-hidden />
        </Button>
      ) : (
        <Button size="small" onClick={act}>
          <Undo2 size={14} aria-hidden /> {action.label}
        </Button>
      )}
    </div>
  );
}
