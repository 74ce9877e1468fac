import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { tell } from "../../../state/notes.ts";
import { type AnswerToSave, saveAnswer } from "../api/saved-answers.ts";

export interface SaveDialogProps {
  readonly answer: AnswerToSave;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** A name for an answer that is worth running again. */
export function SaveDialog({ answer, onSaved, onClose }: SaveDialogProps) {
  const [name, setName] = useState(answer.question.slice(0, MAX_NAME));
  const save = useMutation({
    mutationFn: () => saveAnswer(answer, name.trim()),
    onSuccess: (saved) => {
      onSaved();
      onClose();
      tell({ id: saved.id, text: `“${saved.name}” is saved. Find it under History, Saved.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate();
  };
  return (
    <Dialog title="Save this answer" isOpen onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 p-5 pt-3">
        <p className="text-sm text-soft">
          The question and its SQL are kept, to be run again on the data as it is then.
        </p>
        <label className="grid gap-1.5 text-sm font-medium">
          Name
          <input
            autoFocus
            value={name}
            maxLength={MAX_NAME}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
            className="h-10 rounded-field border border-edge bg-surface px-3 font-normal"
          />
        </label>
        {save.isError ? <ErrorPanel error={save.error} /> : null}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="solid" disabled={save.isPending || name.trim() === ""}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const MAX_NAME = 200;
