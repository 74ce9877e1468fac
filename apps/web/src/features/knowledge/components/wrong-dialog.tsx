import { Button } from "@parlance/ui";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { useMay } from "../../workspaces/api/rights.ts";

export interface WrongDialogProps {
  readonly onSay: (comment: string) => void;
  readonly onTeach: () => void;
  readonly onClose: () => void;
}

/** What is wrong, for whoever looks after the source; or what should have been known. */
export function WrongDialog({ onSay, onTeach, onClose }: WrongDialogProps) {
  const [comment, setComment] = useState("");
  const mayRun = useMay("query.run");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSay(comment.trim());
  };
  return (
    <Dialog title="What is wrong with it?" isOpen onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 p-5 pt-3">
        <p className="text-sm text-soft">
          If a word was misunderstood, explain it.
          {mayRun ? " If the SQL is wrong, edit it, run it, and say that it is right." : ""}
        </p>
        <label className="grid gap-1 text-[13px] font-medium">
          In your words
          <textarea
            rows={3}
            value={comment}
            maxLength={2000}
            onChange={(event) => setComment(event.target.value)}
            className="rounded-field border border-edge bg-surface px-2.5 py-2 text-sm font-normal"
          />
        </label>
        <div className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" onClick={onTeach}>
            Explain a word
          </Button>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="solid">
            Say it is wrong
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
